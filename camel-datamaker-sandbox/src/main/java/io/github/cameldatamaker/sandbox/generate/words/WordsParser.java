package io.github.cameldatamaker.sandbox.generate.words;

import io.github.cameldatamaker.sandbox.generate.words.Words.Part;
import io.github.cameldatamaker.sandbox.generate.words.Words.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads Datafaker's notation: {@code #{Name.first_name}} refers to another key, {@code #} and {@code Ø} are digits. A number
 * never starts with 0, because no house has the number 0 or 012.
 */
final class WordsParser {

    private static final Pattern SIMPLE = Pattern.compile("(?:[A-Za-z_]+\\.)?[A-Za-z_]+");

    private final Locale locale;
    private final String category;
    private final Function<String, Optional<Words>> others;

    /**
     * @param category of keys without one: that of the values' own key
     * @param others   finds the words of another key in the same locale
     */
    WordsParser(Locale locale, String category, Function<String, Optional<Words>> others) {
        this.locale = locale;
        this.category = category;
        this.others = others;
    }

    Words parse(List<String> values) {
        return new Words(values.stream().map(this::value).toList());
    }

    private Value value(String value) {
        boolean same = value.indexOf('#') < 0;
        return same ? new Value(value, null) : new Value(null, parts(value));
    }

    private Part[] parts(String value) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        boolean afterDigit = false;
        int i = 0;
        while (i < value.length()) {
            int end = value.startsWith("#{", i) ? value.indexOf('}', i) : -1;
            if (end > 0 || value.charAt(i) == '#' || value.startsWith("Ø#", i)) {
                afterDigit &= literal.isEmpty();
                flush(literal, parts);
                parts.add(end > 0 ? reference(value.substring(i + 2, end)) : digit(!afterDigit));
                afterDigit = end <= 0;
                i = end > 0 ? end + 1 : i + 1;
            } else {
                literal.append(value.charAt(i++));
            }
        }
        flush(literal, parts);
        return parts.toArray(Part[]::new);
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            String text = literal.toString();
            parts.add((builder, row) -> builder.append(text));
            literal.setLength(0);
        }
    }

    private static Part digit(boolean leading) {
        return leading ? (text, row) -> text.append((char) ('1' + row.random().nextInt(9)))
                : (text, row) -> text.append((char) ('0' + row.random().nextInt(10)));
    }

    private Part reference(String name) {
        String full = name.contains(".") ? name : category + "." + name;
        Optional<Words> words = SIMPLE.matcher(name).matches() ? others.apply(snakeCase(full)) : Optional.empty();
        if (words.isPresent()) {
            return words.get()::appendTo;
        }
        // Too complex to resolve here: Datafaker does it in each row.
        String expression = "#{" + full + "}";
        return (text, row) -> text.append(row.faker(locale).expression(expression));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
