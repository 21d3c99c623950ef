package io.github.cameldatamaker.operation;

import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The headers of a request about its trace and its sender. */
class TraceHeadersTest extends WireMockRouteTest {

    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void ofTheMessageArePassedOn() {
        answerJson("[{\"id\":1}]");

        template.requestBodyAndHeaders(
                "datamaker:generate?template=t&count=1&outputType=List", null,
                Map.of("traceparent", PARENT, "tracestate", "a=1,b=2"));

        SERVICE.verify(1, postRequestedFor(anyUrl())
                .withHeader("traceparent", equalTo(PARENT)).withHeader("tracestate", equalTo("a=1,b=2")));
    }

    @Test
    void comeWithTheStartOfARun() {
        answerJson("{\"id\":\"run_1\",\"status\":\"running\"}");

        template.requestBodyAndHeader("datamaker:runScenario?scenario=s", null, "traceparent", PARENT);

        SERVICE.verify(1, postRequestedFor(urlPathEqualTo("/scenarios/s/run"))
                .withHeader("traceparent", equalTo(PARENT)).withoutHeader("tracestate"));
    }

    @Test
    void comeWithEachRepetition() {
        answer(serverError());

        assertThatThrownBy(() -> template.requestBodyAndHeader(
                "datamaker:getTemplate?template=t&maxRetries=2&retryBackoff=1", null, "traceparent", PARENT)).isNotNull();

        SERVICE.verify(3, getRequestedFor(anyUrl()).withHeader("traceparent", equalTo(PARENT)));
    }

    @Test
    void areLeftOutWhereThereIsNoTrace() {
        answerJson("{\"id\":\"t\"}");

        template.requestBodyAndHeader("datamaker:getTemplate?template=t", null, "tracestate", "a=1");

        SERVICE.verify(1, getRequestedFor(anyUrl()).withoutHeader("traceparent").withoutHeader("tracestate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "1", PARENT + "\r\nX-Injected: 1", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", PARENT + "é" })
    void areLeftOutWhereTheyAreWrong(String wrong) {
        answerJson("{\"id\":\"t\"}");

        template.requestBodyAndHeader("datamaker:getTemplate?template=t", null, "traceparent", wrong);

        SERVICE.verify(1, getRequestedFor(anyUrl()).withoutHeader("traceparent").withoutHeader("X-Injected"));
    }

    @Test
    void ofAWrongStateLoseOnlyThat() {
        answerJson("{\"id\":\"t\"}");

        template.requestBodyAndHeaders(
                "datamaker:getTemplate?template=t", null, Map.of("traceparent", PARENT, "tracestate", "a=1\nb"));

        SERVICE.verify(1, getRequestedFor(anyUrl()).withHeader("traceparent", equalTo(PARENT)).withoutHeader("tracestate"));
    }

    @Test
    void goToNoOtherHost() {
        WireMockServer other = new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
        other.start();
        try {
            SERVICE.stubFor(get(anyUrl()).willReturn(temporaryRedirect("http://localhost:" + other.port() + "/templates/t")));

            assertThatThrownBy(() -> template.requestBodyAndHeader(
                    "datamaker:getTemplate?template=t", null, "traceparent", PARENT)).isNotNull();

            assertThat(other.findAll(anyRequestedFor(anyUrl()))).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    void nameThisProduct() {
        answer(aResponse().withHeader("Content-Type", "application/json").withBody("{\"id\":\"t\"}"));

        template.requestBody("datamaker:getTemplate?template=t", "");

        // Without a version where the classes are not built by Maven.
        SERVICE.verify(1, getRequestedFor(anyUrl()).withHeader("User-Agent", matching("camel-datamaker(/[0-9].*)?")));
    }
}
