package io.github.cameldatamaker.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** One endpoint of {@code toD}, whatever the values of its expressions are. */
class SendDynamicTest extends WireMockRouteTest {

    private static final String OWN = "own";

    private List<String> endpoints() {
        return context.getEndpoints().stream().map(Endpoint::getEndpointUri).filter(uri -> uri.startsWith("datamaker:")).toList();
    }

    private Exchange send(boolean isOneEndpoint, String uri, Map<String, Object> headers) throws Exception {
        route(r -> r.from("direct:" + isOneEndpoint).toD().allowOptimisedComponents(isOneEndpoint).uri(uri));
        Exchange exchange = template.request("direct:" + isOneEndpoint,
                sent -> sent.getMessage().setHeaders(new HashMap<>(headers)));
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private static List<String> requests() {
        List<String> requests = SERVICE.getAllServeEvents().stream().map(ServeEvent::getRequest)
                .map(request -> request.getMethod() + " " + request.getUrl() + " " + request.getBodyAsString()).toList();
        SERVICE.resetRequests();
        return requests;
    }

    @Test
    void aThousandTemplatesHaveOneEndpoint() throws Exception {
        answerJson("{}");
        route(r -> r.from("direct:in").toD("datamaker:getTemplate?template=${header.t}"));

        IntStream.range(0, 1000).forEach(number -> template.sendBodyAndHeader("direct:in", null, "t", "tmpl_" + number));

        assertThat(endpoints()).containsExactly("datamaker://getTemplate");
        assertThat(requests()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(context.getEndpoints().toString()).doesNotContain(apiKey());
    }

    /** The request and the headers behind it are those of an endpoint for each value. */
    @ParameterizedTest
    @ValueSource(strings = {
            "datamaker:getTemplate?template=${header.v}", "datamaker:getTemplate?templateVersion=7&template=RAW(${header.v})",
            "datamaker:generate?count=5&template=${header.v}&seed=${header.v}&outputType=Bytes&format=${header.f}",
            "datamaker:generate?count=5&template=t&override.a.b=${header.v}&override.c=RAW(x&y)&outputType=Bytes",
            "datamaker:runScenario?scenario=${header.v}&param.p=${header.v}&wait=none",
            "datamaker:getRun?scenario=s&run=${header.v}",
            "datamaker:listSets?cursor=${header.v}&outputType=List", "datamaker:loadSet?set=${header.v}&outputType=Bytes",
            "datamaker:downloadFile?file=${header.v}", "datamaker:getConnectionMetadata?connection=${header.v}",
            "datamaker:${header.o}?template=${header.v}" })
    void itSendsAndLeavesWhatAnEndpointOfItsOwnDoes(String uri) throws Exception {
        answerJson("{\"id\":\"run_1\",\"status\":\"done\",\"data\":[]}");
        for (String value : List.of("12", "a b+c%20d%41", "ä/é=y;z")) {
            for (Map<String, Object> own : List.<Map<String, Object>>of(
                    Map.of(), Map.of(
                            DataMakerConstants.TEMPLATE, OWN, DataMakerConstants.RUN, OWN, DataMakerConstants.SEED, OWN,
                            DataMakerConstants.SET, OWN, DataMakerConstants.OVERRIDES, Map.of("c", OWN, "d", 1),
                            DataMakerConstants.PARAMS, Map.of("q", OWN)))) {
                Map<String, Object> headers = new HashMap<>(own);
                headers.putAll(Map.of("v", value, "f", "csv", "o", "getTemplate"));

                Exchange one = send(true, uri, headers);
                List<String> requestsOfOne = requests();
                Exchange each = send(false, uri, headers);

                assertThat(withoutKeys(requestsOfOne)).as(value + own).isEqualTo(withoutKeys(requests())).hasSize(1);
                assertThat(described(one)).as(value + own).isEqualTo(described(each));
                context.getRouteController().stopAllRoutes();
                for (String id : context.getRoutes().stream().map(route -> route.getId()).toList()) {
                    context.removeRoute(id);
                }
            }
        }
    }

    // A run has a random key.
    private static List<String> withoutKeys(List<String> requests) {
        return requests.stream().map(request -> request.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "KEY")).toList();
    }

    private static Map<String, String> described(Exchange exchange) {
        return exchange.getMessage().getHeaders().entrySet().stream().filter(header -> !header.getKey().endsWith("RequestId"))
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.valueOf(header.getValue())));
    }

    @Test
    void theNextStepDoesNotSeeTheValues() throws Exception {
        answerJson("{}");

        Exchange exchange = send(true, "datamaker:getTemplate?template=${header.t}", Map.of("t", "tmpl_a"));

        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(DataMakerConstants.TEMPLATE).containsEntry("t",
                "tmpl_a");
    }

    @Test
    void aFailureLeavesNoHeaderAndSaysWhatItAlwaysDoes() throws Exception {
        answer(aResponse().withStatus(404).withBody("{\"error\":{\"code\":\"not_found\",\"message\":\"No such template\"}}"));
        route(r -> r.from("direct:in").toD("datamaker:getTemplate?template=${header.t}"));

        Exchange exchange = template.request("direct:in", sent -> sent.getMessage().setHeader("t", "tmpl_none"));

        assertThat(exchange.getException()).isInstanceOf(DataMakerApiException.class).hasMessageContaining("tmpl_none")
                .hasMessageContaining("No such template");
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(DataMakerConstants.TEMPLATE);
    }

    @Test
    void withoutAValueTheMessageNamesTheOption() throws Exception {
        route(r -> r.from("direct:in").toD("datamaker:getTemplate?template=${header.t}"));

        Exchange exchange = template.request("direct:in", sent -> sent.getMessage().setBody(null));

        assertThat(exchange.getException()).hasMessageContaining("needs a template");
    }

    @Test
    void aMisspeltOptionIsNamed() throws Exception {
        route(r -> r.from("direct:in").toD("datamaker:getTemplate?tempalte=${header.t}"));

        Exchange exchange = template.request("direct:in", sent -> sent.getMessage().setHeader("t", "tmpl_a"));

        assertThat(exchange.getException()).hasStackTraceContaining("tempalte");
    }

    /** The key of an account stays where it was, and no value of a route shows it. */
    @Test
    void valuesWithoutAHeaderStayInTheUri() throws Exception {
        answerJson("{}");

        send(true, "datamaker:getTemplate?template=${header.t}&apiKey=RAW(k+%41&=k)&maxRetries=1", Map.of("t", "tmpl_a"));

        assertThat(endpoints()).singleElement().asString().contains("maxRetries=1").doesNotContain("tmpl_a");
        assertThat(SERVICE.getAllServeEvents().get(0).getRequest().getHeader("Authorization")).isEqualTo("Bearer k+%41&=k");
    }
}
