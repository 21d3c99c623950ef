package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.session.BrokenPools;
import okhttp3.OkHttpClient;
import org.apache.camel.Consumer;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Every emitted exchange ends, whatever is thrown. The exception handler gets the failure, and the consumer continues, or its
 * health says that it has stopped.
 */
@Timeout(120)
class EndOfConsumedExchangeTest extends DrivenSandboxTest {

    private static final String THROWN = "thrown by a test";

    private final BrokenPools pools = new BrokenPools();
    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final List<Object> bodies = new CopyOnWriteArrayList<>();
    /** How many more calls of a seam throw. */
    private final AtomicInteger failures = new AtomicInteger();
    private final BrokenState state = new BrokenState();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger clientFailures = new AtomicInteger();
    private String scenario;

    /** The consumers that a route can begin with. */
    enum Kind {
        ROWS("generate?template=tmpl_customer&count=5&seed=s&resumeKey=k&resumeRepository=#state", 5),
        RUNS("runs?startFrom=beginning&stateRepository=#state", 1),
        FOLLOWED_LOGS("logs?startFrom=beginning&stateRepository=#state", 4),
        POLLED_LOGS("logs?startFrom=beginning&follow=false&stateRepository=#state", 4);

        private final String uri;
        private final int exchanges;

        Kind(String uri, int exchanges) {
            this.uri = uri;
            this.exchanges = exchanges;
        }
    }

    /** Throws while a test wants it. */
    private final class BrokenState extends MemoryStateRepository {

        private volatile boolean isBroken;

        @Override
        public void setState(String key, String value) {
            if (isBroken) {
                throwNow();
            }
            super.setState(key, value);
        }
    }

    /** A class of which one cannot be made. */
    public static final class Failing {

        public void setId(Object id) {
            throw new StackOverflowError(THROWN);
        }
    }

    private void throwNow() {
        if (failures.getAndDecrement() > 0) {
            throw new StackOverflowError(THROWN);
        }
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getCamelContext().getExecutorServiceManager().setThreadPoolFactory(pools);
        component.getConfiguration().setMaxRetries(0);
        component.getConfiguration().setHttpClient(new OkHttpClient.Builder().addInterceptor(chain -> {
            if (chain.request().url().encodedPath().matches(".*(/generate|/runs|/logs)")) {
                throwInClient();
            }
            return chain.proceed(chain.request());
        }).build());
    }

    private void throwInClient() {
        if (clientFailures.getAndDecrement() > 0) {
            throw new NoSuchMethodError(THROWN);
        }
    }

