package io.github.cameldatamaker.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Writes the option and header tables of the reference from the component's {@code datamaker.json}, each between its START
 * and END marks. The build runs it; the CI fails when that changes a committed page.
 */
public final class ReferenceTables {

    private static final List<String> GROUPS = List.of(
            "common", "producer", "consumer", "scheduler", "security", "proxy", "advanced");

    private ReferenceTables() {
    }

    /** Arguments: {@code datamaker.json}, and the page to bring up to date. */
    public static void main(String[] args) throws IOException {
        Path page = Path.of(args[1]);
        String before = Files.readString(page);
        String after = update(before, new ObjectMapper().readTree(Path.of(args[0]).toFile()));
        if (!after.equals(before)) {
            Files.writeString(page, after);
        }
    }

    static String update(String page, JsonNode catalog) {
        String updated = replace(page, "path", options(catalog.get("properties"), "path"));
        updated = replace(updated, "endpoint options", options(catalog.get("properties"), "parameter"));
        updated = replace(updated, "component options", componentOnly(catalog));
        return replace(updated, "headers", headers(catalog.get("headers")));
    }

    private static String replace(String page, String name, String table) {
        String start = "<!-- " + name + ": START -->\n";
        String end = "<!-- " + name + ": END -->";
        int from = page.indexOf(start);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The page has no place for the table '" + name + "'");
        }
        return page.substring(0, from + start.length()) + "\n" + table + "\n" + page.substring(to);
    }

    private static String options(JsonNode properties, String kind) {
        return table("| option | what it does | default | type |\n|---|---|---|---|\n", properties.properties().stream()
                .filter(option -> option.getValue().get("kind").asText().equals(kind))
                .sorted(Comparator.comparing(option -> group(option.getValue()))));
    }

    /** The options that only the component has; all others are those of the endpoint. */
    private static String componentOnly(JsonNode catalog) {
        return table("| option | what it does | default | type |\n|---|---|---|---|\n",
                catalog.get("componentProperties").properties().stream()
                        .filter(option -> !catalog.get("properties").has(option.getKey())));
    }

    private static String table(String head, Stream<Entry<String, JsonNode>> options) {
        return options.map(ReferenceTables::row).collect(Collectors.joining("", head, ""));
    }

    private static int group(JsonNode option) {
        String group = option.get("group").asText().replaceAll(" .*", "");
        int place = GROUPS.indexOf(group);
        // Camel's own advanced options of consumers and producers come last.
        return option.get("group").asText().endsWith("(advanced)") || place < 0 ? GROUPS.size() : place;
    }

    private static String row(Entry<String, JsonNode> named) {
        JsonNode option = named.getValue();
        String name = option.path("prefix").asText(named.getKey());
        return "| `" + (option.has("prefix") ? name + "NAME" : name) + "` (" + option.get("group").asText() + ") | "
                + cell(option.get("description").asText()) + (option.path("required").asBoolean() ? " **Required.**" : "")
                + values(option) + " | " + defaultValue(option) + " | " + type(option) + " |\n";
    }

    private static String values(JsonNode option) {
        return option.has("enum")
                ? " One of " + option.get("enum").valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")) + "."
                : "";
    }

    private static String defaultValue(JsonNode option) {
        return option.has("defaultValue") ? "`" + option.get("defaultValue").asText() + "`" : "";
    }

    private static String type(JsonNode option) {
        return Map.of("enum", "String", "object", simpleName(option)).getOrDefault(
                option.get("type").asText(), option.get("type").asText());
    }

    private static String simpleName(JsonNode option) {
        return option.get("javaType").asText().replaceAll("<.*", "").replaceAll(".*\\.", "");
    }

    private static String headers(JsonNode headers) {
        return headers.properties().stream().map(ReferenceTables::header)
                .collect(Collectors.joining("", "| header | set by | what it is | type |\n|---|---|---|---|\n", ""));
    }

    private static String header(Entry<String, JsonNode> named) {
        JsonNode header = named.getValue();
        return "| `" + named.getKey() + "` | " + (header.get("label").asText().equals("producer") ? "the route" : "the component")
                + " | "
                + cell(header.get("description").asText()) + " | " + simpleName(header) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
