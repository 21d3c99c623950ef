package io.github.cameldatamaker.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerEndpoint;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The metadata that tools, catalogs and Camel read of the component. */
class MetadataTest {

    private static final String JSON = read("/META-INF/io/github/cameldatamaker/datamaker.json");
    private static final List<String> DURATION_DEFAULTS_OF_CAMEL = List.of("initialDelay");

    private static String read(String resource) {
        try (var in = MetadataTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode catalog() throws IOException {
        return new ObjectMapper().readTree(JSON);
    }

    private static Stream<Map.Entry<String, JsonNode>> options(String kind) throws IOException {
        return catalog().get(kind).properties().stream();
    }

    @Test
    void everyOptionAndHeaderHasADescriptionAndALabel() throws Exception {
        assertThat(Stream.of(options("properties"), options("componentProperties"), options("headers")).flatMap(all -> all))
                .isNotEmpty().allSatisfy(option -> {
                    assertThat(option.getValue().path("description").asText()).as(option.getKey()).isNotBlank();
                    assertThat(option.getValue().path("group").asText()).as(option.getKey()).isNotBlank();
                });
    }

    /** A default that the catalog names and the code does not have misleads everyone. */
    @Test
    void everyDefaultIsTheOneAtRuntime() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            DataMakerEndpoint endpoint = context.getEndpoint("datamaker:generate?apiKey=k", DataMakerEndpoint.class);
            PropertyConfigurerGetter getter = (PropertyConfigurerGetter) PluginHelper.getConfigurerResolver(context)
                    .resolvePropertyConfigurer("datamaker-endpoint", context);

            assertThat(options("properties").filter(o -> o.getValue().has("defaultValue"))
                    .filter(o -> !DURATION_DEFAULTS_OF_CAMEL.contains(o.getKey()) && !o.getKey().equals("scheduler")))
                    .isNotEmpty().allSatisfy(option -> assertThat(String.valueOf(
                            getter.getOptionValue(endpoint, option.getKey(), true)))
                            .as(option.getKey()).isEqualTo(option.getValue().get("defaultValue").asText()));
        }
    }

    @Test
    void theCatalogValidatesUris() {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("datamaker", DataMakerComponent.class.getName(), JSON);

        EndpointValidationResult good = catalog.validateEndpointProperties(
                "datamaker:generate?template=t&count=5&override.country=DE&idleTimeout=5s&format=csv");
        EndpointValidationResult bad = catalog.validateEndpointProperties("datamaker:generat?templat=t&count=five");

        assertThat(good.isSuccess()).as(good.summaryErrorMessage(true)).isTrue();
        assertThat(bad.getUnknown()).containsExactly("templat");
        assertThat(bad.getInvalidInteger()).containsKey("count");
        assertThat(bad.getInvalidEnum()).containsKey("operation");
    }

    @Test
    void theUriFactoryBuildsUrisAndKnowsTheSecrets() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            EndpointUriFactory factory = context.getCamelContextExtension().getEndpointUriFactory("datamaker");

            assertThat(factory.buildUri("datamaker", new LinkedHashMap<>(Map.of("operation", "generate", "count", 5))))
                    .isEqualTo("datamaker:generate?count=5");
            assertThat(factory.secretPropertyNames()).contains("apiKey", "proxyPassword", "proxyUsername");
        }
    }

    @Test
    void theComponentIsFoundByItsScheme() throws Exception {
        assertThat(read("/META-INF/services/org/apache/camel/component/datamaker")).contains(DataMakerComponent.class.getName());
        assertThat(read("/META-INF/services/org/apache/camel/component.properties")).contains("components=datamaker");
        assertThat(read("/META-INF/services/org/apache/camel/TypeConverterLoader")).contains("GeneratedDataConverterLoader");
    }
}
