package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code from("datamaker:runs")}: an exchange for each new status of each run. */
class RunsConsumerTest extends DrivenSandboxTest {

    private static final String RUNS = "/scenarios/{id}/runs";
    private static final String RUN = "/scenarios/{id}/runs/{run}";

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private static String runs(String scenario, String more) {
        return "datamaker:runs?initialDelay=0&delay=20&scenario=" + scenario + more;
    }

    private void watch(String uri) throws Exception {
        route(r -> r.from(uri).routeId("watch").process(this::record));
    }

    private void record(Exchange exchange) {
        exchanges.add(exchange.copy());
        events.add(exchange.getMessage().getHeader(DataMakerConstants.RUN) + " "
                + exchange.getMessage().getHeader(DataMakerConstants.PREVIOUS_STATUS) + " -> "
                + exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS));
    }

    private String start(String scenario) {
        return template.requestBodyAndHeader("datamaker:runScenario?scenario=" + scenario, null, "x", "y", Map.class).get("id")
                .toString();
    }

    private void awaitPoll() {
        long before = polls();
        Awaitility.await().until(() -> polls() > before + 1);
    }

    private long polls() {
        return sandbox.requests().stream().filter(request -> request.method().equals("GET") && request.path().endsWith("/runs"))
                .count();
    }

    private void awaitEvents(String... expected) {
        Awaitility.await().untilAsserted(() -> assertThat(events).containsExactly(expected));
    }

    @Test
    void anExchangeForEachStatusOfEachRun() throws Exception {
        String scenario = scenario("duration=1m");
        watch(runs(scenario, ""));
        awaitPoll();
        String first = start(scenario);
        awaitEvents(first + " null -> running");
        String second = start(scenario);
        awaitEvents(first + " null -> running", second + " null -> running");

        serverClock.advance(Duration.ofMinutes(2));

        awaitEvents(first + " null -> running", second + " null -> running", first + " running -> done",
                second + " running -> done");
        awaitPoll();
        assertThat(events).hasSize(4);
        assertThat(exchanges.get(2).getMessage().getBody(Map.class)).containsEntry("id", first).containsEntry("status", "done");
    }

    /** Only later statuses of a run that existed before the first start are emitted. */
    @Test
    void startFromNow() throws Exception {
        String scenario = scenario("duration=1m");
        start(scenario);
        serverClock.advance(Duration.ofMinutes(2));
        String running = start(scenario);

        watch(runs(scenario, ""));
        awaitPoll();
        serverClock.advance(Duration.ofMinutes(2));

        awaitEvents(running + " running -> done");
    }

    @Test
    void startFromBeginning() throws Exception {
        String scenario = scenario("duration=1m");
        List<String> expected = new ArrayList<>();
        // More than a page of the list.
        for (int i = 0; i < 120; i++) {
            expected.add(start(scenario) + " null -> done");
            serverClock.advance(Duration.ofSeconds(1));
        }
        serverClock.advance(Duration.ofMinutes(2));

        watch(runs(scenario, "&startFrom=beginning"));

        awaitEvents(expected.toArray(String[]::new));
        assertThat(exchanges.get(0).getProperty(Exchange.BATCH_SIZE)).isEqualTo(120);
        assertThat(exchanges.get(0).getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(false);
        assertThat(exchanges.get(119).getProperty(Exchange.BATCH_INDEX)).isEqualTo(119);
        assertThat(exchanges.get(119).getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(true);
    }

    @Test
    void statuses() throws Exception {
        String scenario = scenario("duration=1m, outcome=failed");
        watch(runs(scenario, "&statuses=done,failed"));
        awaitPoll();
        String run = start(scenario);
        awaitPoll();

        serverClock.advance(Duration.ofMinutes(2));

        awaitEvents(run + " running -> failed");
    }

    @Test
    void aStatusNeverHeardOf() throws Exception {
        String scenario = scenario("duration=1h");
        watch(runs(scenario, ""));
        awaitPoll();
        String run = start(scenario);
        awaitEvents(run + " null -> running");

        sandbox.scenarios().setStatus(run, "paused");
        awaitEvents(run + " null -> running", run + " running -> paused");
        sandbox.scenarios().setStatus(run, "done");
        awaitEvents(run + " null -> running", run + " running -> paused", run + " paused -> done");
    }

    /** The event comes again, in order, even if the run continues meanwhile. */
    @Test
    void aRouteThatFailsGetsTheEventAgain() throws Exception {
        String scenario = scenario("duration=1h");
        AtomicInteger failures = new AtomicInteger(3);
        route(r -> r.from(runs(scenario, "")).process(e -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
        }).process(this::record));
        awaitPoll();
        String run = start(scenario);
        Awaitility.await().until(() -> failures.get() < 3);
        sandbox.scenarios().setStatus(run, "done");

        awaitEvents(run + " null -> running", run + " running -> done");
    }

    @Test
    void aRunThatFailsInTheRouteDoesNotHoldUpOthers() throws Exception {
        String scenario = scenario("duration=1h");
        String poison = start(scenario);
        watchAllBut(scenario, poison);
        awaitPoll();

        String other = start(scenario);

        awaitEvents(other + " null -> running");
    }

    private void watchAllBut(String scenario, String poison) throws Exception {
        route(r -> r.from(runs(scenario, "&startFrom=beginning")).process(e -> {
            if (e.getMessage().getHeader(DataMakerConstants.RUN).equals(poison)) {
                throw new IllegalStateException("never");
            }
        }).process(this::record));
    }

    @Test
    void aRestartResumesWhereItWas() throws Exception {
        String scenario = scenario("duration=1h");
        context.getRegistry().bind("states", new MemoryStateRepository());
        watch(runs(scenario, "&stateRepository=#states"));
        awaitPoll();
        String first = start(scenario);
        awaitEvents(first + " null -> running");
        context.getRouteController().stopRoute("watch");
        String second = start(scenario);
        sandbox.scenarios().setStatus(first, "done");

        context.getRouteController().startRoute("watch");

        awaitEvents(first + " null -> running", first + " running -> done", second + " null -> running");
        awaitPoll();
        assertThat(events).hasSize(3);
    }

    /** Observed but undelivered statuses are stored too. */
    @Test
    void aRestartDeliversWhatTheRouteHadRefused() throws Exception {
        String scenario = scenario("duration=1h");
        context.getRegistry().bind("states", new MemoryStateRepository());
        AtomicInteger refused = new AtomicInteger();
        boolean[] open = new boolean[1];
        route(r -> r.from(runs(scenario, "&stateRepository=#states")).routeId("watch").process(e -> {
            if (!open[0]) {
                refused.incrementAndGet();
                throw new IllegalStateException("closed");
            }
        }).process(this::record));
        awaitPoll();
        String run = start(scenario);
        Awaitility.await().until(() -> refused.get() > 0);
        context.getRouteController().stopRoute("watch");
        sandbox.scenarios().setStatus(run, "failed");
        open[0] = true;

        context.getRouteController().startRoute("watch");

        awaitEvents(run + " null -> running", run + " running -> failed");
    }

    @Test
    void withARunItEndsWithThatRun() throws Exception {
        String scenario = scenario("duration=1m");
        String run = start(scenario);
        start(scenario);
        watch(runs(scenario, "&run=" + run));
        awaitEvents(run + " null -> running");

        serverClock.advance(Duration.ofMinutes(2));

        awaitEvents(run + " null -> running", run + " running -> done");
        // The poll that has delivered the end is over, and no other comes.
        ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("watch").getConsumer();
        Awaitility.await().until(() -> !consumer.isPolling());
        sandbox.clearRequests();
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> sandbox.requests().isEmpty());
        assertThat(context.getRouteController().getRouteStatus("watch")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void aRunThatIsFirstSeenFinishedGivesOneExchange() throws Exception {
        String scenario = scenario("duration=1m");
        String run = start(scenario);
        serverClock.advance(Duration.ofMinutes(2));

        watch(runs(scenario, "&run=" + run));

        awaitEvents(run + " null -> done");
    }

    @Test
    void aVanishedRunIsDropped() throws Exception {
        String scenario = scenario("duration=1h");
        watch(runs(scenario, ""));
        awaitPoll();
        String run = start(scenario);
        awaitEvents(run + " null -> running");

        sandbox.scenarios().vanish(run);
        awaitPoll();
        String other = start(scenario);

        awaitEvents(run + " null -> running", other + " null -> running");
    }

    /** A gateway without its backend knows of nothing for a moment. */
    @Test
    void aRunThatIsMissingForAMomentIsKept() throws Exception {
        String scenario = scenario("duration=1h");
        watch(runs(scenario, "&startFrom=beginning"));
        String run = start(scenario);
        awaitEvents(run + " null -> running");
        // So many newer runs that it is not on the newest page, and is polled alone.
        for (int i = 0; i < 55; i++) {
            serverClock.advance(Duration.ofSeconds(1));
            sandbox.scenarios().setStatus(start(scenario), "done");
        }
        Awaitility.await().until(() -> events.size() >= 56);
        sandbox.faults().on("GET", RUN).times(2).status(404);
        awaitPoll();
        awaitPoll();

        sandbox.scenarios().setStatus(run, "failed");

        Awaitility.await().untilAsserted(() -> assertThat(events).contains(run + " running -> failed"));
    }

    @Test
    void aRolledBackEventComesAgain() throws Exception {
        String scenario = scenario("duration=1h");
        AtomicInteger tries = new AtomicInteger();
        String run = start(scenario);
        route(r -> r.from(runs(scenario, "&startFrom=beginning")).process(e -> {
            if (tries.getAndIncrement() == 0) {
                e.setRollbackOnly(true);
            } else {
                record(e);
            }
        }));

        awaitEvents(run + " null -> running");
    }

    @ParameterizedTest
    @CsvSource({ "500", "503", "404" })
    void itRecoversWhenTheServiceDoes(int status) throws Exception {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("GET", RUNS).times(3).status(status);
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        route(r -> {
            r.onException(Exception.class).process(e -> errors.add(e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
            r.from(runs(scenario, "&maxRetries=0&bridgeErrorHandler=true")).routeId("watch").process(this::record);
        });
        Awaitility.await().until(() -> errors.size() == 3);
        awaitPoll();
        String run = start(scenario);

        awaitEvents(run + " null -> running");
        assertThat(errors).allSatisfy(error -> assertThat(error).isInstanceOf(DataMakerApiException.class));
    }

    @Test
    void aBrokenPollOfARunIsFollowedByTheNext() throws Exception {
        String scenario = scenario("duration=1m");
        String run = start(scenario);
        sandbox.faults().on("GET", RUN).times(2).cutAfter(5);

        watch(runs(scenario, "&run=" + run));

        awaitEvents(run + " null -> running");
    }

    @Test
    void sendEmptyMessageWhenIdle() throws Exception {
        String scenario = scenario("duration=1h");

        route(r -> r.from(runs(scenario, "&sendEmptyMessageWhenIdle=true")).to("mock:idle"));

        Awaitility.await().until(() -> !mock("idle").getExchanges().isEmpty());
        assertThat(mock("idle").getExchanges().get(0).getMessage().getBody()).isNull();
    }

    @Test
    void suspendedItWaits() throws Exception {
        String scenario = scenario("duration=1h");
        watch(runs(scenario, ""));
        awaitPoll();
        context.getRouteController().suspendRoute("watch");
        String run = start(scenario);
        Awaitility.await().during(Duration.ofMillis(200)).until(events::isEmpty);

        context.getRouteController().resumeRoute("watch");

        awaitEvents(run + " null -> running");
    }

    @ParameterizedTest
    @ValueSource(strings = { "datamaker:runs", "datamaker:runs?run=r", "datamaker:runs?scenario=" })
    void withoutAScenario(String uri) {
        assertThatThrownBy(() -> route(r -> r.from(uri).to("mock:x"))).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("option scenario");
    }

    @Test
    void twoRoutesWithOneStateAreRefused() throws Exception {
        context.getRegistry().bind("states", new MemoryStateRepository());
        watch(runs("scn_seed_orders", "&stateRepository=#states"));

        assertThatThrownBy(() -> route(r -> r.from(runs("scn_seed_orders", "&stateRepository=#states&greedy=true")).to("mock:x")))
                .hasMessageContaining("in use");
    }

    @Test
    void itIsNoProducer() {
        assertThatThrownBy(() -> route(r -> r.from("direct:a").to("datamaker:runs?scenario=s"))).rootCause()
                .isInstanceOf(DataMakerException.class).hasMessageContaining("datamaker:runs")
                .hasMessageContaining("runScenario");
        assertThat(Stream.of("generate", "runs")).allSatisfy(name -> assertThatThrownBy(
                () -> route(r -> r.from("datamaker:getRun?scenario=s&run=r").to("mock:x"))).rootCause()
                .hasMessageContaining(name));
    }

    /** The route may change the body. */
    @Test
    void aRouteMayChangeWhatItGets() throws Exception {
        String scenario = scenario("duration=1h");
        String run = start(scenario);
        route(r -> r.from(runs(scenario, "&startFrom=beginning")).process(this::record)
                .process(e -> e.getMessage().getBody(Map.class).put("status", "done")));
        awaitEvents(run + " null -> running");

        sandbox.scenarios().setStatus(run, "failed");

        awaitEvents(run + " null -> running", run + " running -> failed");
    }

    /** Batches consist of emitted events. */
    @Test
    void batchesAreOfTheStatusesThatAreWanted() throws Exception {
        String scenario = scenario("duration=1m");
        String done = start(scenario);
        serverClock.advance(Duration.ofMinutes(2));
        start(scenario);

        watch(runs(scenario, "&startFrom=beginning&statuses=done,failed"));

        awaitEvents(done + " null -> done");
        assertThat(exchanges.get(0).getProperty(Exchange.BATCH_SIZE)).isEqualTo(1);
        assertThat(exchanges.get(0).getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(true);
    }

    /** A long run is far behind newer runs in the list. */
    @Test
    void startFromNowKeepsAnEyeOnLongRuns() throws Exception {
        String scenario = scenario("duration=1h");
        String old = start(scenario);
        for (int i = 0; i < 55; i++) {
            serverClock.advance(Duration.ofSeconds(1));
            String next = start(scenario);
            if (i % 10 > 0) {
                sandbox.scenarios().setStatus(next, "done");
            }
        }
        watch(runs(scenario, "&statuses=failed"));
        awaitPoll();

        sandbox.scenarios().setStatus(old, "failed");

        awaitEvents(old + " running -> failed");
    }

    @Test
    void anUnknownRun() throws Exception {
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        route(r -> {
            r.onException(Exception.class).process(e -> errors.add(e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
            r.from(runs(scenario("duration=1h"), "&run=nope&bridgeErrorHandler=true")).process(this::record);
        });

        Awaitility.await().until(() -> errors.size() >= 2);
        assertThat(errors.get(0)).isInstanceOf(DataMakerApiException.class).hasMessageContaining("404")
                .hasMessageContaining("nope");
        assertThat(events).isEmpty();
    }

    /** Camel's own options: an error makes it poll less often, and it recovers. */
    @Test
    void backoff() throws Exception {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("GET", RUNS).times(2).status(503);
        watch(runs(scenario, "&startFrom=beginning&maxRetries=0&backoffMultiplier=3&backoffErrorThreshold=1"));
        awaitPoll();
        String run = start(scenario);

        awaitEvents(run + " null -> running");
    }

    @Test
    void greedy() throws Exception {
        String scenario = scenario("duration=1h");
        String first = start(scenario);
        route(r -> r.from(runs(scenario, "&startFrom=beginning&greedy=true").replace("delay=20", "delay=3600000"))
                .process(this::record)
                .process(e -> sandbox.scenarios().setStatus(first, "done")));

        // The second poll comes at once, for the first had something.
        awaitEvents(first + " null -> running", first + " running -> done");
    }
}
