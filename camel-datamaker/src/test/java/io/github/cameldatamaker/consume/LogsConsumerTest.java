package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code from("datamaker:logs?scenario=S&run=R")}: the log of one run, followed and polled. */
class LogsConsumerTest extends LogsRouteTest {

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void theLinesOfAFinishedRunAndItsStatus(boolean follow) throws Exception {
        start("print('a')\nprint('')\nprint('a')\nprint('ü')");

        logs("&follow=" + follow);

        assertThat(awaitEnd()).containsExactly("a", "", "a", "ü");
        Exchange last = mock("log").getExchanges().get(4);
        assertThat(last.getMessage().getBody(Map.class)).containsEntry("id", run).containsEntry("status", "done");
        assertThat(last.getMessage().getHeaders()).containsEntry("CamelDataMakerRun", run)
                .containsEntry("CamelDataMakerRunStatus", "done")
                .doesNotContainKey("CamelDataMakerLineNumber");
        assertThat(mock("log").getExchanges().subList(0, 4)).allSatisfy(line -> assertThat(line.getMessage().getHeaders())
                .containsEntry("CamelDataMakerRun", run).doesNotContainKey("CamelDataMakerRunStatus"));
        assertThat(mock("log").getExchanges().subList(0, 4))
                .extracting(line -> line.getMessage().getHeader("CamelDataMakerLineNumber"))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(mock("log").getExchanges().get(2).getMessage().getHeader("CamelDataMakerEventId"))
                .isEqualTo(follow ? "3" : null);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void linesComeWhileTheRunGoesOn(boolean follow) throws Exception {
        start("# sandbox: duration=1000h, lines=1000");
        logs("&follow=" + follow);

        for (int line = 1; line <= 5; line++) {
            sandbox().clock().advance(Duration.ofHours(1));
            int expected = line;
            Awaitility.await().until(() -> lines().size() == expected);
        }
        sandbox().scenarios().setStatus(run, "cancelled");

        assertThat(awaitEnd()).isEqualTo(plainLog());
        assertThat(end().getHeader("CamelDataMakerRunStatus")).isEqualTo("cancelled");
    }

    @Test
    void structuredRecordsHaveLevelAndFields() throws Exception {
        start("dm.log.warn(\"slow\")\nprint('{\"level\": 3}')\nprint('{\"no\": \"level\"}')\nprint('{\"level\"')");

        logs("");
        awaitEnd();

        Map<String, Object> headers = mock("log").getExchanges().get(0).getMessage().getHeaders();
        assertThat(headers).containsEntry("CamelDataMakerLevel", "warn")
                .containsEntry("CamelDataMakerFields", Map.of("level", "warn", "message", "slow"));
        assertThat(mock("log").getExchanges().get(0).getMessage().getHeader("CamelDataMakerFields", String.class))
                .startsWith("{\"");
        assertThat(end().getBody(String.class)).startsWith("{\"id\":\"" + run + "\"");
        assertThat(mock("log").getExchanges().subList(1, 4)).allSatisfy(line -> assertThat(line.getMessage().getHeaders())
                .doesNotContainKeys("CamelDataMakerLevel", "CamelDataMakerFields"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void itEndsWithTheRunAndStaysHealthy(boolean follow) throws Exception {
        start("print('a')");
        logs("&follow=" + follow);
        awaitEnd();

        ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("logs").getConsumer();
        Awaitility.await().until(() -> !consumer.isSchedulerStarted());
        assertThat(context.getRouteController().getRouteStatus("logs")).isEqualTo(ServiceStatus.Started);
        assertThat(consumer.getErrorCounter()).isZero();
        assertThat(lines()).hasSize(1);
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ours", "withoutIds", "withoutNames", "withoutEnd", "withoutResume", "withoutAll" })
    void everyStyleOfStreamIsRead(String style) throws Exception {
        sandbox().scenarios().setLogStyle(style(style));
        start("# sandbox: lines=40, distinct=2");
        sandbox().faults().on("GET", "/scenarios/{id}/runs/{run}/logs").times(20).cutAfterEvents(style.contains("Resume")
                || style.contains("Ids") || style.contains("All") ? 11 : 2);

        logs("");

        assertThat(awaitEnd()).isEqualTo(plainLog());
    }

    private static LogStyle style(String name) {
        return switch (name) {
            case "withoutIds" -> LogStyle.OURS.withoutIds();
            case "withoutNames" -> LogStyle.OURS.withoutNames();
            case "withoutEnd" -> LogStyle.OURS.withoutEnd();
            case "withoutResume" -> LogStyle.OURS.withoutResume();
            case "withoutAll" -> LogStyle.OURS.withoutIds().withoutNames().withoutResume();
            default -> LogStyle.OURS;
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aFailingRouteGetsTheLineAgain(boolean follow) throws Exception {
        start("# sandbox: lines=6");
        List<String> seen = new ArrayList<>();
        route(r -> {
            r.errorHandler(r.noErrorHandler());
            r.from(uri("&follow=" + follow)).process(exchange -> {
                String body = exchange.getMessage().getBody(String.class);
                seen.add(body);
                long times = seen.stream().filter(body::equals).count();
                if (times == 1) {
                    throw new IllegalStateException("not yet");
                }
                exchange.setRollbackOnly(times == 2);
            }).to("mock:log");
        });

        assertThat(awaitEnd()).isEqualTo(plainLog());
        assertThat(seen).hasSize(3 * 7);
        assertThat(seen.subList(0, 6)).containsExactly("step 1", "step 1", "step 1", seen.get(3), seen.get(3), seen.get(3));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anExpiredLogIsNoLog(boolean follow) throws Exception {
        start("# sandbox: lines=6");
        sandbox().scenarios().expireLog(run);

        logs("&follow=" + follow);

        assertThat(awaitEnd()).isEmpty();
        assertThat(end().getHeader("CamelDataMakerRunStatus")).isEqualTo("done");
    }

    @Test
    void stoppingTheRouteEndsTheFollowingAtOnce() throws Exception {
        start("# sandbox: duration=1000h, lines=1000");
        logs("");
        Awaitility.await().until(() -> sandbox().openResponses() == 1);

        context.getRouteController().stopRoute("logs");

        Awaitility.await().until(() -> sandbox().openResponses() == 0);
        assertThat(context.getRouteController().getRouteStatus("logs")).isEqualTo(ServiceStatus.Stopped);
        assertReleased();
    }

    @Test
    void suspendingEndsTheFollowingAndResumingContinuesIt() throws Exception {
        start("# sandbox: duration=1000h, lines=1000");
        logs("");
        Awaitility.await().until(() -> sandbox().openResponses() == 1);
        sandbox().clock().advance(Duration.ofHours(3));
        Awaitility.await().until(() -> lines().size() == 3);

        context.getRouteController().suspendRoute("logs");
        Awaitility.await().until(() -> sandbox().openResponses() == 0);
        sandbox().clock().advance(Duration.ofHours(3));
        context.getRouteController().resumeRoute("logs");
        Awaitility.await().until(() -> lines().size() == 6);
        sandbox().scenarios().setStatus(run, "done");

        assertThat(awaitEnd()).isEqualTo(plainLog());
    }

    /** No other consumer takes over the log while one of its lines is still in the route. */
    @Test
    void aLineInTheRouteIsFinishedBeforeTheLogGoesOnAfterAPause() throws Exception {
        start("# sandbox: lines=10");
        CountDownLatch resumed = new CountDownLatch(1);
        CountDownLatch inRoute = new CountDownLatch(1);
        route(r -> r.from(uri("")).routeId("logs").process(exchange -> {
            if (Long.valueOf(3).equals(exchange.getMessage().getHeader(DataMakerConstants.LINE_NUMBER))) {
                inRoute.countDown();
                resumed.await();
            }
        }).to("mock:log"));
        inRoute.await();
        ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("logs").getConsumer();

        consumer.suspend();
        consumer.resume();
        long polls = consumer.getCounter();
        Awaitility.await().until(() -> consumer.getCounter() > polls + 3);
        resumed.countDown();

        assertThat(awaitEnd()).isEqualTo(plainLog()).hasSize(10);
    }

    /**
     * A line that ignores interrupts and outlasts the stop comes again. It does not roll back the consumer that resumes from
     * there.
     */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aLineThatOutlastsTheStopWritesNoState(boolean follow) throws Exception {
        start("# sandbox: lines=10");
        MemoryStateRepository repository = new MemoryStateRepository();
        AtomicReference<Thread> held = new AtomicReference<>();
        Semaphore release = new Semaphore(0);
        holdThirdLine(follow, repository, held, release);
        context.getExecutorServiceManager().setShutdownAwaitTermination(100);

        context.getRouteController().stopRoute("logs", 1, TimeUnit.SECONDS);
        context.getRouteController().startRoute("logs");
        awaitEnd();
        String state = repository.getState(stateKey());
        release.release();
        Awaitility.await().until(() -> !held.get().isAlive());

        assertThat(repository.getState(stateKey())).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void theStopWaitsForTheLineInTheRoute(boolean follow) throws Exception {
        start("# sandbox: lines=10");
        MemoryStateRepository repository = new MemoryStateRepository();
        Semaphore release = new Semaphore(0);
        holdThirdLine(follow, repository, new AtomicReference<>(), release);
        ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("logs").getConsumer();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(consumer::stop);
        Awaitility.await().until(consumer::isStopping);
        release.release();
        stopped.join();

        assertThat(repository.getState(stateKey())).contains("\"lines\":3");
    }

    private void holdThirdLine(boolean follow, MemoryStateRepository repository, AtomicReference<Thread> held, Semaphore release)
            throws Exception {
        context.getRegistry().bind("state", repository);
        route(r -> r.from(uri("&stateRepository=#state&follow=" + follow)).routeId("logs").to("mock:log").process(exchange -> {
            if (Long.valueOf(3).equals(exchange.getMessage().getHeader(DataMakerConstants.LINE_NUMBER))
                    && held.compareAndSet(null, Thread.currentThread())) {
                release.acquireUninterruptibly();
            }
        }));
        Awaitility.await().until(() -> held.get() != null);
    }

    private String stateKey() {
        return StateScope.of(baseUrl(), "datamaker").key("logs", scenario, run);
    }

    @Test
    void aRouteMayChangeWhatItGets() throws Exception {
        start("print('a')");
        route(r -> r.from(uri("")).to("mock:log").filter(r.body().isInstanceOf(Map.class))
                .process(exchange -> exchange.getMessage().getBody(Map.class).clear()));

        awaitEnd();

        assertThat(end().getHeader("CamelDataMakerRunStatus")).isEqualTo("done");
        assertThat(lines()).containsExactly("a");
    }
}
