package io.github.cameldatamaker.kamelets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The rules of Apache's catalog of kamelets, except for the provider, and rules of our own. */
class KameletRulesTest {

    private static final String ANNOTATION = "camel.apache.org/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([A-Za-z0-9]+)}}");
    private static final Set<String> SMALL_WORDS = Set.of("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on",
            "or", "the", "to");

    static Stream<Arguments> kamelets() {
        return KameletFiles.all().entrySet().stream().map(file -> arguments(file.getKey(), file.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void hasNameTypeAndAnnotations(String file, JsonNode kamelet) {
        String name = kamelet.at("/metadata/name").asText();
        String type = kamelet.at("/metadata/labels").path(ANNOTATION + "kamelet.type").asText();
        JsonNode annotations = kamelet.at("/metadata/annotations");

        assertThat(kamelet.path("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.path("kind").asText()).isEqualTo("Kamelet");
        assertThat(file).isEqualTo(name + ".kamelet.yaml").startsWith("datamaker-");
        assertThat(type).isIn("source", "action", "sink");
        assertThat(name).endsWith("-" + type);
        assertThat(List.of("kamelet.support.level", "provider", "kamelet.group", "kamelet.namespace"))
                .allSatisfy(annotation -> assertThat(annotations.path(ANNOTATION + annotation).asText()).isNotEmpty());
        assertThat(annotations.path(ANNOTATION + "kamelet.icon").asText()).startsWith("data:image/svg+xml;base64,").satisfies(
                icon -> assertThat(
                        new String(Base64.getDecoder().decode(icon.substring(icon.indexOf(',') + 1)), StandardCharsets.UTF_8))
                        .startsWith("<svg ").endsWith("</svg>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void hasADefinition(String file, JsonNode kamelet) {
        JsonNode definition = kamelet.at("/spec/definition");
        String type = kamelet.at("/metadata/labels").path(ANNOTATION + "kamelet.type").asText();

        assertThat(definition.path("title").asText()).startsWith("DataMaker ")
                .endsWith(" " + type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1));
        assertThat(definition.path("description").asText()).endsWith(".");
        assertThat(definition.path("type").asText()).isEqualTo("object");
        assertThat(texts(definition.path("required"))).doesNotHaveDuplicates().isSubsetOf(names(definition.path("properties")));
    }

    @Test
    void titlesAndDescriptionsDiffer() {
        assertThat(KameletFiles.all().values()).extracting(kamelet -> kamelet.at("/spec/definition/title").asText())
                .doesNotHaveDuplicates();
        assertThat(KameletFiles.all().values()).extracting(kamelet -> kamelet.at("/spec/definition/description").asText())
                .doesNotHaveDuplicates();
        assertThat(KameletFiles.all().values())
                .extracting(kamelet -> kamelet.at("/metadata/annotations").path(ANNOTATION + "kamelet.icon"))
                .containsOnly(KameletFiles.all().values().iterator().next().at("/metadata/annotations")
                        .path(ANNOTATION + "kamelet.icon"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void describesItsProperties(String file, JsonNode kamelet) {
        List<String> required = texts(kamelet.at("/spec/definition/required"));
        SoftAssertions.assertSoftly(soft -> eachProperty(kamelet, (name, property) -> {
            soft.assertThat(property.path("type").asText()).as(name).isIn("string", "integer", "boolean");
            soft.assertThat(property.path("description").asText()).as(name).endsWith(".");
            soft.assertThat(property.path("title").asText().split(" ")).as(name).allSatisfy(
                    word -> assertThat(SMALL_WORDS.contains(word) || Character.isUpperCase(word.charAt(0))).as(word).isTrue());
            soft.assertThat(property.has("default") && required.contains(name)).as(name + " is required and has a default")
                    .isFalse();
            soft.assertThat(isLike(property, property.path("default"))).as("default of " + name).isTrue();
            if (property.path("format").asText().equals("password")) {
                soft.assertThat(texts(property.path("x-descriptors"))).as(name).contains("urn:camel:group:credentials");
            } else {
                soft.assertThat(property.has("example")).as("example of " + name).isTrue();
                soft.assertThat(isLike(property, property.path("example"))).as("example of " + name).isTrue();
            }
        }));
    }

    private static boolean isLike(JsonNode property, JsonNode value) {
        boolean isOfType = switch (property.path("type").asText()) {
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isTextual();
        };
        return value.isMissingNode()
                || isOfType && (!property.has("enum") || texts(property.path("enum")).contains(value.asText()));
    }

    /** What is not set must not hide what the component has. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void takesAddressAndKeyFromTheComponentUnlessTheyAreSet(String file, JsonNode kamelet) {
        assertThat(names(kamelet.at("/spec/definition/properties"))).contains("baseUrl", "apiKey");
        assertThat(kamelet.at("/spec/definition/properties/baseUrl").has("default")).isFalse();
        assertThat(kamelet.at("/spec/definition/properties/apiKey").has("default")).isFalse();
        assertThat(kamelet.at("/spec/definition/properties/apiKey/format").asText()).isEqualTo("password");
        assertThat(endpoints(kamelet)).isNotEmpty().allSatisfy(endpoint -> {
            assertThat(endpoint.at("/parameters/baseUrl").asText()).isEqualTo("{{?baseUrl}}");
            assertThat(endpoint.at("/parameters/apiKey").asText()).isEqualTo("{{?apiKey}}");
        });
    }

    /** Of one name and meaning in all kamelets. */
    @Test
    void sharedPropertiesAreTheSame() {
        for (String shared : List.of("baseUrl", "apiKey", "template", "templateVersion", "count", "seed", "rowType", "scenario",
                "stateRepository")) {
            assertThat(KameletFiles.all().values().stream().map(kamelet -> kamelet.at("/spec/definition/properties/" + shared))
                    .filter(property -> !property.isMissingNode()).distinct()).as(shared).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void usesEachPropertyAsItIsDeclared(String file, JsonNode kamelet) {
        JsonNode properties = kamelet.at("/spec/definition/properties");
        List<String> required = texts(kamelet.at("/spec/definition/required"));
        Set<String> used = new TreeSet<>();

        PLACEHOLDER.matcher(kamelet.at("/spec/template").toString()).results().forEach(placeholder -> {
            String name = placeholder.group(2);
            boolean isAlwaysThere = required.contains(name) || properties.path(name).has("default");
            assertThat(placeholder.group(1)).as(name).isEqualTo(isAlwaysThere ? "" : "?");
            used.add(name);
        });

        assertThat(used).containsExactlyInAnyOrderElementsOf(names(properties));
    }

    /** With the values of the examples. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void usesOptionsThatTheComponentHas(String file, JsonNode kamelet) {
        CamelCatalog catalog = catalog();
        for (JsonNode endpoint : endpoints(kamelet)) {
            StringBuilder uri = new StringBuilder(endpoint.path("uri").asText() + "?");
            endpoint.path("parameters").properties().forEach(option -> uri.append(option.getKey()).append('=')
                    .append(PLACEHOLDER.matcher(option.getValue().asText()).replaceAll(used -> example(kamelet, used.group(2))))
                    .append('&'));
            EndpointValidationResult result = catalog.validateEndpointProperties(uri.substring(0, uri.length() - 1));
            assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
        }
    }

    /** A default that differs would surprise whoever goes from a kamelet to the component. Those that differ say why. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void hasTheDefaultsAndValuesOfTheComponent(String file, JsonNode kamelet) throws IOException {
        JsonNode options = new ObjectMapper().readTree(componentJson()).path("properties");
        eachProperty(kamelet, (name, property) -> {
            JsonNode option = options.path(name);
            assertThat(option.isMissingNode()).as(name).isFalse();
            assertThat(texts(option.path("enum"))).as(name)
                    .containsAll(name.equals("rowType") ? List.of() : texts(property.path("enum")));
            // A kamelet that waits for nothing is of little use; durations are texts here.
            boolean differs = Set.of("wait", "delay", "completionTimeout").contains(name);
            if (!differs && property.has("default")) {
                assertThat(property.path("default").asText()).as(name).isEqualTo(option.path("defaultValue").asText());
            }
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kamelets")
    void namesWhatItNeedsInTheVersionOfTheBuild(String file, JsonNode kamelet) {
        String version = System.getProperty("project.version");
        List<String> dependencies = texts(kamelet.at("/spec/dependencies"));

        assertThat(kamelet.at("/metadata/annotations").path(ANNOTATION + "catalog.version").asText()).isEqualTo(version);
        assertThat(dependencies).contains("camel:core", "camel:kamelet",
                "mvn:io.github.cameldatamaker:camel-datamaker:" + version);
        assertThat(dependencies.contains("camel:jackson")).isEqualTo(kamelet.at("/spec/template").toString().contains("marshal"));
    }

    @Test
    void theCatalogNamesAMisspeltOption() {
        assertThat(catalog().validateEndpointProperties("datamaker:generate?template=tmpl_customer&coun=3").getUnknown())
                .containsOnly("coun");
    }

    private static String example(JsonNode kamelet, String property) {
        return kamelet.at("/spec/definition/properties/" + property + "/example").asText("a-key");
    }

    /** As docs/ides.md says, a tool names the component's class only. */
    private static CamelCatalog catalog() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("datamaker", "io.github.cameldatamaker.DataMakerComponent");
        return catalog;
    }

    private static String componentJson() throws IOException {
        try (var json = KameletRulesTest.class.getResourceAsStream("/META-INF/io/github/cameldatamaker/datamaker.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<JsonNode> endpoints(JsonNode kamelet) {
        List<JsonNode> endpoints = new ArrayList<>();
        collect(kamelet.at("/spec/template"), endpoints);
        return endpoints;
    }

    private static void collect(JsonNode node, List<JsonNode> endpoints) {
        if (node.path("uri").asText().startsWith("datamaker:")) {
            endpoints.add(node);
        }
        node.forEach(child -> collect(child, endpoints));
    }

    private static void eachProperty(JsonNode kamelet, BiConsumer<String, JsonNode> property) {
        kamelet.at("/spec/definition/properties").properties().forEach(each -> property.accept(each.getKey(), each.getValue()));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
