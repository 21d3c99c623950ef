import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import javax.lang.model.SourceVersion;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Writes the starter's properties class, and what IDEs show of the properties, from the component's own datamaker.json. The build
 * runs it: {@code java -classpath ... StarterSources.java src/generated check|write}. With {@code check} it writes nothing, and fails
 * if a file is not what it would write.
 */
public final class StarterSources {

    private static final String COMPONENT = "META-INF/io/github/cameldatamaker/datamaker.json";
    private static final String PREFIX = "camel.component.datamaker";
    private static final String PACKAGE = "io.github.cameldatamaker.springboot";
    private static final String CLASS = "DataMakerComponentConfiguration";
    private static final String ENABLED = "Whether to apply the properties of the DataMaker component.";
    // Its options are there one by one.
    private static final String NESTED = "configuration";

    private final Path folder;
    private final boolean isChecking;
    private final List<Path> stale = new ArrayList<>();

    private StarterSources(Path folder, boolean isChecking) {
        this.folder = folder;
        this.isChecking = isChecking;
    }

    public static void main(String[] args) throws IOException {
        StarterSources sources = new StarterSources(Path.of(args[0]), !args[1].equals("write"));
        List<Option> options = options();
        sources.write("java/" + PACKAGE.replace('.', '/') + "/" + CLASS + ".java", source(options));
        sources.write("resources/META-INF/spring-configuration-metadata.json", metadata(options));
        if (!sources.stale.isEmpty()) {
            System.err.println("datamaker.json has changed, and these files have not: " + sources.stale
                    + ". Build once with -Dstarter.sources=write, and commit them.");
            System.exit(1);
        }
    }

    private static List<Option> options() throws IOException {
        List<Option> options = new ArrayList<>();
        try (InputStream json = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(COMPONENT), COMPONENT)) {
            new ObjectMapper().readTree(json).get("componentProperties").properties().forEach(property -> {
                if (!property.getKey().equals(NESTED)) {
                    options.add(Option.of(property.getKey(), property.getValue()));
                }
            });
        }
        return options;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        if (isChecking) {
            stale.add(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }

    /** An option of the component, as a property of the starter. */
    private record Option(String name, String type, String description, JsonNode defaultValue, boolean isDeprecated) {

        static Option of(String name, JsonNode json) {
            String note = json.path("type").asText().equals("object") && !isMap(json) ? " Give the name of a bean: #name." : "";
            return new Option(
                    name, type(json), json.path("description").asText() + note, json.path("defaultValue"),
                    json.path("deprecated").asBoolean());
        }

        private static boolean isMap(JsonNode json) {
            return json.path("javaType").asText().startsWith("java.util.Map<");
        }

        private static String type(JsonNode json) {
            return switch (json.path("type").asText()) {
                case "duration" -> "java.time.Duration";
                case "boolean" -> "java.lang.Boolean";
                case "integer" -> json.path("javaType").asText().toLowerCase(Locale.ROOT).endsWith("long")
                        ? "java.lang.Long" : "java.lang.Integer";
                case "enum" -> json.path("javaType").asText();
                case "object" -> isMap(json) ? "java.util.Map<java.lang.String, java.lang.String>" : "java.lang.String";
                case "string" -> "java.lang.String";
                default -> throw new IllegalStateException(
                        "Say how an option of the type " + json.path("type") + " is a property of Boot");
            };
        }

        String property() {
            return PREFIX + "." + name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        }

        String shortType() {
            return type.replace("java.lang.", "");
        }

        String field() {
            return SourceVersion.isKeyword(name) ? name + "Option" : name;
        }

        String accessor() {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }

        Object shownDefault() {
            if (defaultValue.isMissingNode()) {
                return null;
            }
            return switch (type) {
                case "java.time.Duration" -> defaultValue.asText() + "ms";
                case "java.lang.Boolean" -> defaultValue.asBoolean();
                case "java.lang.Integer", "java.lang.Long" -> defaultValue.asLong();
                default -> defaultValue.asText();
            };
        }
    }

    private static String source(List<Option> options) {
        StringBuilder fields = new StringBuilder();
        StringBuilder accessors = new StringBuilder();
        for (Option option : options) {
            fields.append("    private %s %s;%n".formatted(option.shortType(), option.field()));
            accessors.append(accessors(option));
        }
        return """
                /* Generated by StarterSources from datamaker.json: do not edit. */
                package %s;

                import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
                import org.springframework.boot.context.properties.ConfigurationProperties;

                /**
                 * The options of the DataMaker component. One that is not set keeps the component's default.
                 */
                @ConfigurationProperties(prefix = "%s", ignoreUnknownFields = false)
                public class %s extends ComponentConfigurationPropertiesCommon {

                    private Boolean enabled;
                %s
                    /** %s */
                    public Boolean getEnabled() {
                        return enabled;
                    }

                    public void setEnabled(Boolean enabled) {
                        this.enabled = enabled;
                    }
                %s}
                """.formatted(PACKAGE, PREFIX, CLASS, fields, ENABLED, accessors).replace(System.lineSeparator(), "\n");
    }

    private static String accessors(Option option) {
        return """

                    /** %1$s */
                    public %2$s get%3$s() {
                        return %4$s;
                    }

                    public void set%3$s(%2$s %4$s) {
                        this.%4$s = %4$s;
                    }
                """.formatted(
                option.description().replace("*/", "*&#47;"), option.shortType(), option.accessor(), option.field());
    }

    private static String metadata(List<Option> options) throws IOException {
        String type = PACKAGE + "." + CLASS;
        List<Object> properties = new ArrayList<>();
        properties.add(entry(PREFIX + ".enabled", "java.lang.Boolean", ENABLED, true, type));
        properties.add(entry(PREFIX + ".customizer.enabled", "java.lang.Boolean", ENABLED, true, type));
        for (Option option : options) {
            Map<String, Object> property = entry(
                    option.property(), option.type(), option.description(), option.shownDefault(), type);
            if (option.isDeprecated()) {
                property.put("deprecation", Map.of());
            }
            properties.add(property);
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("groups", List.of(entry(PREFIX, type, null, null, type)));
        root.put("properties", properties);
        root.put("hints", List.of());
        DefaultPrettyPrinter lines = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return new ObjectMapper().writer(lines).writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> entry(
            String name, String type, String description, Object defaultValue, String sourceType) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("type", type);
        if (description != null) {
            entry.put("description", description);
        }
        entry.put("sourceType", sourceType);
        if (defaultValue != null) {
            entry.put("defaultValue", defaultValue);
        }
        return entry;
    }
}
