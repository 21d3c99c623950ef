package io.github.cameldatamaker.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerRunFailedException;
import io.github.cameldatamaker.fixture.CapturedLog;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever decides on a status understands every word for it, and passes it on as it came. */
class StatusWordsTest extends WireMockRouteTest {

    private static final String RUNS = "/scenarios/s/runs";

    private static String run(String id, String status) {
        return "{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"params\":{},\"error\":\"why\"}";
    }

    /** The run has these statuses, poll by poll; the last one for ever. */
    private static void statuses(String... statuses) {
        String state = Scenario.STARTED;
        for (int i = 0; i < statuses.length; i++) {
            String next = i == statuses.length - 1 ? state : "poll " + i;
            SERVICE.stubFor(get(urlPathEqualTo(RUNS + "/r")).inScenario("run").whenScenarioStateIs(state).willSetStateTo(next)
                    .willReturn(okJson(run("r", statuses[i]))));
            state = next;
        }
    }

    private Exchange await(String options) {
        return template.request("datamaker:awaitRun?scenario=s&run=r&pollInterval=1&completionTimeout=1m" + options, e -> {});
    }

    private Object statusOf(Exchange exchange) {
        assertThat(exchange.getMessage().getBody(Map.class).get("status"))
                .isEqualTo(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS));
        return exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "done", "completed", "complete", "success", "succeeded", "Completed", "SUCCESS" })
    void awaitRunEndsWithSuccess(String status) {
        statuses("waiting", "Queued", "delayed", "pending", "active", "RUNNING", "in progress", "In-Progress", "processing",
                status);
        try (CapturedLog log = new CapturedLog()) {
            Exchange exchange = await("");

            assertThat(exchange.getException()).isNull();
            assertThat(statusOf(exchange)).isEqualTo(status);
            assertThat(log.count("unknown status")).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "failed", "failure", "error", "ERROR", "cancelled", "canceled", "Canceled" })
    void awaitRunEndsWithoutSuccess(String status) {
        statuses("active", status);

        Exchange exchange = await("");

        assertThat(exchange.getException()).isInstanceOfSatisfying(DataMakerRunFailedException.class, failure -> {
            assertThat(failure.getStatus()).isEqualTo(status);
            assertThat(failure).hasMessageContaining("Run r ended as " + status + ": why");
        });
        assertThat(statusOf(await("&failOnRunFailure=false"))).isEqualTo(status);
    }

    @Test
    void anUnknownStatusIsNotTheEnd() {
        statuses("undone", "done?", "not_failed", "", "done");

        assertThat(statusOf(await(""))).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "done|Completed", "completed|Completed", "success|Completed", "running|active", "ACTIVE|active",
                    "active,done|active,Completed", "queued|waiting", "Paused|paused", "failed|",
                    "running,success|active,Completed" })
    void theOptionStatusesNamesMeanings(String wanted, String expected) throws Exception {
        SERVICE.stubFor(get(urlPathEqualTo(RUNS)).willReturn(okJson("[]")));
        route(r -> r.from("datamaker:runs?scenario=s&startFrom=beginning&initialDelay=0&delay=5&statuses=" + wanted)
                .to("mock:runs"));
        for (String status : List.of("waiting", "active", "paused", "Completed")) {
            SERVICE.stubFor(get(urlPathEqualTo(RUNS)).willReturn(okJson("{\"runs\":[" + run("r", status) + "]}")));
            awaitPoll();
        }

        List<String> statuses = new ArrayList<>();
        mock("runs").getExchanges().forEach(e -> statuses.add(String.valueOf(statusOf(e))));
        assertThat(String.join(",", statuses)).isEqualTo(expected == null ? "" : expected);
    }

    /** The first request may have got an older answer. The third begins after the second answer was observed. */
    private static void awaitPoll() {
        int before = SERVICE.findAll(getRequestedFor(urlPathEqualTo(RUNS))).size();
        Awaitility.await().until(() -> SERVICE.findAll(getRequestedFor(urlPathEqualTo(RUNS))).size() >= before + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Completed", "success", "error", "canceled" })
    void aConsumerOfOneRunEndsWithIt(String status) throws Exception {
        statuses("waiting", "active", status);
        route(r -> r.from("datamaker:runs?scenario=s&run=r&initialDelay=0&delay=5").to("mock:runs"));

        Awaitility.await().until(() -> mock("runs").getReceivedCounter() == 3);

        assertThat(mock("runs").getExchanges()).extracting(this::statusOf).containsExactly("waiting", "active", status);
    }

    @ParameterizedTest
    @CsvSource({ "completed, true", "ERROR, true", "canceled, false" })
    void theLogEnds(String status, boolean follow) throws Exception {
        statuses("queued", "active", status);
        SERVICE.stubFor(get(urlPathEqualTo(RUNS + "/r/logs")).withQueryParam("follow", equalTo("true"))
                .willReturn(aResponse().withHeader("Content-Type", "text/event-stream").withBody("data: a line\n\n")));
        SERVICE.stubFor(get(urlPathEqualTo(RUNS + "/r/logs")).withQueryParam("follow", absent())
                .willReturn(aResponse().withHeader("Content-Type", "text/plain").withBody("a line\n")));
        route(r -> r
                .from("datamaker:logs?scenario=s&run=r&initialDelay=0&delay=5&retryBackoff=1&maxRetryBackoff=5&follow=" + follow)
                .to("mock:log"));

        Awaitility.await().until(() -> mock("log").getReceivedCounter() == 2);

        assertThat(mock("log").getExchanges().get(1).getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({ "Completed, 1", "active, 1", "ERROR, 2", "canceled, 2" })
    void aRunKeyStartsAnotherRunAfterAFailure(String status, int starts) {
        SERVICE.stubFor(post(urlPathEqualTo("/scenarios/s/run")).willReturn(okJson(run("r", "queued"))));
        statuses(status);
        String start = "datamaker:runScenario?scenario=s&wait=none&runKey=k";

        assertThat(template.request(start, e -> {}).getException()).isNull();
        assertThat(template.request(start, e -> {}).getException()).isNull();

        SERVICE.verify(starts, postRequestedFor(urlPathEqualTo("/scenarios/s/run")));
    }
}
