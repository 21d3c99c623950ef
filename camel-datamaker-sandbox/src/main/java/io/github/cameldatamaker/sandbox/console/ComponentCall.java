package io.github.cameldatamaker.sandbox.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the Camel component calls a request.
 *
 * @param operation  in its URI
 * @param begins     whether a route begins with it
 * @param options    of its URI, safe in any syntax
 * @param headers    what cannot stand in a URI as it is
 * @param mapHeader  the header that becomes a Map, made of JSON; empty if there is none
 * @param body       the message's body; empty if it has none
 * @param rows       whether the body is JSON that becomes a List
 * @param bodyInFile whether the body is too long, or no text, and comes from a file; then that file
 * @param result     what the route does with the result
 */
record ComponentCall(String operation, boolean begins, Map<String, String> options, Map<String, String> headers,
        Optional<Map.Entry<String, String>> mapHeader, Optional<String> body, boolean rows, Optional<String> bodyInFile,
        Result result) {

    /** What a route does with what it gets. */
    enum Result {
        /** Logs it. */
        LOG,
        /** Logs each item. */
        EACH,
        /** Writes it to a file. */
        FILE,
        /** Nothing: there is none. */
        NONE
    }

    private static final String SAFE = "[A-Za-z0-9_.-]+( [A-Za-z0-9_.-]+)*";

    static ComponentCall of(String operation, Result result) {
        return new ComponentCall(operation, false, Map.of(), Map.of(), Optional.empty(), Optional.empty(), false,
                Optional.empty(), result);
    }

    /** With a value: as an option if it looks the same in every syntax, else as the header of the same name. */
    ComponentCall with(String name, String value) {
        boolean option = value.matches(SAFE);
        String header = "CamelDataMaker" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return new ComponentCall(operation, begins, option ? and(options, name, value) : options,
                option ? headers : and(headers, header, value), mapHeader, body, rows, bodyInFile, result);
    }

    /** With an option whose name is free, such as {@code override.country}. */
    ComponentCall withOption(String name, String value) {
        return new ComponentCall(operation, begins, and(options, name, value), headers, mapHeader, body, rows, bodyInFile,
                result);
    }

    static boolean isSafe(String text) {
        return text.matches(SAFE);
    }

    /** With a header that is a Map, because an option would make texts of its values. */
    ComponentCall withMap(String header, String json) {
        return new ComponentCall(operation, begins, options, headers, Optional.of(Map.entry(header, json)), body, rows,
                bodyInFile, result);
    }

    /** With a body; one that holds a property placeholder comes from a file, because Camel would resolve it. */
    ComponentCall withBody(String text, boolean asRows) {
        return text.contains("{{") ? withBodyInFile(Bodies.FILE, asRows)
                : new ComponentCall(operation, begins, options, headers, mapHeader, Optional.of(text), asRows, bodyInFile,
                        result);
    }

    ComponentCall withBodyInFile(String file, boolean asRows) {
        return new ComponentCall(operation, begins, options, headers, mapHeader, body, asRows, Optional.of(file), result);
    }

    ComponentCall withResult(Result other) {
        return new ComponentCall(operation, begins, options, headers, mapHeader, body, rows, bodyInFile, other);
    }

    /** Whether a route can hold it: a route that begins with it has no headers, and Camel would resolve placeholders. */
    boolean isPossible() {
        return !(begins && !headers.isEmpty()) && headers.values().stream().noneMatch(value -> value.contains("{{"))
                && mapHeader.filter(json -> json.getValue().contains("{{")).isEmpty();
    }

    private static Map<String, String> and(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
