package io.github.cameldatamaker.consume;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.CamelThreads;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A busy log, whose lines a second thread delivers, is the same log. */
class LogsAheadTest extends LogsRouteTest {

    private static final int LINES = 5000;
    private static final long FIRST_TO_HOLD = 2000;
    private static final String LOGS = "/scenarios/{id}/runs/{run}/logs";

    private final AtomicInteger deliveredAhead = new AtomicInteger();
    private final CountDownLatch isHeld = new CountDownLatch(1);
    private final Semaphore release = new Semaphore(0);
    private volatile long held;
    private CamelThreads threads;

    // Each look at the clock is a tick, so reading and working always take the same time.
    @Override
    protected void prepare(DataMakerComponent component) {
        threads = new CamelThreads(component.getCamelContext());
        AtomicLong now = new AtomicLong();
        ComponentInsides.setNanos(component, now::incrementAndGet);
    }

    private void start() {
        start("# sandbox: lines=" + LINES + ", distinct=7");
    }

    private void note(Exchange exchange) {
        if (isAhead(Thread.currentThread().getStackTrace())) {
            deliveredAhead.incrementAndGet();
        }
    }

    private static boolean isAhead(StackTraceElement... frames) {
        return isIn("LinesAhead", "help", frames);
    }

    private static boolean isIn(String type, String method, StackTraceElement... frames) {
        return Arrays.stream(frames).anyMatch(isOf(type, method));
    }

    private static Predicate<StackTraceElement> isOf(String type, String method) {
        return frame -> frame.getClassName().endsWith("." + type) && frame.getMethodName().equals(method);
    }

    private long threadsIn(String type, String method) {
        return threads.in(isOf(type, method));
    }

    /** Holds one line of the second thread in the route. */
    private void hold(Exchange exchange) {
        if (number(exchange) >= FIRST_TO_HOLD && held == 0 && isAhead(Thread.currentThread().getStackTrace())) {
            held = number(exchange);
            isHeld.countDown();
            release.acquireUninterruptibly();
        }
    }

    private static long number(Exchange exchange) {
        return exchange.getMessage().getHeader(DataMakerConstants.LINE_NUMBER, 0L, Long.class);
    }

    @Test
    void allLinesInOrder() throws Exception {
        start();

        route(r -> r.from(uri("")).process(this::note).to("mock:log"));

        assertThat(awaitEnd()).isEqualTo(plainLog()).hasSize(LINES);
        assertThat(deliveredAhead.get()).as("lines of a second thread").isPositive();
    }

    @Test
    void aFailingRouteGetsTheLineAgainBeforeAllOthers() throws Exception {
        start();
        Set<Long> failed = new HashSet<>();
        route(r -> {
            r.errorHandler(r.noErrorHandler());
            r.from(uri("")).process(this::note).process(exchange -> {
                if (number(exchange) % 500 == 1 && failed.add(number(exchange))) {
                    throw new IllegalStateException("not yet");
                }
            }).to("mock:log");
        });

        assertThat(awaitEnd()).isEqualTo(plainLog());
        assertThat(failed).hasSize(LINES / 500);
        assertThat(deliveredAhead.get()).isPositive();
    }

    @Test
    void aStreamThatBreaksOffLosesNothingThatWasReadAhead() throws Exception {
        start();
        sandbox().faults().on("GET", LOGS).cutAfterEvents(2500);
        sandbox().faults().on("GET", LOGS).cutAfterEvents(2000);

        route(r -> r.from(uri("")).process(this::note).to("mock:log"));

        assertThat(awaitEnd()).hasSize(LINES);
        assertThat(sandbox().faults().fired()).isEqualTo(2);
        sandbox().faults().clear();
        assertThat(lines()).isEqualTo(plainLog());
        assertThat(deliveredAhead.get()).isPositive();
    }

