package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerConnectionException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A run is started once, whatever happens to the answer, the message and the process. */
class RunKeyTest extends DrivenSandboxTest {

    private static final String RUN = "/scenarios/{id}/run";
    private static final String RUNS = "/scenarios/{id}/runs";

    private List<?> runs(String scenario) {
        return template.requestBody("datamaker:listRuns?outputType=List&scenario=" + scenario, null, List.class);
    }

    private static Object run(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getHeader(DataMakerConstants.RUN);
    }

    private static String start(String scenario, String more) {
        return "datamaker:runScenario?scenario=" + scenario + more;
    }

    /** The service has accepted the request, and its answer breaks off. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&runKey=order-7", "&wait=poll" })
    void anAnswerThatIsLostFindsTheRun(String more) {
        for (int cut = 0; cut < 50; cut++) {
            String scenario = scenario("duration=1s");
            sandbox.faults().on("POST", RUN).times(1).cutAfter(cut);

            Exchange exchange = drive(send(start(scenario, more), null));

            assertThat(run(exchange)).isEqualTo(((Map<?, ?>) runs(scenario).get(0)).get("id"));
            assertThat(runs(scenario)).as("runs after a cut behind byte %d", cut).hasSize(1);
        }
    }

    @Test
    void everyRunHasAKeyInItsParams() {
        String scenario = scenario("duration=1s");
        drive(send(start(scenario, "&param.size=5"), null));
        drive(send(start(scenario, "&param.size=5"), null));

        assertThat(runs(scenario)).extracting(run -> ((Map<?, ?>) ((Map<?, ?>) run).get("params")).get(RunKey.PARAM))
                .doesNotHaveDuplicates().hasSize(2).doesNotContainNull();
    }

    @Test
    void aMessageThatIsDeliveredAgainGetsTheRunItHasStarted() {
        String scenario = scenario("duration=1h");
        Object first = run(drive(send(start(scenario, "&runKey=k"), null)));

        Exchange again = drive(send(start(scenario, "&runKey=k"), null));

        assertThat(run(again)).isEqualTo(first);
        assertThat(again.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("running");
        assertThat(runs(scenario)).hasSize(1);
    }

    @Test
    void aMessageGetsItsRunAlsoWhenItIsDone() {
        String scenario = scenario("duration=1m");
        Object first = run(drive(send(start(scenario, "&runKey=k&wait=poll"), null)));

        Exchange again = drive(send(start(scenario, "&runKey=k&wait=poll"), null));

        assertThat(run(again)).isEqualTo(first);
        assertThat(again.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(strings = { "failed", "cancelled" })
    void aRunWithoutSuccessIsNotTaken(String outcome) {
        String scenario = scenario("duration=10s, outcome=" + outcome);
        drive(send(start(scenario, "&runKey=k&wait=poll"), null));

        drive(send(start(scenario, "&runKey=k&wait=poll"), null));

        assertThat(runs(scenario)).hasSize(2);
    }

    @Test
    void anotherKeyIsAnotherRunAndTheHeaderWins() {
        String scenario = scenario("duration=1h");
        for (String key : List.of("a", "b", "a")) {
            template.request(start(scenario, "&runKey=k"), e -> e.getMessage().setHeader(DataMakerConstants.RUN_KEY, key));
        }

        assertThat(runs(scenario)).hasSize(2);
    }

    @Test
    void aRestartFindsTheRun() throws Exception {
        DataMakerStateRepository repository = new MemoryState();
        String scenario = scenario("duration=1h");
        Object first = run(inAnotherContext(repository, start(scenario, "&runKey=k")));

        assertThat(run(inAnotherContext(repository, start(scenario, "&runKey=k")))).isEqualTo(first);
        assertThat(runs(scenario)).hasSize(1);
    }

    /** The process dies between the claim and the answer, but the run has begun. */
    @Test
    void aRestartFindsTheRunWhoseAnswerNobodyHasRead() throws Exception {
        DataMakerStateRepository repository = new MemoryState();
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).cutAfter(0);
        sandbox.faults().on("GET", RUNS).times(1).status(500);
        Exception unknown = inAnotherContext(repository, start(scenario, "&runKey=k&maxRetries=0")).getException();
        assertThat(unknown).isInstanceOf(DataMakerTruncatedException.class.getSuperclass()).hasMessageContaining("not known")
                .hasMessageContaining("runKey 'k'");
        time.advance(Duration.ofSeconds(2));

