package io.github.cameldatamaker.operation;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Exchange;
import org.apache.camel.util.StringHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/** The table of docs/operations.md is right about every operation: what it needs, takes and gives. */
class OperationsPageTest extends WireMockRouteTest {

    private static final String PREFIX = "CamelDataMaker";
    private static final Set<String> OF_EVERY_RESPONSE = Set.of("RequestId", "ContentType", "RateLimitRemaining",
            "RateLimitReset");
    private static final String BODY = "a body";

    /**
     * The value of an option in a route.
     *
     * @param sent how it appears in a request
     */
    private record Given(Object value, String sent) {
    }

    /** Every option that a header overrides. A new one is tried on every operation as soon as it is here. */
    private static final Map<String, Given> OPTIONS = options();

    private static final Map<String, Class<?>> BODIES_OUT = Map.of(
            "GeneratedData", GeneratedData.class, "items", Iterator.class, "chunks", Iterator.class, "Map", Map.class, "String",
            String.class, "InputStream",
            InputStream.class, "unchanged", String.class);
    private static final Map<String, Object> BODIES_IN = Map.of(
            "", BODY, "document", Map.of("key", BODY), "rows", List.of(Map.of("key", BODY)), "content", BODY);

    private static Map<String, Given> options() {
        Map<String, Given> options = new LinkedHashMap<>();
        for (String text : List.of("template", "scenario", "run", "connection", "set", "file", "seed", "cursor", "runKey")) {
            options.put(text, new Given("the-" + text, "the-" + text));
        }
        options.put("templateVersion", new Given(815, "@v815"));
        options.put("count", new Given(4711, "4711"));
        options.put("format", new Given("csv", "csv"));
        options.put("overrides", new Given(Map.of("o", "an override"), "an override"));
        options.put("params", new Given(Map.of("p", "a param"), "a param"));
        options.put("wait", new Given("server", "\"wait\":\"true\""));
        return options;
    }

    static Stream<DataMakerOperation> operations() {
        return Arrays.stream(DataMakerOperation.values()).filter(DataMakerOperation::isProducible);
    }

    /** It says all that any operation could hand on to the route. */
    @BeforeEach
    void answerEverything() {
        answer(aResponse().withHeader("Content-Type", "application/json").withHeader("X-Request-Id", "req_1")
                .withHeader("X-RateLimit-Remaining", "59").withHeader("X-RateLimit-Reset", "1714049400")
                .withHeader("X-Template-Version", "3")
                .withBody(
                        "{\"id\":\"run_9\",\"status\":\"done\",\"name\":\"golden\",\"version\":2,\"total\":142,\"next_cursor\":\"c2\","
                                + "\"items\":[],\"rows\":[]}"));
    }

    private static String header(String option) {
        return PREFIX + StringHelper.capitalize(option);
    }

    private static Map<String, Object> headers(Iterable<String> options) {
        Map<String, Object> headers = new LinkedHashMap<>();
        options.forEach(option -> {
            assertThat(OPTIONS).as("a name in %s that is no option with a header", OperationRow.PAGE).containsKey(option);
            headers.put(header(option), OPTIONS.get(option).value());
        });
        return headers;
    }