    @BeforeEach
    void begin() {
        HealthCheckRegistry health = HealthCheckRegistry.get(context);
        health.register((HealthCheckRepository) health.resolveById("consumers"));
        context.getRegistry().bind("state", state);
        context.getRegistry().bind("told", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                told.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                told.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                told.add(exception);
            }
        });
        scenario = sandbox.scenarios().add("A scenario", "# sandbox: lines=3");
        sandbox.scenarios().start(scenario, Map.of());
        serverClock.advance(Duration.ofMinutes(1));
    }

    private String uri(Kind kind) {
        return "datamaker:" + kind.uri + (kind == Kind.ROWS ? "" : "&scenario=" + scenario)
                + "&exceptionHandler=#told&initialDelay=0&delay=20&retryBackoff=1&maxRetryBackoff=20";
    }

    private void consume(Kind kind) throws Exception {
        route(r -> r.from(uri(kind)).routeId("consumed").process(exchange -> {
            throwNow();
            bodies.add(exchange.getMessage().getBody());
        }));
    }

    /** Stays in its first exchange until it is released. */
    private void consumeSlowly(Kind kind) throws Exception {
        route(r -> r.from(uri(kind)).routeId("consumed").process(exchange -> {
            bodies.add(exchange.getMessage().getBody());
            released.await();
        }));
    }

    private ScheduledPollConsumer consumer() {
        return (ScheduledPollConsumer) context.getRoute("consumed").getConsumer();
    }

    private void awaitAll(Kind kind) {
        Awaitility.await().dontCatchUncaughtExceptions().until(() -> bodies.size() >= kind.exchanges);
        assertThat(bodies).hasSize(kind.exchanges);
        Awaitility.await().until(() -> context.getInflightRepository().size() == 0);
        assertThat(consumer().isStarted()).isTrue();
    }

    private void awaitVisibleEnd() {
        Awaitility.await().dontCatchUncaughtExceptions().until(() -> !consumer().isSchedulerStarted());
        Awaitility.await().until(() -> context.getInflightRepository().size() == 0);
        assertThat(HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getCheck().getId().equals("consumer:consumed")))
                .hasSize(1).allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN));
    }

    private void assertTold(String what) {
        Awaitility.await().dontCatchUncaughtExceptions().until(() -> !told.isEmpty());
        assertThat(told).first().satisfies(error -> assertThat(error).hasStackTraceContaining(what));
    }

    @ParameterizedTest
    @EnumSource
    void inTheRoute(Kind kind) throws Exception {
        failures.set(1);
        consume(kind);

        awaitAll(kind);

        assertTold(THROWN);
    }

    /** Camel's routes catch what is thrown in them. A processor of others may not. */
    @ParameterizedTest
    @EnumSource
    void inAProcessorThatIsNoRoute(Kind kind) throws Exception {
        failures.set(1);
        Consumer consumer = context.getEndpoint(uri(kind)).createConsumer(exchange -> {
            throwNow();
            bodies.add(exchange.getMessage().getBody());
        });
        consumer.start();

        Awaitility.await().until(() -> bodies.size() >= kind.exchanges);

        assertThat(bodies).hasSize(kind.exchanges);
        assertTold(THROWN);
        consumer.stop();
    }

    /** An event that was delivered but not written comes again. */
    @ParameterizedTest
    @EnumSource
    void inTheRepository(Kind kind) throws Exception {
        consumeSlowly(kind);
        Awaitility.await().until(() -> bodies.size() == 1);
        failures.set(Integer.MAX_VALUE);
        state.isBroken = true;
        released.countDown();

        assertTold(THROWN);
        failures.set(0);
        if (kind == Kind.ROWS) {
            // It looks like a fault of the rows, so it would be paid for again.
            awaitVisibleEnd();
        } else {
            Awaitility.await().until(() -> Set.copyOf(bodies).size() == kind.exchanges);
            assertThat(consumer().isStarted()).isTrue();
        }
    }

    /** It runs on a thread of OkHttp. */
    @ParameterizedTest
    @EnumSource
    void inTheClient(Kind kind) throws Exception {
        clientFailures.set(2);
        consume(kind);

        awaitAll(kind);

        assertTold(THROWN);
    }

    /** Another poll would fail in the same way, and be paid for again. */
    @ParameterizedTest
    @ValueSource(strings = { "&resumeKey=k&resumeRepository=#state", "&outputType=List" })
    void inTheReaderOfRows(String options) throws Exception {
        route(r -> r.from(
                "datamaker:generate?template=tmpl_customer&count=5&seed=s&exceptionHandler=#told&initialDelay=0&delay=20&rowType="
                        + Failing.class.getName() + options)
                .routeId("consumed").process(exchange -> bodies.add(exchange.getMessage().getBody())));

        awaitVisibleEnd();
        assertTold(THROWN);
        assertThat(bodies).isEmpty();
        assertReleased();
    }

    static Stream<Throwable> refusals() {
        return Stream.of(new RejectedExecutionException("queue is full"), new OutOfMemoryError("unable to create native thread"));
    }

    static Stream<Arguments> refusalsOfAll() {
        return Stream.of(Kind.values()).flatMap(kind -> refusals().map(refusal -> Arguments.of(kind, refusal)));
    }

    /** Of two runs, the one that gets a thread does not wait. */
    @ParameterizedTest
    @MethodSource("refusals")
    void threadsThatFollowLogs(Throwable refusal) throws Exception {
        pools.breakPool("DataMakerLogs", refusal);
        consume(Kind.FOLLOWED_LOGS);
        Awaitility.await().until(() -> !told.isEmpty());
        assertTold(refusal.getMessage());
        assertThat(told.get(0)).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("is not followed until the next poll");

        pools.mendPool("DataMakerLogs");

        awaitAll(Kind.FOLLOWED_LOGS);
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAll")
    void httpThreads(Kind kind, Throwable refusal) throws Exception {
        pools.breakPool("DataMakerHttp", refusal);
        consume(kind);
        Awaitility.await().until(() -> !told.isEmpty());
        assertTold(refusal.getMessage());

        pools.mendPool("DataMakerHttp");

        awaitAll(kind);
    }

    @ParameterizedTest
    @MethodSource("refusalsOfAll")
    void theTimer(Kind kind, Throwable refusal) throws Exception {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).status(429);
        sandbox.faults().on("GET", "/scenarios/{id}/runs").times(1).status(503);
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setMaxRetries(1);
        pools.breakPool("DataMakerTimer", refusal);
        consume(kind);
        Awaitility.await().until(() -> !told.isEmpty());
        assertTold(refusal.getMessage());

        pools.mendPool("DataMakerTimer");

        if (kind == Kind.ROWS) {
            awaitVisibleEnd();
        } else {
            awaitAll(kind);
        }
    }

    /** The receiver gets the failure, and may ask again. */
    @ParameterizedTest
    @MethodSource("refusals")
    void theThreadThatPollsForAReceive(Throwable refusal) throws Exception {
        ConsumerTemplate template = context.createConsumerTemplate();
        String uri = uri(Kind.RUNS).replace("&initialDelay=0&delay=20", "");
        pools.breakPool("DataMakerPolled", refusal);

        assertThatThrownBy(() -> template.receive(uri, 60_000)).hasStackTraceContaining(refusal.getMessage());
        assertThatThrownBy(() -> template.receiveNoWait(uri)).hasStackTraceContaining(refusal.getMessage());
        pools.mendPool("DataMakerPolled");

        assertThat(template.receive(uri, 60_000)).isNotNull();
        template.stop();
    }
}
