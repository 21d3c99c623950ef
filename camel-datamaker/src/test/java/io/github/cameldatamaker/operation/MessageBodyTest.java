package io.github.cameldatamaker.operation;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The bodies that create and update accept, and those that are refused before a request. */
class MessageBodyTest extends WireMockRouteTest {

    private static final String DOCUMENT = "{\"name\":\"Käufer\",\"max\":12345678901234567890.10}";
    private static final String CREATE = "datamaker:createTemplate";

    @TempDir
    Path folder;

    /** As users have them. */
    public record Draft(String name, BigDecimal max) {
    }

    /** As users had them. */
    public static class Bean {

        public String getName() {
            return "Käufer";
        }

        public BigDecimal getMax() {
            return new BigDecimal("12345678901234567890.10");
        }
    }

    /** An object that Jackson cannot write. */
    public static class Failing {

        public BigDecimal getMax() {
            throw new IllegalStateException("no max");
        }
    }

    static Stream<Object> bodies() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", "Käufer");
        map.put("max", new BigDecimal("12345678901234567890.10"));
        return Stream.of(
                map, DOCUMENT, new StringBuilder(DOCUMENT), DOCUMENT.getBytes(UTF_8),
                new ByteArrayInputStream(DOCUMENT.getBytes(UTF_8)),
                new StringReader(DOCUMENT), new Draft("Käufer", new BigDecimal("12345678901234567890.10")), new Bean(),
                JsonNodeFactory.instance.objectNode().put("name", "Käufer").put("max",
                        new BigDecimal("12345678901234567890.10")));
    }

    private Exchange request(String uri, Object body) {
        return template.request(uri, e -> e.getMessage().setBody(body));
    }

    private static void assertSent() {
        String sent = SERVICE
                .findAll(postRequestedFor(urlEqualTo("/templates")).withHeader("Content-Type", equalTo("application/json")))
                .get(0).getBodyAsString();
        assertThat(sent).isEqualTo(DOCUMENT);
    }

    private void assertRefused(String uri, Object body, String... parts) {
        Exception error = request(uri, body).getException();
        assertThat(error).isExactlyInstanceOf(DataMakerException.class);
        assertThat(error.getMessage()).contains(parts);
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void itGoesOutAsOneJsonObject(Object body) throws Exception {
        answerJson("{}");
        route(r -> r.from("direct:a").to(CREATE));

        assertThat(request("direct:a", body).getException()).isNull();

        assertSent();
    }

    @Test
    void filesAndPathsAreReadAsJson() throws Exception {
        answerJson("{}");
        File file = Files.writeString(folder.resolve("t.json"), DOCUMENT).toFile();

        assertThat(request(CREATE, file).getException()).isNull();
        assertSent();
        SERVICE.resetRequests();
        assertThat(request(CREATE, file.toPath()).getException()).isNull();
        assertSent();
    }

    @Test
    void aRouteFromAFolderPushesTemplates() throws Exception {
        answerJson("{\"id\":\"tmpl_1\"}");
        Files.writeString(folder.resolve("t.json"), DOCUMENT);
        route(r -> r.from("file:" + folder + "?initialDelay=0").to(CREATE).to("mock:created"));
        mock("created").expectedMessageCount(1);

        mock("created").assertIsSatisfied();

        assertSent();
        assertThat(mock("created").getExchanges().get(0).getMessage().getBody()).isEqualTo(Map.of("id", "tmpl_1"));
    }

    @Test
    void textIsSentUnchanged() {
        answerJson("{}");
        String text = " {\n  \"a\" : 1.50 , \"b\":[{}] }\n";

        assertThat(request("datamaker:createConnection", text).getException()).isNull();

        assertThat(SERVICE.findAll(postRequestedFor(anyUrl())).get(0).getBodyAsString()).isEqualTo(text);
    }

    @Test
    void theMapperOfTheRegistryWritesObjects() {
        answerJson("{}");
        context.getRegistry().bind("mapper", new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE));

        assertThat(request(CREATE + "?objectMapper=#mapper", new Draft("n", BigDecimal.ONE)).getException()).isNull();

        SERVICE.verify(postRequestedFor(anyUrl()).withRequestBody(equalToJson("{\"Name\":\"n\",\"Max\":1}")));
    }

    @ParameterizedTest
    @EnumSource(value = DataMakerOperation.class, names = {
            "createTemplate", "updateTemplate", "createScenario", "updateScenario", "createConnection" })
    void withoutABodyNothingIsSent(DataMakerOperation operation) {
        assertRefused("datamaker:" + operation + "?template=t&scenario=s", null, "datamaker:" + operation + " needs a body",
                "a Map");
    }

    @ParameterizedTest
    @ValueSource(strings = { "no json", "{\"a\":1", "{'a':1}", "{\"a\":1} x", "{\"a\":1}{\"b\":2}", "{\"a\":NaN}" })
    void textThatIsNoJsonIsRefused(String body) {
        assertRefused(CREATE, body, "datamaker:createTemplate", "not JSON", "Give it a Map, or JSON of an object");
        assertRefused(CREATE, body.getBytes(UTF_8), "datamaker:createTemplate", "not JSON");
        assertRefused(CREATE, new ByteArrayInputStream(body.getBytes(UTF_8)), "datamaker:createTemplate", "not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"a\":1}]", "1", "\"text\"", "null", "true", "", "  " })
    void jsonThatIsNoObjectIsRefused(String body) {
        assertRefused(CREATE, body, "datamaker:createTemplate", "needs an object");
    }

    @Test
    void valuesThatAreNoObjectAreRefused() {
        for (Object body : List.of(List.of(Map.of("a", 1)), 1, true, new int[] { 1 }, List.of().iterator(),
                JsonNodeFactory.instance.arrayNode())) {
            assertRefused(CREATE, body, "datamaker:createTemplate", "Give it a Map, or JSON of an object");
        }
    }

    @Test
    void anObjectThatJacksonCannotWriteIsRefused() {
        Map<String, Object> circle = new LinkedHashMap<>();
        circle.put("self", Arrays.asList(circle));

        assertRefused(CREATE, circle, "cannot be written as JSON");
        assertRefused(CREATE, new Failing(), "cannot be written as JSON", "no max");
    }

    @Test
    void aMissingFileIsRefused() {
        Exception error = request(CREATE, folder.resolve("none.json").toFile()).getException();

        assertThat(error).hasStackTraceContaining("none.json");
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
    }
}