        assertThat(run(inAnotherContext(repository, start(scenario, "&runKey=k")))).isNotNull();
        assertThat(runs(scenario)).hasSize(1);
    }

    private Exchange inAnotherContext(DataMakerStateRepository repository, String uri) throws Exception {
        try (DefaultCamelContext other = contextWith(repository)) {
            return other.createProducerTemplate().request(uri, e -> {});
        }
    }

    private DefaultCamelContext contextWith(DataMakerStateRepository repository) {
        DefaultCamelContext other = new DefaultCamelContext();
        DataMakerComponent component = other.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        component.getConfiguration().setStateRepository(repository);
        prepare(component);
        other.start();
        return other;
    }

    /** The request never reached the service. This is certain if there is no run after half a minute. */
    @Test
    void aStartThatLeftNoRunIsMadeOnceMore() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).disconnect();
        Exception failure = drive(send(start(scenario, "&runKey=k"), null)).getException();
        assertThat(failure).isInstanceOf(DataMakerConnectionException.class).hasMessageContaining("not known")
                .hasMessageContaining("runKey 'k'");
        assertThat(runs(scenario)).isEmpty();
        CompletableFuture<Exchange> again = send(start(scenario, "&runKey=k"), null);
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plus(Duration.ofDays(1))));
        assertThat(again).isNotDone();

        assertThat(run(drive(again))).isNotNull();
        assertThat(runs(scenario)).hasSize(1);
    }

    @Test
    void withoutARunKeyTheErrorSaysWhatToLookFor() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).disconnect();

        Exception failure = drive(send(start(scenario, ""), null)).getException();

        assertThat(failure).isInstanceOf(DataMakerConnectionException.class)
                .hasMessageContaining("param " + RunKey.PARAM + "=").hasMessageContaining("listRuns");
    }

    @Test
    void aRefusedRequestIsNoStart() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).status(422);
        assertThat(drive(send(start(scenario, "&runKey=k"), null)).getException()).hasMessageContaining("422");

        sandbox.clearRequests();
        assertThat(run(drive(send(start(scenario, "&runKey=k"), null)))).isNotNull();
        assertThat(sandbox.requests()).as("no search").hasSize(1);
    }

    @Test
    void twoAtTheSameTimeStartOneRun() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).drip(5, Duration.ofMillis(50));
        CompletableFuture<Exchange> first = send(start(scenario, "&runKey=k"), null);
        Awaitility.await().until(() -> runs(scenario).size() == 1);

        Exchange second = drive(send(start(scenario, "&runKey=k"), null));

        assertThat(run(second)).isEqualTo(run(first.join()));
        assertThat(runs(scenario)).hasSize(1);
    }

    /** An exchange with its run does not keep the next one from it. */
    @Test
    void oneAfterTheOtherStartOneRun() {
        String scenario = scenario("duration=1h");
        CompletableFuture<Exchange> sent = send(start(scenario, "&runKey=k"), null);
        Object first = run(sent.join());
        for (int again = 0; again < 100; again++) {
            sent = sent.thenCompose(before -> {
                run(before);
                return send(start(scenario, "&runKey=k"), null);
            });
        }

        assertThat(run(sent.join())).isEqualTo(first);
    }

    @Test
    void aRunThatIsGoneIsAnErrorAndNoSecondStart() {
        String scenario = scenario("duration=1h");
        Object run = run(drive(send(start(scenario, "&runKey=k"), null)));
        sandbox.scenarios().vanish((String) run);

        Exception failure = drive(send(start(scenario, "&runKey=k"), null)).getException();

        assertThat(failure).hasMessageContaining("404").hasMessageContaining((String) run);
        assertThat(count("POST")).isEqualTo(2);
    }

    @Test
    void aKeyThatIsTooLong() {
        assertThat(send(start("s", "&runKey=" + "k".repeat(129)), null).join().getException())
                .isInstanceOf(DataMakerException.class).hasMessageContaining("runKey").hasMessageContaining("128");
    }

    @Test
    void theParamIsOurs() {
        assertThat(send(start("s", "&param." + RunKey.PARAM + "=x"), null).join().getException())
                .isInstanceOf(DataMakerException.class).hasMessageContaining(RunKey.PARAM).hasMessageContaining("runKey");
    }

    /** The service would answer after five minutes; the run is found by its key. */
    @Test
    void completionTimeoutWhileTheServiceWaits() {
        String scenario = scenario("duration=1h");

        CompletableFuture<Exchange> sent = send(start(scenario, "&wait=server&completionTimeout=1m"), null);
        Awaitility.await().until(() -> runs(scenario).size() == 1);
        Exchange exchange = drive(sent);

        DataMakerTimeoutException failure = (DataMakerTimeoutException) exchange.getException();
        assertThat(failure.getLimitName()).isEqualTo("completionTimeout");
        assertThat(failure.getRunId()).contains((String) ((Map<?, ?>) runs(scenario).get(0)).get("id"));
        Awaitility.await().until(() -> count("DELETE") == 1);
    }

    @Test
    void completionTimeoutWhileTheServiceWaitsForARunThatCannotBeFound() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("GET", RUNS).always().status(500);

        CompletableFuture<Exchange> sent = send(start(scenario, "&wait=server&completionTimeout=1m&maxRetries=0"), null);
        Awaitility.await().until(() -> count("POST") == 2);
        Exchange exchange = drive(sent);

        assertThat(exchange.getException()).isInstanceOf(DataMakerTimeoutException.class)
                .hasMessageContaining("may still be running")
                .hasMessageContaining(RunKey.PARAM);
    }

    @Test
    void completionTimeoutWhileTheStartIsHeldBack() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).always().rateLimited(Duration.ofSeconds(100));

        CompletableFuture<Exchange> sent = send(start(scenario, "&wait=server&completionTimeout=1m"), null);
        Awaitility.await().until(() -> count("POST") == 2 && nothingIsUnderWay());
        Exchange exchange = drive(sent);

        assertThat(exchange.getException()).isInstanceOf(DataMakerTimeoutException.class).hasMessageContaining("not started");
        // The scenario, and the start that was refused.
        assertThat(count("POST")).isEqualTo(2);
    }

    @Test
    void stoppingWhileTheServiceWaits() {
        String scenario = scenario("duration=1h");
        CompletableFuture<Exchange> sent = send(start(scenario, "&wait=server"), null);
        Awaitility.await().until(() -> count("POST") == 2);

        context.stop();

        assertThat(sent.join().getException()).isInstanceOf(DataMakerException.class).hasMessageContaining("stopped")
                .hasMessageContaining(RunKey.PARAM);
        Awaitility.await().until(() -> count("DELETE") == 1);
    }

    /** A failed run is not the one whose answer was lost. */
    @Test
    void anEarlierRunThatHasFailedIsNotTakenForALostStart() {
        String scenario = scenario("duration=10s, outcome=failed");
        drive(send(start(scenario, "&runKey=k&wait=poll"), null));
        sandbox.faults().on("POST", RUN).times(1).disconnect();

        assertThat(drive(send(start(scenario, "&runKey=k"), null)).getException()).hasMessageContaining("not known");
        assertThat(runs(scenario)).hasSize(1);
    }

    @Test
    void aLostStartAfterAFailedRunIsWaitedForToo() {
        String scenario = scenario("duration=10s, outcome=failed");
        drive(send(start(scenario, "&runKey=k&wait=poll"), null));
        sandbox.faults().on("POST", RUN).times(1).disconnect();
        drive(send(start(scenario, "&runKey=k"), null));
        long started = count("POST");
        CompletableFuture<Exchange> again = send(start(scenario, "&runKey=k"), null);
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plus(Duration.ofDays(1))));
        assertThat(count("POST")).as("before half a minute is over").isEqualTo(started);

        assertThat(run(drive(again))).isNotNull();
        assertThat(runs(scenario)).hasSize(2);
    }

    /** Two processes read one queue and share one table. */
    @Test
    void anotherProcessFindsTheRunToo() throws Exception {
        DataMakerStateRepository table = new MemoryState();
        String scenario = scenario("duration=1h");
        try (DefaultCamelContext a = contextWith(table); DefaultCamelContext b = contextWith(table)) {
            for (String key : List.of("warm", "order-7", "order-8")) {
                Object first = run(a.createProducerTemplate().request(start(scenario, "&runKey=" + key), e -> {}));
                assertThat(run(b.createProducerTemplate().request(start(scenario, "&runKey=" + key), e -> {}))).isEqualTo(first);
            }
        }
        assertThat(runs(scenario)).hasSize(3);
    }

    @Test
    void stoppingWhileARunIsLookedForSaysItsKey() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).disconnect();
        CompletableFuture<Exchange> sent = send(start(scenario, ""), null);
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plusSeconds(3)));

        context.stop();

        assertThat(sent.join().getException()).isInstanceOf(DataMakerException.class).hasMessageContaining("stopped")
                .hasMessageContaining(RunKey.PARAM);
    }
}