    /** Lines that were read ahead are not delivered: they come after the next start. */
    @Test
    void theStopWaitsForTheLineInTheRouteOnly() throws Exception {
        start();
        MemoryStateRepository repository = new MemoryStateRepository();
        context.getRegistry().bind("state", repository);
        route(r -> r.from(uri("&stateRepository=#state")).routeId("logs").process(this::note).to("mock:log")
                .process(this::hold));
        isHeld.await();

        Thread stop = new Thread(() -> context.getRoute("logs").getConsumer().stop(), "stop");
        stop.start();
        Awaitility.await().until(() -> isIn("LogWatch", "awaitLines", stop.getStackTrace()));
        release.release();
        stop.join();

        assertThat(lines()).hasSize((int) held);
        String key = StateScope.of(baseUrl(), "datamaker").key("logs", scenario, run);
        assertThat(repository.getState(key)).contains("\"lines\":" + held + ",");
        context.getRoute("logs").getConsumer().start();
        assertThat(awaitEnd()).isEqualTo(plainLog()).hasSize(LINES);
    }

    @Test
    void aBoundedPartIsReadAhead() throws Exception {
        int length = 1000;
        start("# sandbox: lines=" + 4 * LINES + ", line_length=" + length);
        route(r -> r.from(uri("")).routeId("logs").process(this::note).process(this::hold).to("mock:log"));
        isHeld.await();

        // It stays there while the line is held.
        Awaitility.await().until(() -> threadsIn("LinesAhead", "isGiven") == 1);

        long ofDelivered = held * (length + 50);
        assertThat(ComponentInsides.metrics(context).getBytes()).isLessThan(ofDelivered + 256 * 1024);
        ((ScheduledPollConsumer) context.getRoute("logs").getConsumer()).suspend();
        release.release();
    }

    @Test
    void aLogThatWaitsHasNoSecondThread() throws Exception {
        start("# sandbox: duration=1000h, lines=" + 2 * LINES);
        route(r -> r.from(uri("")).process(this::note).to("mock:log"));
        sandbox().clock().advance(Duration.ofHours(500));
        Awaitility.await().until(() -> lines().size() == LINES);

        Awaitility.await().until(() -> threadsIn("LinesAhead", "help") == 0);

        assertThat(threadsIn("FollowedLog", "run")).isEqualTo(1);
        assertThat(deliveredAhead.get()).isPositive();
        sandbox().clock().advance(Duration.ofHours(1));
        Awaitility.await().until(() -> lines().size() == LINES + 10);
        Awaitility.await().until(() -> threadsIn("LinesAhead", "help") == 0);
    }

    /** The thread that reads may wait for the next line for a long time. */
    @Test
    void aFailureOfTheSecondThreadWakesTheReader() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        context.getRegistry().bind("state", new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                if (value.contains("\"lines\":" + (LINES - 10) + ",") && failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("The disk is full");
                }
                super.setState(key, value);
            }
        });
        start("# sandbox: duration=1000h, lines=" + 2 * LINES);
        route(r -> r.from(uri("&stateRepository=#state")).process(this::note).to("mock:log"));
        sandbox().clock().advance(Duration.ofHours(500));

        Awaitility.await().until(() -> lines().size() == LINES);

        assertThat(failed).isTrue();
        assertThat(deliveredAhead.get()).isPositive();
        sandbox().scenarios().setStatus(run, "done");
        assertThat(awaitEnd()).isEqualTo(plainLog());
    }

    /** A handler in Kotlin or Groovy declares no exceptions. The reader must not wait for ever for the thread that it ends. */
    @Test
    void aHandlerThatThrowsACheckedException() throws Exception {
        start();
        AtomicBoolean failed = new AtomicBoolean();
        context.getRegistry().bind("handler", new ExceptionHandlerSupport() {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                throw LogsAheadTest.<RuntimeException>undeclared(new IOException("The disk is full"));
            }
        });
        route(r -> {
            r.errorHandler(r.noErrorHandler());
            r.from(uri("&exceptionHandler=#handler")).process(this::note).process(exchange -> {
                if (isAhead(Thread.currentThread().getStackTrace()) && failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("not yet");
                }
            }).to("mock:log");
        });

        assertThat(awaitEnd()).isEqualTo(plainLog()).hasSize(LINES);
        assertThat(failed).isTrue();
    }

    /** Does nothing with what it is told. */
    private abstract static class ExceptionHandlerSupport implements ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {
        }

        @Override
        public void handleException(String message, Throwable exception) {
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E undeclared(Throwable exception) throws E {
        throw (E) exception;
    }
}
