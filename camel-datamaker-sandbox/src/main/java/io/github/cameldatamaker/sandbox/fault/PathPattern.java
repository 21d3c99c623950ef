package io.github.cameldatamaker.sandbox.fault;

import java.util.regex.Pattern;

/** A pattern of raw paths: {@code {x}} stands for one segment, {@code *} for anything. */
record PathPattern(String pattern, Pattern regex) {

    static PathPattern of(String pattern) {
        if (!pattern.startsWith("/") && !pattern.startsWith("*")) {
            throw new IllegalArgumentException(
                    "path pattern '" + pattern + "' must start with / or *, such as /templates/{id}/generate");
        }
        StringBuilder regex = new StringBuilder();
        int from = 0;
        var wildcard = Pattern.compile("\\{[^/{}]*}|\\*").matcher(pattern);
        while (wildcard.find()) {
            regex.append(Pattern.quote(pattern.substring(from, wildcard.start())));
            regex.append(wildcard.group().equals("*") ? ".*" : "[^/]+");
            from = wildcard.end();
        }
        regex.append(Pattern.quote(pattern.substring(from)));
        return new PathPattern(pattern, Pattern.compile(regex.toString()));
    }

    boolean matches(String path) {
        return regex.matcher(path).matches();
    }
}
