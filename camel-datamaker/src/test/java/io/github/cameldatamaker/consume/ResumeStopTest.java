package io.github.cameldatamaker.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

/** The ends of a route with a resumeKey that are not as they should be. */
@Timeout(120)
class ResumeStopTest extends ResumedRoute {

    private final HookedClock clock = new HookedClock();

    @Override
    protected void prepare(DataMakerComponent component) {
        ComponentInsides.setTime(component, clock, null);
    }

    /** Like a call that hangs in a driver: a forced stop interrupts it in vain. */
    private void recordDeafly(Exchange exchange) {
        boolean recorded = false;
        while (!recorded) {
            try {
                recordUntil(exchange, 10);
                recorded = true;
            } catch (InterruptedException e) {
                // Not heard.
            }
        }
    }

    @Test
    void aCheckPointThatFailsWhileStopping() throws Exception {
        AtomicBoolean fails = new AtomicBoolean();
        context.getRegistry().bind("failing", new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                if (fails.get()) {
                    throw new IllegalStateException("the disk is full");
                }
                super.setState(key, value);
            }
        });
        bindTold();
        route(r -> r.from(generate("&exceptionHandler=#told").replace("#r", "#failing")).routeId("rows").process(exchange -> {
            fails.set(bodies.size() == 10);
            recordUntil(exchange, 10);
        }));

        endInFlight("rows", this::stop);

        assertThat(errors).singleElement().satisfies(error -> assertThat(error).hasMessageContainingAll(
                "resumeKey=k", "row 11 of 60", "resumeRepository", "the disk is full"));
    }

    /** A request that the stop has ended is not a failure. */
    @Test
    void aRequestThatTheStopEnds() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().neverRespond();
        bindTold();
        route(r -> r.from(generate("&exceptionHandler=#told&responseTimeout=10m")).routeId("rows").process(this::record));
        Awaitility.await().until(() -> requests() == 1);

        stop("rows");

        Awaitility.await().until(() -> !consumer("rows").isPolling());
        assertThat(errors).isEmpty();
    }

    @Test
    void aStopThatDoesNotWait() throws Exception {
        route(r -> r.from(generate("")).routeId("rows").process(this::recordDeafly));
        awaitInFlight();
        context.getRouteController().stopRoute("rows", 1, TimeUnit.MILLISECONDS);

        assertThat(messageOf(catchException(() -> start("rows"))))
                .contains("resumeKey=k is in use in this JVM", "by an exchange that still runs after a stop of its route");

        letGoOn();
        Awaitility.await().until(() -> catchException(() -> start("rows")) == null);
        awaitOver("rows");
        // The exchange that was left behind has failed, if Camel had rejected it by then.
        assertThat(headers.stream().map(all -> all.get(DataMakerConstants.FIRST_ROW)).distinct())
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }

    @Test
    void aStartThatFails() throws Exception {
        context.getRegistry().bind("broken", new BrokenScheduler());

        assertThat(catchException(() -> route(r -> r.from(generate("&scheduler=#broken")).process(this::record))))
                .hasStackTraceContaining("no threads left");

        route(r -> r.from(generate("")).routeId("rows").process(this::record));
        awaitOver("rows");
        assertThat(bodies).hasSize(ROWS);
    }

    /** A response after a suspension would only be awaited and dropped. */
    @Test
    void aSuspensionBetweenTheWriteAndTheRequest() throws Exception {
        suspendInPoll(() -> consumer("rows").suspend());

        assertThat(requests()).isZero();
    }

    @Test
    void aSuspensionWhileTheRequestIsSent() throws Exception {
        suspendInPoll(() -> clock.nextOf(Thread.currentThread(), () -> consumer("rows").suspend()));
    }

    /** A throttling policy does so all the time, and another request would pay for all rows again. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&batchSize=7&format=csv" })
    void aSuspensionBetweenTwoRowsKeepsTheDataOpen(String options) throws Exception {
        route(r -> r.from(generate(options)).routeId("rows").process(exchange -> {
            record(exchange);
            if (bodies.size() == 3) {
                consumer("rows").suspend();
            }
        }));
        Awaitility.await().until(() -> consumer("rows").isSuspended());
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> bodies.size() == 3 && consumer("rows").isPolling());

        consumer("rows").resume();

        awaitEnd("rows");
        assertThat(requests()).isEqualTo(1);
        assertThat(headers.stream().map(all -> all.get(DataMakerConstants.ROW_ID))).doesNotHaveDuplicates();
    }

    @Test
    void aStopBehindASuspensionEndsIt() throws Exception {
        route(r -> r.from(generate("")).routeId("rows").process(exchange -> {
            record(exchange);
            if (bodies.size() == 3) {
                consumer("rows").suspend();
            }
        }));
        Awaitility.await().until(() -> consumer("rows").isSuspended());

        stop("rows");

        assertReleased();
        assertThat(bodies).hasSize(3);
        start("rows");
        awaitEnd("rows");
        assertThat(bodies).hasSize(ROWS).doesNotHaveDuplicates();
    }

    private void suspendInPoll(Runnable atTheWrite) throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().neverRespond();
        context.getRegistry().bind("hooked", new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                super.setState(key, value);
                atTheWrite.run();
            }
        });
        route(r -> r
                .from(generate("&initialDelay=500&responseTimeout=10m").replace("initialDelay=0&", "").replace("#r", "#hooked"))
                .routeId("rows").process(this::record));

        Awaitility.await().until(() -> consumer("rows").isSuspended() && !consumer("rows").isPolling());
        assertThat(bodies).isEmpty();
    }

    private static final class BrokenScheduler extends DefaultScheduledPollConsumerScheduler {

        @Override
        public void startScheduler() {
            throw new IllegalStateException("no threads left");
        }

        @Override
        public void unscheduleTask() {
            throw new IllegalStateException("nor any to stop");
        }
    }

    /** The system clock, which runs an action at the next look. */
    private static final class HookedClock extends Clock {

        private volatile Thread thread;
        private volatile Runnable hook;

        void nextOf(Thread looking, Runnable doing) {
            hook = doing;
            thread = looking;
        }

        @Override
        public Instant instant() {
            if (thread == Thread.currentThread()) {
                thread = null;
                hook.run();
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
