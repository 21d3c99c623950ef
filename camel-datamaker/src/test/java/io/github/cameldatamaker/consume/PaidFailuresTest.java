package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.throttling.ThrottlingExceptionRoutePolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Polls that are paid for and fail each time: they come ever more rarely, and end. */
@Timeout(120)
class PaidFailuresTest extends ResumedRoute {

    private static final String SEEDED = "datamaker:generate?template=tmpl_customer&seed=s&count=" + ROWS
            + "&initialDelay=0&delay=10&exceptionHandler=#told";

    /** At which of the scheduler's polls requests were made. */
    private final List<Long> polls = new CopyOnWriteArrayList<>();

    @BeforeEach
    void hear() {
        bindTold();
    }

    private void failing(String uri) throws Exception {
        route(r -> r.from(uri).routeId("rows").process(e -> {
            polls.add(consumer("rows").getCounter());
            throw new IllegalStateException("no such table");
        }));
    }

    private HealthCheck.Result health() {
        return HealthCheckHelper.invoke(context).stream().filter(result -> result.getCheck().getId().equals("consumer:rows"))
                .findFirst()
                .orElseThrow();
    }

    /** Its scheduler is cancelled, its route stays started, and its health says what to do. */
    private void awaitEndWithIllness() {
        Awaitility.await().until(() -> !consumer("rows").isSchedulerStarted() && !consumer("rows").isPolling());
        assertThat(context.getRouteController().getRouteStatus("rows")).isEqualTo(ServiceStatus.Started);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).hasValueSatisfying(message -> assertThat(message).isEqualTo(
                "5 polls in a row failed after their rows were paid for, so the consumer stopped. Fix the cause and restart the route"));
        assertThat(health().getError()).isPresent();
        assertThat(health().getDetails()).containsKey(HealthCheck.ENDPOINT_URI);
        assertThat(errors).isNotEmpty();
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "&greedy=true", "&resumeKey=k&resumeRepository=#r", "&resumeKey=k&resumeRepository=#r&batchSize=10&format=csv" })
    void aRouteThatFails(String options) throws Exception {
        failing(SEEDED + options);

        awaitEndWithIllness();

        // Two delays after the first, then four, eight and 16.
        assertThat(polls).containsExactly(1L, 3L, 7L, 15L, 31L);
        assertThat(requests()).isEqualTo(5);
        assertThat(errors).hasSize(5).allSatisfy(error -> assertThat(error).hasMessage("no such table"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&resumeKey=k&resumeRepository=#r" })
    void healthIsDownBetweenThePolls(String options) throws Exception {
        failing(SEEDED.replace("delay=10", "delay=600000") + options);
        Awaitility.await().until(() -> errors.size() == 1 && !consumer("rows").isPolling());

        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage().orElseThrow())
                .contains("The rows were paid for, so the next poll waits 2 delays. After 5");
    }

    /** Data that cannot be read fails before the route has it. */
    @ParameterizedTest
    @ValueSource(strings = {
            "&outputType=List&rowType=java.lang.Integer", "&outputType=List&maxInMemorySize=100",
            "&outputType=String&maxInMemorySize=100" })
    void dataThatCannotBeReadCounts(String options) throws Exception {
        route(r -> r.from(SEEDED + options).routeId("rows").process(this::record));

        awaitEndWithIllness();

        assertThat(requests()).isEqualTo(5);
        assertThat(bodies).isEmpty();
        assertThat(errors).hasSize(5);
        assertThat(errors.get(4)).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("5 polls in a row failed after their rows were paid for");
    }

    /** Without an answer it is unknown whether the rows were made. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&resumeKey=k&resumeRepository=#r" })
    void aServiceThatDoesNotAnswerCounts(String options) throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().neverRespond();
        route(r -> r.from(SEEDED + options + "&responseTimeout=100&maxRetries=0").routeId("rows").process(this::record));

        awaitEndWithIllness();

        assertThat(requests()).isEqualTo(5);
    }

    /** With a resumeKey the first poll makes progress, and the next polls do not. */
    @ParameterizedTest
    @ValueSource(strings = { "&outputType=List", "&resumeKey=k&resumeRepository=#r" })
    void aConnectionThatBreaksEachTime(String options) throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().cutAfter(9_000);
        route(r -> r.from(SEEDED + options + "&resume=false").routeId("rows").process(this::record));

        awaitEndWithIllness();

        assertThat(requests()).isEqualTo(5);
        assertThat(bodies).doesNotHaveDuplicates().hasSizeLessThan(ROWS);
    }

    /** Nothing was made, so nothing is paid for: the consumer waits for its service. */
    @ParameterizedTest
    @ValueSource(ints = { 401, 404, 503 })
    void aRefusedRequestIsPolledOn(int status) throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(8).status(status);
        route(r -> r.from(SEEDED + "&maxRetries=0").routeId("rows").process(this::record));

        Awaitility.await().until(() -> bodies.size() > 1);

        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aStartOfTheRouteBeginsAnew() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        route(r -> r.from(SEEDED + "&resumeKey=k&resumeRepository=#r").routeId("rows").process(e -> {
            if (fails.get()) {
                throw new IllegalStateException("no such table");
            }
            record(e);
        }));
        awaitEndWithIllness();
        fails.set(false);

        stop("rows");
        start("rows");

        awaitEnd("rows");
        assertThat(bodies).hasSize(ROWS);
        assertThat(requests()).isEqualTo(6);
    }

    @Test
    void aPollThatSucceedsBeginsTheCountAnew() throws Exception {
        AtomicInteger exchanges = new AtomicInteger();
        route(r -> r.from(SEEDED).routeId("rows").process(e -> {
            if (exchanges.incrementAndGet() % 4 != 0) {
                throw new IllegalStateException("no such table");
            }
            record(e);
        }));

        Awaitility.await().until(() -> bodies.size() >= 3);

        assertThat(errors).hasSizeGreaterThanOrEqualTo(9);
        assertThat(consumer("rows").isSchedulerStarted()).isTrue();
    }

    /** The indexes of rows that completed, by a route in which each row fails once: every poll comes one row further. */
    private List<Object> failingEachRowOnce(int count) throws Exception {
        Set<Object> failed = new HashSet<>();
        List<Object> rows = new CopyOnWriteArrayList<>();
        route(r -> r.from(SEEDED.replace("count=" + ROWS, "count=" + count) + "&resumeKey=k&resumeRepository=#r").routeId("rows")
                .process(e -> {
                    if (failed.add(e.getMessage().getHeader(DataMakerConstants.ROW_ID))) {
                        throw new IllegalStateException("no such table");
                    }
                    rows.add(e.getMessage().getHeader(DataMakerConstants.FIRST_ROW));
                }));
        return rows;
    }

    @Test
    void pollsThatCompleteATenthOfWhatTheyPayGoOn() throws Exception {
        List<Object> rows = failingEachRowOnce(10);

        awaitEnd("rows");

        assertThat(rows).hasSize(10).doesNotHaveDuplicates();
        assertThat(requests()).isEqualTo(11);
    }

    /** All rows are paid for at each poll: one row a poll is no reason to go on for ever. */
    @Test
    void pollsThatCompleteLessThanATenthEnd() throws Exception {
        List<Object> rows = failingEachRowOnce(11);

        awaitEndWithIllness();

        assertThat(rows).containsExactly(0L, 1L, 2L, 3L);
        assertThat(requests()).isEqualTo(5);
    }

    /** The policy suspends the consumer for the failure, and resumes it: the next poll pays again. */
    @Test
    void aRouteThatFailsAndIsSuspendedForIt() throws Exception {
        AtomicInteger exchanges = new AtomicInteger();
        route(r -> {
            r.errorHandler(r.noErrorHandler());
            r.from(SEEDED + "&resumeKey=k&resumeRepository=#r").routeId("rows")
                    .routePolicy(new ThrottlingExceptionRoutePolicy(1, 60_000, 50, null))
                    .process(e -> exchanges.incrementAndGet()).throwException(new IllegalStateException("no such table"));
        });

        awaitEndWithIllness();

        assertThat(exchanges).hasValue(5);
        assertThat(requests()).isEqualTo(5);
    }

    @Test
    void progressIsATenthOfThePaidRows() {
        assertThat(PaidFailures.isProgress(0, 5)).isFalse();
        assertThat(PaidFailures.isProgress(1, 5)).isTrue();
        assertThat(PaidFailures.isProgress(99_999, 1_000_000)).isFalse();
        assertThat(PaidFailures.isProgress(100_000, 1_000_000)).isTrue();
    }

    @Test
    void aRollbackOnPurposeIsAFailure() throws Exception {
        route(r -> r.from(SEEDED).routeId("rows").process(e -> polls.add(consumer("rows").getCounter())).markRollbackOnly());

        awaitEndWithIllness();

        assertThat(polls).hasSize(5);
    }

    /** The error handler has the rows that were paid for. */
    @Test
    void aHandledFailureDoesNotCount() throws Exception {
        route(r -> {
            r.onException(IllegalStateException.class).handled(true).process(e -> polls.add(consumer("rows").getCounter()));
            r.from(SEEDED).routeId("rows").throwException(new IllegalStateException("no such table"));
        });

        Awaitility.await().until(() -> polls.size() > 7);

        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    /** The error handler of the route gets each failure, and the last one says that it is the last. */
    @Test
    void aBridgedErrorHandlerIsTold() throws Exception {
        route(r -> {
            r.onException(DataMakerException.class).handled(true)
                    .process(e -> errors.add(e.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
            String bridged = SEEDED.replace("exceptionHandler=#told", "bridgeErrorHandler=true");
            r.from(bridged + "&outputType=List&rowType=java.lang.Integer").routeId("rows").process(this::record);
        });

        awaitEndWithIllness();

        assertThat(errors).hasSize(5);
        assertThat(errors.get(4)).hasMessageContaining("restart the route");
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> requests() == 5);
    }

    /** A class that cannot be used: its first use throws an Error, and so does each later one. */
    public static final class Broken {

        static {
            if (ROWS > 0) {
                throw new IllegalStateException("broken on purpose");
            }
        }
    }

    /** Errors that Camel's consumer would drop silently, so that each poll would pay again. */
    @ParameterizedTest
    @ValueSource(strings = { "&outputType=List", "&resumeKey=broken&resumeRepository=#r" })
    void rowsThatThrowAnError(String options) throws Exception {
        route(r -> r.from(SEEDED + options + "&rowType=" + Broken.class.getName()).routeId("rows").to("mock:out"));

        Awaitility.await().until(() -> !consumer("rows").isSchedulerStarted() && !consumer("rows").isPolling());

        assertThat(requests()).isEqualTo(options.contains("resumeKey") ? 1 : 5);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(errors).isNotEmpty();
        assertReleased();
    }
}
