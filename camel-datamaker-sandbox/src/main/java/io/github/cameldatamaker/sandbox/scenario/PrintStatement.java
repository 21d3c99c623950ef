package io.github.cameldatamaker.sandbox.scenario;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a script that can be printed without executing the script: {@code print(...)} or {@code dm.log.info(...)} with
 * literals and params.
 *
 * @param level the level of a structured record; empty for print
 */
record PrintStatement(Optional<String> level, List<Argument> arguments) {

    /** A literal or a param. The literal of an f-string may contain params. */
    private record Argument(String text, boolean isLiteral, boolean hasParams) {
    }

    /** The script reads a param that the run does not have. */
    static final class MissingParam extends Exception {

        private static final long serialVersionUID = 1L;

        MissingParam(String name) {
            super("KeyError: '" + name + "'");
        }
    }

    private static final Pattern CALL = Pattern.compile("\\s*(?:print|dm\\.log\\.(debug|info|warn|error))\\((.*)\\)\\s*(?:#.*)?");
    // Possessive quantifiers, because a long literal would overflow the matcher's stack.
    private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'";
    private static final String PARAM = "dm\\.params(?:\\[\\s*(?:" + QUOTED + ")\\s*]|\\.get\\(\\s*(?:" + QUOTED
            + ")\\s*(?:,\\s*(?:" + QUOTED + ")\\s*)?\\))";
    private static final Pattern ARGUMENT = Pattern.compile("\\s*(?:(f?)(" + QUOTED + ")|(" + PARAM + "))\\s*(,|$)");
    private static final Pattern STRING = Pattern.compile(QUOTED);
    private static final Pattern IN_BRACES = Pattern.compile("\\{(" + PARAM + ")}");

    /** Parses a line of code. Empty if it is no such statement. */
    static Optional<PrintStatement> parse(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches()) {
            return Optional.empty();
        }
        String inside = call.group(2).strip();
        List<Argument> arguments = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(inside);
        int end = 0;
        while (end < inside.length()) {
            argument.region(end, inside.length());
            if (!argument.lookingAt()) {
                return Optional.empty();
            }
            boolean literal = argument.group(2) != null;
            arguments.add(new Argument(literal ? unquote(argument.group(2)) : argument.group(3), literal,
                    "f".equals(argument.group(1))));
            end = argument.end();
        }
        return Optional.of(new PrintStatement(Optional.ofNullable(call.group(1)), arguments));
    }

    /** The lines that this statement logs. */
    List<String> lines(Map<String, String> params) throws MissingParam {
        List<String> texts = new ArrayList<>();
        for (Argument argument : arguments) {
            texts.add(argument.isLiteral() ? literal(argument, params) : value(argument.text(), params));
        }
        String text = String.join(" ", texts);
        if (level.isPresent()) {
            return List.of("{\"level\":\"" + level.get() + "\",\"message\":\""
                    + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"}");
        }
        // Each record is one line, so a text with line breaks becomes several records.
        return List.of(text.split("\r\n|\r|\n", -1));
    }

    private static String literal(Argument argument, Map<String, String> params) throws MissingParam {
        if (!argument.hasParams()) {
            return argument.text();
        }
        StringBuilder text = new StringBuilder();
        Matcher braces = IN_BRACES.matcher(argument.text());
        int from = 0;
        while (braces.find()) {
            text.append(argument.text(), from, braces.start()).append(value(braces.group(1), params));
            from = braces.end();
        }
        return text.append(argument.text().substring(from)).toString();
    }

    private static String value(String expression, Map<String, String> params) throws MissingParam {
        Matcher strings = STRING.matcher(expression);
        strings.find();
        String name = unquote(strings.group());
        if (params.containsKey(name)) {
            return params.get(name);
        }
        if (expression.startsWith("dm.params[")) {
            throw new MissingParam(name);
        }
        return strings.find() ? unquote(strings.group()) : "None";
    }

    private static String unquote(String quoted) {
        Matcher escape = Pattern.compile("\\\\(.)").matcher(quoted.substring(1, quoted.length() - 1));
        return escape.replaceAll(match -> switch (match.group(1)) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "\\", "\"", "'" -> Matcher.quoteReplacement(match.group(1));
            default -> Matcher.quoteReplacement(match.group());
        });
    }
}
