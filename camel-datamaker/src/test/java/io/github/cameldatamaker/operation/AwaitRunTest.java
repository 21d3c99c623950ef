package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRunFailedException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.fixture.CapturedLog;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Waiting for runs; the time of both sides is driven. */
class AwaitRunTest extends DrivenSandboxTest {

    @ParameterizedTest
    @ValueSource(strings = { "poll", "server" })
    void runScenarioWaits(String wait) {
        String scenario = scenario("duration=1m");

        Exchange exchange = drive(
                send("datamaker:runScenario?scenario=" + scenario + "&wait=" + wait + "&completionTimeout=5m", null));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
        assertThat(exchange.getMessage().getBody(Map.class))
                .containsEntry("id", exchange.getMessage().getHeader(DataMakerConstants.RUN))
                .containsEntry("status", "done");
    }

    /** The service blocks for five minutes at most. Then the component polls a run that is still running. */
    @Test
    void waitServerContinuesByPolling() {
        String scenario = scenario("duration=10m");

        Exchange exchange = drive(send("datamaker:runScenario?scenario=" + scenario + "&wait=server", null));

        assertThat(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
        assertThat(count("GET")).isGreaterThan(1);
    }

    @Test
    void awaitRunWaitsForARunThatWasStartedElsewhere() throws Exception {
        String scenario = scenario("duration=30s");
        route(r -> r.from("seda:a").to("datamaker:runScenario?scenario=" + scenario).to("datamaker:awaitRun?scenario=" + scenario)
                .to("mock:done"));
        template.sendBody("seda:a", null);

        Awaitility.await().until(() -> {
            if (time.nextTask().isBefore(START.plus(Duration.ofDays(1)))) {
                serverClock.advance(Duration.ofSeconds(5));
                time.advance(Duration.ofSeconds(5));
            }
            return !mock("done").getExchanges().isEmpty();
        });

        assertThat(mock("done").getExchanges().get(0).getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
    }

    @Test
    void pollIntervalGrowsTo30Seconds() {
        String scenario = scenario("duration=10m");
        CompletableFuture<Exchange> sent = send("datamaker:runScenario?scenario=" + scenario + "&wait=poll&pollInterval=10s",
                null);

        for (int seconds : List.of(10, 15, 22, 30, 30)) {
            long before = count("GET");
            Awaitility.await().until(() -> time.nextTask().isBefore(time.clock().instant().plusSeconds(31)));
            assertThat(Duration.between(time.clock().instant(), time.nextTask()).toSeconds()).isEqualTo(seconds);
            time.advance(Duration.between(time.clock().instant(), time.nextTask()));
            Awaitility.await().until(() -> count("GET") == before + 1);
        }
        assertThat(sent).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = { "failed", "cancelled" })
    void aRunThatEndsWithoutSuccessFails(String outcome) {
        String scenario = scenario("duration=10s, outcome=" + outcome);

        Exchange exchange = drive(send("datamaker:runScenario?scenario=" + scenario + "&wait=poll", null));

        DataMakerRunFailedException failure = (DataMakerRunFailedException) exchange.getException();
        assertThat(failure.getStatus()).isEqualTo(outcome);
        assertThat(failure.getRunId()).isEqualTo(exchange.getMessage().getHeader(DataMakerConstants.RUN));
        assertThat(failure).hasMessageContaining(failure.getRunId());
    }

    @Test
    void failOnRunFailureFalse() {
        String scenario = scenario("duration=10s, outcome=failed");

        Exchange exchange = drive(send("datamaker:runScenario?scenario=" + scenario + "&wait=poll&failOnRunFailure=false", null));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("failed");
    }

    @Test
    void completionTimeoutCancelsTheRun() {
        String scenario = scenario("duration=3h");

        Exchange exchange = drive(send("datamaker:runScenario?scenario=" + scenario + "&wait=poll&completionTimeout=10m", null));

        DataMakerTimeoutException failure = (DataMakerTimeoutException) exchange.getException();
        assertThat(failure.getLimitName()).isEqualTo("completionTimeout");
        assertThat(failure.getRunId().orElseThrow()).isEqualTo(exchange.getMessage().getHeader(DataMakerConstants.RUN));
        assertThat(failure).hasMessageContaining(failure.getRunId().orElseThrow());
        Awaitility.await().until(() -> count("DELETE") == 1);
    }

    @Test
    void cancelOnTimeoutFalseLeavesItRunning() {
        String scenario = scenario("duration=3h");

        Exchange exchange = drive(
                send("datamaker:runScenario?scenario=" + scenario + "&wait=poll&completionTimeout=10m&cancelOnTimeout=false",
                        null));

        assertThat(exchange.getException()).isInstanceOf(DataMakerTimeoutException.class).hasMessageContaining("It continues");
        assertThat(count("DELETE")).isZero();
    }

    @Test
    void stoppingTheContextEndsTheWaitAndTheRun() {
        String scenario = scenario("duration=3h");
        String run = sandbox.scenarios().start(scenario, Map.of());
        CompletableFuture<Exchange> sent = send("datamaker:awaitRun?scenario=" + scenario + "&run=" + run, null);
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plusSeconds(3)));

        context.stop();

        assertThat(sent.join().getException()).isInstanceOf(DataMakerException.class).hasMessageContaining(run)
                .hasMessageContaining("because its route or context is stopping. The service is asked to cancel it");
        Awaitility.await().until(() -> count("DELETE") == 1);
    }

