package io.github.cameldatamaker.operation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.fixture.CapturedLog;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.session.RouteWaits;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** The possible answers to a cancellation. */
class CancelledRunTest extends WireMockRouteTest {

    private static final String RUN = "/scenarios/s/runs/r";

    /** Which code says that a run has finished is the service's own. */
    @ParameterizedTest
    @CsvSource({ "204, false", "404, false", "409, false", "500, true" })
    void onlyARunThatMayContinueIsLogged(int status, boolean isWarnedOf) {
        answerJson("{\"id\":\"r\",\"status\":\"running\"}");
        SERVICE.stubFor(delete(urlPathEqualTo(RUN))
                .willReturn(aResponse().withStatus(status).withHeader("Content-Type", "application/json")
                        .withBody(status == 204 ? "" : "{\"error\":{\"code\":\"of_its_own\",\"message\":\"no\"}}")));
        try (CapturedLog log = new CapturedLog()) {
            Throwable failure = send(
                    "datamaker:runScenario?scenario=s&wait=poll&completionTimeout=100&maxRetries=0", null).join().getException();

            assertThat(failure).isInstanceOf(DataMakerTimeoutException.class);
            Awaitility.await().untilAsserted(() -> SERVICE.verify(deleteRequestedFor(urlPathEqualTo(RUN))));
            // Waits for the answer.
            context.stop();
            assertThat(log.count("could not be cancelled")).isEqualTo(isWarnedOf ? 1 : 0);
        }
    }

    /** A context that stops has no time to wait for its budget. */
    @Test
    void aStopWaitsForNoBudget() {
        answerJson("{\"id\":\"r\",\"status\":\"running\"}");
        SERVICE.stubFor(delete(urlPathEqualTo(RUN)).willReturn(aResponse().withStatus(204)));
        List<CompletableFuture<Exchange>> sent = Stream.generate(
                () -> send("datamaker:awaitRun?scenario=s&run=r&pollInterval=10m&maxRateLimitWait=10m", null)).limit(5).toList();
        RouteWaits held = ComponentInsides.waits(context);
        Awaitility.await().until(() -> held.awaitedRuns() == 5);
        useUpTheMinute();

        context.stop();

        SERVICE.verify(5, deleteRequestedFor(urlPathEqualTo(RUN)));
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException())
                .hasMessageContaining("The service is asked to cancel it (option cancelOnTimeout); the log says if that fails"));
    }

    private void useUpTheMinute() {
        SERVICE.stubFor(get(urlPathEqualTo("/templates/t")).willReturn(aResponse().withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "" + Instant.now().plusSeconds(50).getEpochSecond()).withBody("{}")));
        template.requestBody("datamaker:getTemplate?template=t", (Object) null);
    }

    /** Where the service refuses it even so, the log says which run may go on, and the stop does not wait for another minute. */
    @Test
    void aStopNamesTheRunsThatMayContinue() {
        answerJson("{\"id\":\"r\",\"status\":\"running\"}");
        SERVICE.stubFor(delete(urlPathEqualTo(RUN)).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "50")));
        send("datamaker:awaitRun?scenario=s&run=r&pollInterval=10m&maxRateLimitWait=10m", null);
        RouteWaits held = ComponentInsides.waits(context);
        Awaitility.await().until(() -> held.awaitedRuns() == 1);
        useUpTheMinute();
        try (CapturedLog log = new CapturedLog()) {

            context.stop();

            SERVICE.verify(1, deleteRequestedFor(urlPathEqualTo(RUN)));
            assertThat(log.count("Run r of scenario s could not be cancelled and may continue")).isEqualTo(1);
        }
    }

    /** The start of the run is not answered yet. */
    @Test
    void theSearchForARunWaitsForNoBudget() {
        String key = "{\"params\":{\"camel_datamaker_run_key\":\"k\"},\"id\":\"r\",\"status\":\"running\"}";
        SERVICE.stubFor(post(urlPathEqualTo("/scenarios/s/run")).willReturn(aResponse().withFixedDelay(60_000)));
        SERVICE.stubFor(
                get(urlPathEqualTo("/scenarios/s/runs")).willReturn(aResponse().withHeader("Content-Type", "application/json")
                        .withBody("{\"items\":[" + key + "],\"next_cursor\":null}")));
        SERVICE.stubFor(delete(urlPathEqualTo(RUN)).willReturn(aResponse().withStatus(204)));
        CompletableFuture<Exchange> sent = send("datamaker:runScenario?scenario=s&wait=server&runKey=k&maxRateLimitWait=10m",
                null);
        Awaitility.await().untilAsserted(() -> SERVICE.verify(postRequestedFor(urlPathEqualTo("/scenarios/s/run"))));
        useUpTheMinute();

        context.stop();

        SERVICE.verify(1, deleteRequestedFor(urlPathEqualTo(RUN)));
        assertThat(sent.join().getException()).hasMessageContaining("Start it again with the runKey 'k'");
    }

    /** A service that does not answer is logged too, and the stop does not wait as long as for an answer. */
    @Test
    void aStopDoesNotWaitForASilentService() {
        answerJson("{\"id\":\"r\",\"status\":\"running\"}");
        SERVICE.stubFor(delete(urlPathEqualTo(RUN)).willReturn(aResponse().withFixedDelay(60_000)));
        send("datamaker:awaitRun?scenario=s&run=r&pollInterval=10m", null);
        RouteWaits held = ComponentInsides.waits(context);
        Awaitility.await().until(() -> held.awaitedRuns() == 1);
        try (CapturedLog log = new CapturedLog()) {

            context.stop();

            assertThat(log
                    .count("The service has not confirmed in time that these runs are cancelled. They may continue (1 in all): "
                            + "[run r of scenario s]"))
                    .isEqualTo(1);
        }
    }
}
