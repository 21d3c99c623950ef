package io.github.cameldatamaker.operation;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import io.github.cameldatamaker.json.JsonBody;
import io.github.cameldatamaker.json.JsonIterator;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/** The exact request of every operation, and what the route gets for the answer. */
class OperationsTest extends WireMockRouteTest {

    private static final JsonMapper JSON = new JsonMapper();

    static Stream<OperationCase> cases() {
        return OperationCases.all();
    }

    @Test
    void everyOperationHasACase() {
        assertThat(cases().map(OperationCase::operation).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DataMakerOperation.values()).filter(DataMakerOperation::isProducible)
                                // It sends several requests, and has tests of its own.
                                .filter(operation -> !operation.has(DataMakerOperation.Trait.SEVERAL_REQUESTS)).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRequestIsTheContractsAndTheResultTheOperations(OperationCase operation) throws Exception {
        answer(answerOf(operation));
        List<Object> before = new ArrayList<>();
        route(r -> r.from("direct:a").to("datamaker:" + operation.operation() + "?" + operation.options())
                .process(e -> before.add(e.getMessage().getBody())).process(OperationsTest::read));

        Exchange out = template.request("direct:a", e -> {
            e.getMessage().setBody(operation.body());
            e.getMessage().setHeaders(new LinkedHashMap<>(operation.in()));
        });

        assertThat(out.getException()).isNull();
        assertRequest(operation);
        assertThat(before).singleElement().isInstanceOf(operation.type());
        assertThat(out.getMessage().getBody()).isEqualTo(operation.result());
        assertThat(componentHeaders(out)).isEqualTo(headersOf(operation));
        assertReleased();
    }

    /** As text, a result is JSON, or the text that it is: never Java's text of a Map, a List or an object. */
    @ParameterizedTest
    @MethodSource("cases")
    void theResultIsJsonAsText(OperationCase operation) throws Exception {
        answer(answerOf(operation));
        route(r -> r.from("direct:a").to("datamaker:" + operation.operation() + "?" + operation.options()));
        Exchange out = template.request("direct:a", e -> {
            e.getMessage().setBody(operation.body());
            e.getMessage().setHeaders(new LinkedHashMap<>(operation.in()));
        });
        assertThat(out.getException()).isNull();

        if (Map.class.isAssignableFrom(operation.type()) || Iterable.class.isAssignableFrom(operation.type())
                || operation.type() == Iterator.class) {
            assertThat(out.getMessage().getBody()).isInstanceOfAny(JsonBody.class, JsonIterator.class, GeneratedData.class);
        }
        out.getMessage().getHeaders().forEach((name, value) -> {
            if (name.startsWith("CamelDataMaker") && !operation.in().containsKey(name)) {
                assertThat(value).isInstanceOfAny(JsonBody.class, String.class, Number.class);
            }
        });
    }

    private static ResponseDefinitionBuilder answerOf(OperationCase operation) {
        ResponseDefinitionBuilder response = aResponse().withStatus(operation.status()).withHeader("X-Request-Id", "req_1")
                .withHeader("X-RateLimit-Remaining", "59").withHeader("X-RateLimit-Reset", "1714049400");
        return operation.answerType() == null
                ? response : response.withHeader("Content-Type", operation.answerType()).withBody(operation.answer());
    }

    private void assertRequest(OperationCase operation) throws Exception {
        List<LoggedRequest> requests = SERVICE.findAll(anyRequestedFor(anyUrl()));
        assertThat(requests).hasSize(1);
        LoggedRequest request = requests.get(0);
        assertThat(request.getMethod().getName() + " " + request.getUrl()).isEqualTo(operation.method() + " " + operation.url());
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + apiKey());
        assertThat(request.getHeader("Accept")).isEqualTo(operation.accept());
        String contentType = request.getHeader("Content-Type");
        if (operation.sent() == null) {
            assertThat(contentType).isNull();
            assertThat(request.getBody()).isEmpty();
        } else if (operation.contentType().startsWith("multipart/")) {
            assertThat(contentType).startsWith(operation.contentType() + "; boundary=");
            String boundary = contentType.substring(contentType.indexOf('=') + 1);
            assertThat(request.getBodyAsString().replace(boundary, "BOUNDARY")).isEqualTo(operation.sent());
        } else {
            assertThat(contentType).isEqualTo(operation.contentType());
            assertThat(JSON.readTree(request.getBody())).isEqualTo(JSON.readTree(operation.sent().replace('\'', '"')));
        }
    }

    // A route that reads the body as what it is.
    private static void read(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof GeneratedData data) {
            exchange.getMessage().setBody(data.list());
        } else if (body instanceof Iterator<?> items) {
            List<Object> all = new ArrayList<>();
            items.forEachRemaining(all::add);
            exchange.getMessage().setBody(all);
        } else if (body instanceof InputStream) {
            exchange.getMessage().setBody(exchange.getMessage().getBody(String.class));
        }
    }

    private static Map<String, Object> componentHeaders(Exchange exchange) {
        return exchange.getMessage().getHeaders().entrySet().stream()
                .filter(header -> header.getKey().startsWith("CamelDataMaker"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Object> headersOf(OperationCase operation) {
        Map<String, Object> headers = new LinkedHashMap<>(operation.out());
        headers.put("CamelDataMakerRequestId", "req_1");
        headers.put("CamelDataMakerRateLimitRemaining", 59L);
        headers.put("CamelDataMakerRateLimitReset", 1714049400L);
        if (operation.answerType() != null) {
            headers.put("CamelDataMakerContentType", operation.answerType());
        }
        return headers;
    }
}
