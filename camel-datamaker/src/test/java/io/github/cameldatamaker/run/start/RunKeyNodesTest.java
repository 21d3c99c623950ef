package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import io.github.cameldatamaker.state.StateLine;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Several nodes that share a table start a run once. Here they are two contexts, and the test drives the time. */
class RunKeyNodesTest extends DrivenSandboxTest {

    private static final String RUN = "/scenarios/{id}/run";

    private final Table table = new Table();
    private CamelContext second;

    /** A table that may fail. */
    private static final class Table extends ServiceSupport implements DataMakerStateRepository {

        private final MemoryState states = new MemoryState();
        private volatile int changesLeft = Integer.MAX_VALUE;
        private volatile boolean isReadable = true;
        private volatile Supplier<RuntimeException> failure = () -> new DataMakerException("the table is read-only");
        private volatile Runnable behindTheNextChange;
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        public boolean compareAndSet(String key, String expected, String value) {
            if (changesLeft-- <= 0) {
                throw failure.get();
            }
            boolean isChanged = states.compareAndSet(key, expected, value);
            written.add(String.valueOf(value));
            Runnable behind = behindTheNextChange;
            if (behind != null) {
                behindTheNextChange = null;
                behind.run();
            }
            return isChanged;
        }

        @Override
        public int forget(String kind, Duration age) {
            return states.forget(kind, age);
        }

        @Override
        public void setState(String key, String value) {
            states.setState(key, value);
        }

        @Override
        public String getState(String key) {
            if (!isReadable) {
                throw new DataMakerException("the table is gone");
            }
            return states.getState(key);
        }
    }

    @BeforeEach
    void startSecond() {
        context.getRegistry().bind("state", table);
        second = new DefaultCamelContext();
        DataMakerComponent component = second.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        prepare(component);
        second.getRegistry().bind("state", table);
        second.start();
    }

    @AfterEach
    void stopSecond() {
        second.stop();
    }

    private static String start(String scenario, String more) {
        return "datamaker:runScenario?stateRepository=#state&scenario=" + scenario + more;
    }

    private CompletableFuture<Exchange> sendOnSecond(String uri) {
        CamelContext first = context;
        context = second;
        try {
            return send(uri, null);
        } finally {
            context = first;
        }
    }

    private List<?> runs(String scenario) {
        return template.requestBody("datamaker:listRuns?outputType=List&scenario=" + scenario, null, List.class);
    }

    private static Object run(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getHeader(DataMakerConstants.RUN);
    }