    private Exchange request(DataMakerOperation operation, Object body, Map<String, Object> headers) throws Exception {
        SERVICE.resetRequests();
        Exchange out = template.request("datamaker:" + operation, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
        if (out.getMessage().getBody() instanceof AutoCloseable unread) {
            unread.close();
        }
        return out;
    }

    private static String sent() {
        return SERVICE.findAll(anyRequestedFor(anyUrl())).stream().map(OperationsPageTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(LoggedRequest request) {
        return request.getMethod() + " " + request.getUrl() + " " + request.getHeader("Accept") + "\n"
                + request.getBodyAsString();
    }

    @Test
    void theTableHasNoOtherOperations() {
        assertThat(OperationRow.all().stream().flatMap(row -> row.operations().stream()))
                .as("the operations of the table in " + OperationRow.PAGE)
                .containsExactlyInAnyOrderElementsOf(operations().map(Enum::name).toList());
    }

    /** Otherwise the table would not be checked for it. */
    @Test
    void everyHeaderThatARouteMaySetIsTried() throws Exception {
        Set<String> ofRoutes = new HashSet<>();
        new ObjectMapper().readTree(getClass().getResource("/META-INF/io/github/cameldatamaker/datamaker.json")).get("headers")
                .properties()
                .stream().filter(header -> header.getValue().get("label").asText().equals("producer"))
                .forEach(header -> ofRoutes.add(header.getKey()));

        assertThat(OPTIONS.keySet().stream().map(OperationsPageTest::header).collect(Collectors.toSet()))
                .as("a header that is new belongs into the options of this test, and into the table of %s", OperationRow.PAGE)
                .isEqualTo(ofRoutes.stream().filter(header -> !header.equals(DataMakerConstants.OPERATION))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itNeedsWhatTheTableSays(DataMakerOperation operation) throws Exception {
        OperationRow row = OperationRow.of(operation);
        List<String> ids = operation.ids();

        assertThat(row.needs().stream().filter(need -> !need.equals("count"))).as("the ids that %s needs", operation)
                .containsExactlyElementsOf(ids);
        assertThat(request(operation, bodyIn(row), headers(row.needs())).getException())
                .as("%s with all that it needs: %s", operation, row.needs()).isNull();
        for (String need : row.needs()) {
            Map<String, Object> headers = headers(row.needs());
            headers.remove(header(need));
            assertThat(request(operation, bodyIn(row), headers).getException()).as("%s without its %s", operation, need)
                    .isExactlyInstanceOf(DataMakerException.class).hasMessageContaining("needs a " + need);
            assertThat(sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itTakesWhatTheTableSays(DataMakerOperation operation) throws Exception {
        OperationRow row = OperationRow.of(operation);

        for (String option : OPTIONS.keySet()) {
            Map<String, Object> headers = headers(row.needs());
            headers.putAll(headers(List.of(option)));
            request(operation, bodyIn(row), headers);
            // How many rows a plan is for shows in its chunks.
            boolean isNotSent = operation == DataMakerOperation.plan && option.equals("count");
            if (!sent().isEmpty() && !isNotSent) {
                assertThat(sent().contains(OPTIONS.get(option).sent())).as("%s takes the option %s", operation, option)
                        .isEqualTo(row.needs().contains(option) || row.takes().contains(option));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itSendsTheBodyThatTheTableSays(DataMakerOperation operation) throws Exception {
        OperationRow row = OperationRow.of(operation);

        request(operation, bodyIn(row), headers(row.needs()));
        assertThat(sent().contains(BODY)).as("%s sends the body", operation).isEqualTo(!row.bodyIn().isEmpty());

        Exception withoutBody = request(operation, null, headers(row.needs())).getException();
        if (row.bodyIn().isEmpty()) {
            assertThat(withoutBody).as("%s without a body", operation).isNull();
        } else {
            assertThat(withoutBody).as("%s without a body", operation).hasMessageContaining("needs a body");
            assertThat(sent()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itGivesWhatTheTableSays(DataMakerOperation operation) throws Exception {
        OperationRow row = OperationRow.of(operation);
        Map<String, Object> in = headers(row.needs());
        in.putAll(headers(row.takes()));
        assertThat(BODIES_OUT)
                .as("the kinds that the body of %s may be, in %s; a new one belongs into this test", operation, OperationRow.PAGE)
                .containsKey(row.bodyOut());

        Exchange out = request(operation, bodyIn(row), in);

        Object body = out.getMessage().getBody();
        assertThat(out.getException()).as("%s with all that it needs and may take", operation).isNull();
        assertThat(body).as("the body that %s gives", operation).isInstanceOf(BODIES_OUT.get(row.bodyOut()));
        assertThat(BODY.equals(body)).as("%s leaves the body as it is", operation).isEqualTo(row.bodyOut().equals("unchanged"));
        Set<String> documented = new HashSet<>(row.headersOut());
        // A check has many responses, so the headers of one would say nothing.
        if (!sent().isEmpty() && !operation.has(DataMakerOperation.Trait.SEVERAL_REQUESTS)) {
            documented.addAll(OF_EVERY_RESPONSE);
        }
        assertThat(headersOut(in, out)).as("the headers that %s sets", operation).isEqualTo(documented);
    }

    private static Set<String> headersOut(Map<String, Object> in, Exchange out) {
        return out.getMessage().getHeaders().entrySet().stream()
                .filter(header -> header.getKey().startsWith(PREFIX) && !header.getValue().equals(in.get(header.getKey())))
                .map(header -> header.getKey().substring(PREFIX.length())).collect(Collectors.toSet());
    }

    private static Object bodyIn(OperationRow row) {
        assertThat(BODIES_IN)
                .as("the kinds that the body before %s may be, in %s; a new one belongs into this test", row.operations(),
                        OperationRow.PAGE)
                .containsKey(row.bodyIn());
        return BODIES_IN.get(row.bodyIn());
    }
}
