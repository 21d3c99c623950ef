package io.github.cameldatamaker.sandbox.console;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a call of the component as a route that can be pasted, in YAML and in Java. */
final class RouteText {

    private RouteText() {
    }

    static String yaml(ComponentCall call) {
        StringBuilder yaml = new StringBuilder("- route:\n    from:\n");
        if (call.begins()) {
            yaml.append(endpoint("datamaker:" + call.operation(), call.options(), "      "));
        } else if (call.bodyInFile().isPresent()) {
            yaml.append("      uri: file:.\n      parameters:\n        fileName: ").append(call.bodyInFile().get())
                    .append("\n        noop: true\n");
        } else {
            yaml.append("      uri: timer:once\n      parameters:\n        repeatCount: 1\n");
        }
        yaml.append("      steps:\n");
        call.mapHeader().ifPresent(map -> yaml.append("        - setBody:\n            constant: ").append(quoted(map.getValue()))
                .append("\n        - unmarshal:\n            json: {}\n        - setHeader:\n            name: ")
                .append(map.getKey()).append("\n            simple: \"${body}\"\n"));
        call.headers().forEach((name, value) -> yaml.append("        - setHeader:\n            name: ").append(name)
                .append(constantInYaml(value)));
        call.body().ifPresent(
                body -> yaml.append("        - setBody:").append(constantInYaml(body)));
        if (call.rows()) {
            yaml.append("        - unmarshal:\n            json:\n              unmarshalType: java.util.List\n");
        }
        if (!call.begins()) {
            yaml.append("        - to:\n")
                    .append(endpoint("datamaker:" + call.operation(), call.options(), "            "));
        }
        return yaml.append(switch (call.result()) {
            case LOG -> "        - log: \"${body}\"\n";
            case EACH -> "        - split:\n            simple: \"${body}\"\n            streaming: true\n            steps:\n"
                    + "              - log: \"${body}\"\n";
            case FILE -> "        - to:\n            uri: file:.\n            parameters:\n              fileName: "
                    + quoted(fileName(call)) + "\n";
            case NONE -> "";
        }).toString();
    }

    // Camel takes the spaces and line breaks around a constant away unless it is told not to.
    private static String constantInYaml(String text) {
        String indent = "\n            ";
        return text.equals(text.trim()) ? indent + "constant: " + quoted(text) + "\n"
                : indent + "constant:" + indent + "  expression: " + quoted(text) + indent + "  trim: false\n";
    }

    private static String endpoint(String uri, Map<String, String> options, String indent) {
        return indent + "uri: " + uri + "\n" + (options.isEmpty() ? "" : indent + "parameters:\n")
                + options.entrySet().stream()
                        .map(option -> indent + "  " + option.getKey() + ": " + scalar(option.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String scalar(String value) {
        return value.matches("[1-9]\\d{0,17}") ? value : quoted(value);
    }

    static String java(ComponentCall call) {
        StringBuilder java = new StringBuilder("from(");
        String uri = "datamaker:" + call.operation() + (call.options().isEmpty() ? "" : "?" + query(call.options()));
        if (call.begins()) {
            java.append(quoted(uri)).append(")");
        } else {
            java.append(call.bodyInFile().map(file -> quoted("file:.?fileName=" + file + "&noop=true"))
                    .orElse("\"timer:once?repeatCount=1\"")).append(")");
        }
        call.mapHeader().ifPresent(map -> java.append("\n    .setBody(constant(").append(quoted(map.getValue()))
                .append("))\n    .unmarshal().json()\n    .setHeader(").append(quoted(map.getKey())).append(", body())"));
        call.headers().forEach((name, value) -> java.append("\n    .setHeader(").append(quoted(name)).append(", ")
                .append(constantInJava(value)).append(")"));
        call.body().ifPresent(body -> java.append("\n    .setBody(").append(constantInJava(body)).append(")"));
        if (call.rows()) {
            java.append("\n    .unmarshal().json(java.util.List.class)");
        }
        if (!call.begins()) {
            java.append("\n    .to(").append(quoted(uri)).append(")");
        }
        return java.append(switch (call.result()) {
            case LOG -> "\n    .log(\"${body}\")";
            case EACH -> "\n    .split(body()).streaming()\n        .log(\"${body}\")";
            case FILE -> "\n    .to(" + quoted("file:.?fileName=" + fileName(call)) + ")";
            case NONE -> "";
        }).append(";\n").toString();
    }

    // It trims as in YAML.
    private static String constantInJava(String text) {
        return "constant(" + quoted(text) + (text.equals(text.trim()) ? ")" : ", false)");
    }

    private static String query(Map<String, String> options) {
        return options.entrySet().stream().map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String fileName(ComponentCall call) {
        if (call.operation().equals("downloadFile")) {
            return UploadedFile
                    .localName(call.options().getOrDefault("file", call.headers().getOrDefault("CamelDataMakerFile", "")));
        }
        return UploadedFile.localName(call.options().getOrDefault("template", "rows")) + "." + call.options().get("format");
    }

    /** A text in double quotes, for YAML and for Java alike. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    boolean printable = c >= ' ' && c < 0x7F || Character.isLetterOrDigit(c);
                    quoted.append(printable ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04X", (int) c));
                }
            }
        }
        return quoted.append('"').toString();
    }
}