    @Test
    void aFailedPollIsNotTheEnd() {
        String scenario = scenario("duration=1m");
        sandbox.faults().on("GET", "/scenarios/{id}/runs/{run}").times(2).status(503);

        assertThat(drive(send("datamaker:runScenario?scenario=" + scenario + "&wait=poll&maxRetries=0", null)).getException())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "datamaker:awaitRun?scenario=scn_seed_orders&run=nope", "datamaker:runScenario?scenario=nope&wait=poll" })
    void anUnknownRunOrScenario(String uri) {
        DataMakerApiException failure = (DataMakerApiException) drive(send(uri, null)).getException();

        assertThat(failure.getStatusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownStatusIsNotTheEndAndIsLoggedOnce() {
        String scenario = scenario("duration=10m, via=paused");
        String run = sandbox.scenarios().start(scenario, Map.of());
        try (CapturedLog log = new CapturedLog()) {
            Exchange exchange = drive(send("datamaker:awaitRun?scenario=" + scenario + "&run=" + run, null));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
            assertThat(log.count("'paused'")).isEqualTo(1);
            assertThat(log.count(run)).isEqualTo(1);
        }
    }

    @Test
    void aRunThatVanishesBetweenTwoPollsIsAnError() {
        String scenario = scenario("duration=10m");
        String run = sandbox.scenarios().start(scenario, Map.of());
        CompletableFuture<Exchange> sent = send("datamaker:awaitRun?scenario=" + scenario + "&run=" + run, null);
        Awaitility.await().until(() -> count("GET") == 1 && time.nextTask().isBefore(START.plusSeconds(3)));
        assertThat(sent).isNotDone();

        sandbox.scenarios().vanish(run);

        DataMakerApiException failure = (DataMakerApiException) drive(sent).getException();
        assertThat(failure.getStatusCode()).isEqualTo(404);
        assertThat(failure).hasMessageContaining(run);
        assertThat(count("DELETE")).isZero();
    }

    /** A proxy's page and an answer that breaks off say nothing of the run. */
    @Test
    void anUnreadableAnswerIsNotTheEnd() {
        String scenario = scenario("duration=1m");
        sandbox.faults().on("GET", "/scenarios/{id}/runs/{run}").times(1).html(200);
        sandbox.faults().on("GET", "/scenarios/{id}/runs/{run}").times(1).cutAfter(10);

        assertThat(drive(send("datamaker:runScenario?scenario=" + scenario + "&wait=poll&maxRetries=0", null)).getException())
                .isNull();
    }
}