    /** A node whose call takes long on a busy machine must not be taken for dead because the driven time runs on. */
    private Exchange driveBetweenCalls(CompletableFuture<Exchange> sent) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofMinutes(2)).until(() -> {
            if (nothingIsUnderWay() && nothingIsUnderWay(second)) {
                advance(Duration.ofSeconds(1));
            }
            return sent.isDone();
        });
        return sent.join();
    }

    /** The state that a process leaves if it is killed after its claim. */
    private void claimedBefore(String scenario, Duration age) {
        claimedBefore(scenario, age, Duration.ofSeconds(30));
    }

    private void claimedBefore(String scenario, Duration age, Duration settled) {
        String key = StateScope.of(baseUrl(), "datamaker").key("start", scenario, "k");
        table.setState(key, StateLine.write(key, Map.of(
                "scenario", scenario, "key", "k", "start", "of another", "begun", time.clock().instant().minus(age).toString(),
                "settled", settled.toString(), "unsuccessful", List.of())));
    }

    private void awaitPause() {
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plus(Duration.ofDays(1))) && nothingIsUnderWay());
    }

    @Test
    void whileOneStartsItTheOtherWaitsForItsRun() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).drip(5, Duration.ofMillis(50));
        CompletableFuture<Exchange> first = send(start(scenario, "&runKey=k"), null);
        Awaitility.await().until(() -> runs(scenario).size() == 1);

        Exchange other = drive(sendOnSecond(start(scenario, "&runKey=k")));

        assertThat(run(other)).isEqualTo(run(first.join()));
        assertThat(runs(scenario)).hasSize(1);
    }

    @Test
    void bothAtTheSameMoment() throws Exception {
        String scenario = scenario("duration=1h");
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        CountDownLatch go = new CountDownLatch(1);
        for (int key = 0; key < 40; key++) {
            String uri = start(scenario, "&runKey=key-" + key);
            for (boolean isSecond : new boolean[] { false, true }) {
                CompletableFuture<Exchange> done = new CompletableFuture<>();
                sent.add(done);
                CamelContext node = isSecond ? second : context;
                new Thread(() -> {
                    try {
                        go.await();
                        node.createProducerTemplate().asyncSend(uri, e -> {})
                                .whenComplete((exchange, error) -> done.complete(exchange));
                    } catch (InterruptedException e) {
                        done.completeExceptionally(e);
                    }
                }).start();
            }
        }

        go.countDown();
        List<Object> started = sent.stream().map(this::driveBetweenCalls).map(RunKeyNodesTest::run).toList();

        assertThat(runs(scenario)).hasSize(40);
        for (int key = 0; key < 40; key++) {
            assertThat(started.get(2 * key)).isEqualTo(started.get(2 * key + 1));
        }
    }

    /**
     * A process was killed between its claim and the request: the key is not lost for ever, and its run does not start too early.
     */
    @Test
    void aClaimWithoutARunIsTakenOverWhenItIsOldEnough() {
        String scenario = scenario("duration=1h");
        claimedBefore(scenario, Duration.ofSeconds(10));
        CompletableFuture<Exchange> sent = send(start(scenario, "&runKey=k"), null);
        for (int second = 0; second < 19; second++) {
            awaitPause();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(count("POST")).as("after 29 s").isEqualTo(1);

        run(drive(sent));

        assertThat(runs(scenario)).hasSize(1);
        assertThat(time.clock().instant()).isBefore(START.plusSeconds(120));
    }

    /** A request may take as long as its response may. */
    @Test
    void aClaimIsGivenTheTimeThatItsRequestMayTake() {
        String scenario = scenario("duration=1h");
        claimedBefore(scenario, Duration.ofSeconds(100), Duration.ofSeconds(120));
        CompletableFuture<Exchange> sent = send(start(scenario, "&runKey=k"), null);
        for (int second = 0; second < 19; second++) {
            awaitPause();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(count("POST")).as("after 119 s").isEqualTo(1);

        run(drive(sent));

        assertThat(runs(scenario)).hasSize(1);
    }

    @Test
    void theClaimSaysHowLongThatIs() {
        for (String timeout : List.of("10s", "2m")) {
            String scenario = scenario("duration=1h");
            run(send(start(scenario, "&runKey=k&responseTimeout=" + timeout), null).join());
        }

        assertThat(table.written).anySatisfy(value -> assertThat(value).contains("\"settled\":\"PT30S\""))
                .anySatisfy(value -> assertThat(value).contains("\"settled\":\"PT2M\""));
    }

    /** A process that stands still while it writes its claim, and is taken for dead meanwhile, sends nothing. */
    @Test
    void whoStoodStillClaimsAgain() {
        String scenario = scenario("duration=1h");
        String key = StateScope.of(baseUrl(), "datamaker").key("start", scenario, "k");
        table.behindTheNextChange = () -> {
            time.advance(Duration.ofSeconds(40));
            String run = sandbox.scenarios().start(scenario, Map.of(RunKey.PARAM, "k"));
            table.setState(key, StateLine.write(key, Map.of(
                    "scenario", scenario, "key", "k", "start", "of another", "begun", time.clock().instant().toString(), "run",
                    run,
                    "unsuccessful", List.of())));
        };

        Exchange done = drive(send(start(scenario, "&runKey=k"), null));

        assertThat(runs(scenario)).hasSize(1);
        assertThat(run(done)).isEqualTo(((Map<?, ?>) runs(scenario).get(0)).get("id"));
    }

    /** A process was killed between the request and its answer. */
    @Test
    void aClaimWithARunIsAdoptedAtOnce() {
        String scenario = scenario("duration=1h");
        String run = sandbox.scenarios().start(scenario, Map.of(RunKey.PARAM, "k"));
        claimedBefore(scenario, Duration.ofSeconds(2));

        assertThat(run(send(start(scenario, "&runKey=k"), null).join())).isEqualTo(run);
        sandbox.clearRequests();
        assertThat(run(sendOnSecond(start(scenario, "&runKey=k")).join())).isEqualTo(run);

        assertThat(sandbox.requests()).as("no search any more").hasSize(1);
    }

    /** Nodes whose clocks differ wait for five seconds of their own at least, and for thirty at most. */
    @ParameterizedTest
    @CsvSource({ "PT24H, 4, 6", "-PT24H, 29, 33" })
    void clocksThatDiffer(Duration age, int notBefore, int before) {
        String scenario = scenario("duration=1h");
        claimedBefore(scenario, age);
        CompletableFuture<Exchange> sent = send(start(scenario, "&runKey=k"), null);
        int waited = 0;
        while (!sent.isDone()) {
            assertThat(count("POST")).as("after " + waited + " s").isLessThanOrEqualTo(waited <= notBefore ? 1 : 2);
            assertThat(waited).isLessThan(before + 5);
            Awaitility.await().until(
                    () -> sent.isDone() || time.nextTask().isBefore(START.plus(Duration.ofDays(1))) && nothingIsUnderWay());
            time.advance(Duration.ofSeconds(1));
            waited++;
        }

        run(sent.join());
        assertThat(runs(scenario)).hasSize(1);
    }

    /** Another process may have started the run before the turn of a request comes. */
    @Test
    void aStartThatIsHeldBackTakesTheRunOfAnotherProcess() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).rateLimited(Duration.ofSeconds(100));
        CompletableFuture<Exchange> first = send(start(scenario, "&runKey=k"), null);
        Awaitility.await().until(() -> count("POST") == 2 && nothingIsUnderWay());
        awaitPause();
        // The other node has its own budget.
        String run = sandbox.scenarios().start(scenario, Map.of(RunKey.PARAM, "k"));
        String key = StateScope.of(baseUrl(), "datamaker").key("start", scenario, "k");
        table.setState(key, StateLine.write(key, Map.of(
                "scenario", scenario, "key", "k", "start", "of another", "begun", START.toString(), "run", run, "unsuccessful",
                List.of())));

        assertThat(run(drive(first))).isEqualTo(run);
        assertThat(runs(scenario)).hasSize(1);
        assertThat(count("POST")).as("requests that reached the service").isEqualTo(2);
    }

    /** A refused start releases its claim, so another node need not wait. */
    @Test
    void aStartThatIsRefusedIsFreeAtOnce() {
        String scenario = scenario("duration=1h");
        sandbox.faults().on("POST", RUN).times(1).rateLimited(Duration.ofHours(1));
        assertThat(drive(send(start(scenario, "&runKey=k"), null)).getException())
                .isInstanceOf(DataMakerRateLimitException.class);
        String key = StateScope.of(baseUrl(), "datamaker").key("start", scenario, "k");

        assertThat(table.getState(key)).isNull();
    }

    @Test
    void aTableThatCannotBeReadStartsNothing() {
        table.isReadable = false;

        assertThat(send(start(scenario("duration=1h"), "&runKey=k"), null).join().getException())
                .isInstanceOf(DataMakerException.class)
                .hasMessageContaining("the table is gone");
        assertThat(count("POST")).isEqualTo(1);
    }

    @Test
    void aTableThatCannotBeWrittenStartsNothing() {
        String scenario = scenario("duration=1h");
        table.changesLeft = 0;

        assertThat(send(start(scenario, "&runKey=k"), null).join().getException()).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("read-only");
        assertThat(runs(scenario)).isEmpty();
    }

    /** A repository of the user has exceptions of its own. */
    @Test
    void aTableThatFailsInItsOwnWayStartsNothing() {
        String scenario = scenario("duration=1h");
        table.changesLeft = 0;
        table.failure = () -> new IllegalStateException("the table is read-only");

        assertThat(send(start(scenario, "&runKey=k"), null).join().getException()).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("read-only").hasMessageContaining("not sent").hasMessageNotContaining("not known");
        assertThat(runs(scenario)).isEmpty();
    }

    @Test
    void aTableThatFailsAfterTheStartNamesTheRun() {
        String scenario = scenario("duration=1h");
        table.changesLeft = 1;

        Exception failure = send(start(scenario, "&runKey=k"), null).join().getException();

        String run = (String) ((Map<?, ?>) runs(scenario).get(0)).get("id");
        assertThat(failure).isInstanceOf(DataMakerException.class).hasMessageContaining(run).hasMessageContaining("'k'")
                .hasMessageContaining("read-only");
        table.changesLeft = Integer.MAX_VALUE;
        assertThat(run(drive(send(start(scenario, "&runKey=k"), null)))).isEqualTo(run);
    }

    /** Camel's interface alone cannot keep two processes apart. */
    @Test
    void aRepositoryThatCannotCompareIsRefused() {
        context.getRegistry().bind("plain", new MemoryStateRepository());
        assertThatThrownBy(() -> context.getEndpoint(start("s", "").replace("#state", "#plain")).start()).hasMessageContainingAll(
                "MemoryStateRepository", "runKey", "DataMakerJdbcStateRepository", "DataMakerFileStateRepository");
    }

    /** The repository of the component may be for consumers. */
    @Test
    void anInheritedRepositoryIsRefusedWithTheFirstKey() {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration()
                .setStateRepository(new MemoryStateRepository());
        String scenario = scenario("duration=1h");
        String uri = "datamaker:runScenario?scenario=" + scenario;

        run(send(uri, null).join());
        Exchange keyed = template.request(uri, e -> e.getMessage().setHeader(DataMakerConstants.RUN_KEY, "k"));

        assertThat(keyed.getException()).hasMessageContaining("cannot store a runKey");
        assertThat(runs(scenario)).hasSize(1);
        assertThatThrownBy(() -> context.getEndpoint(uri + "&runKey=k").start()).hasMessageContaining("cannot store a runKey");
    }
}
