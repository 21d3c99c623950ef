package io.github.cameldatamaker.sandbox.generate.words;

import io.github.cameldatamaker.sandbox.generate.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The values that Datafaker has under one key in one locale. Immutable, shared by all generations. */
public final class Words {

    /** A piece of a value. */
    private sealed interface Part {
    }

    private record Literal(String text) implements Part {
    }

    private record Digit(boolean leading) implements Part {
    }

    private record Reference(Words words) implements Part {
    }

    /** What we do not resolve ahead: Datafaker does it in each row. */
    private record Expression(Locale locale, String text) implements Part {
    }

    private final List<List<Part>> values;

    private Words(List<List<Part>> values) {
        this.values = values;
    }

    /** Draws one. */
    public String pick(Generation generation) {
        List<Part> parts = values.get(generation.random().nextInt(values.size()));
        if (parts.size() == 1) {
            return text(parts.get(0), generation);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(text(part, generation));
        }
        return text.toString();
    }

    private static String text(Part part, Generation generation) {
        if (part instanceof Literal literal) {
            return literal.text();
        }
        if (part instanceof Reference reference) {
            return reference.words().pick(generation);
        }
        if (part instanceof Expression expression) {
            return generation.faker(expression.locale()).expression(expression.text());
        }
        // No house has the number 0 or 012.
        boolean leading = ((Digit) part).leading();
        return String.valueOf((char) (leading ? '1' + generation.random().nextInt(9) : '0' + generation.random().nextInt(10)));
    }

    /** Reads Datafaker's notation: {@code #{Name.first_name}} refers to another key, {@code #} alone is a digit, {@code Ø} before one is a digit but 0. */
    static final class Parser {

        private static final Pattern SIMPLE = Pattern.compile("(?:[A-Za-z_]+\\.)?[A-Za-z_]+");

        private final Vocabulary vocabulary;
        private final String category;

        Parser(Vocabulary vocabulary, String category) {
            this.vocabulary = vocabulary;
            this.category = category;
        }

        Words parse(List<String> values) {
            return new Words(values.stream().map(this::parts).toList());
        }

        private List<Part> parts(String value) {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            int i = 0;
            while (i < value.length()) {
                int end = value.startsWith("#{", i) ? value.indexOf('}', i) : -1;
                if (end > 0 || value.charAt(i) == '#' || value.startsWith("Ø#", i)) {
                    flush(literal, parts);
                    parts.add(end > 0 ? reference(value.substring(i + 2, end)) : new Digit(parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Digit)));
                    i = end > 0 ? end + 1 : i + 1;
                } else {
                    literal.append(value.charAt(i++));
                }
            }
            if (literal.length() > 0 || parts.isEmpty()) {
                parts.add(new Literal(literal.toString()));
            }
            return List.copyOf(parts);
        }

        private static void flush(StringBuilder literal, List<Part> parts) {
            if (literal.length() > 0) {
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
            }
        }

        private Part reference(String name) {
            String full = name.contains(".") ? name : category + "." + name;
            if (SIMPLE.matcher(name).matches()) {
                Words words = vocabulary.find(snakeCase(full));
                if (words != null) {
                    return new Reference(words);
                }
            }
            return new Expression(vocabulary.locale(), "#{" + full + "}");
        }

        private static String snakeCase(String name) {
            return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        }
    }
}
