package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultScheduledPollConsumerScheduler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The polls of a logs consumer, and their reports. */
class LogsPollsTest extends LogsRouteTest {

    private static final String RUNS = "/scenarios/{id}/runs";
    private static final String RUN = "/scenarios/{id}/runs/{run}";

    private String ofAllRuns(String options) {
        return "datamaker:logs?startFrom=beginning&initialDelay=0&maxRetries=0&scenario=" + scenario + options;
    }

    private Stream<Exception> errors() {
        return mock("error").getExchanges().stream().map(e -> e.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    @Test
    void eachErrorHasOnlyTheFailuresOfItsPoll() throws Exception {
        start("# sandbox: duration=1h, lines=60");
        sandbox().scenarios().start(scenario, Map.of());
        sandbox().faults().on("GET", RUN).always().status(503);
        sandbox().faults().on("GET", RUN + "/logs").always().status(503);
        route(r -> {
            r.onException(DataMakerApiException.class).handled(true).to("mock:error");
            r.from(ofAllRuns("&delay=20&bridgeErrorHandler=true&retryBackoff=60000&maxRetryBackoff=60000")).to("mock:log");
        });
        Awaitility.await().until(() -> errors().filter(error -> error.getSuppressed().length > 0).count() >= 4);

        assertThat(errors()).allSatisfy(error -> assertThat(error.getSuppressed()).hasSizeLessThanOrEqualTo(1));
        assertThat(errors().filter(error -> error.getSuppressed().length > 0))
                .allSatisfy(error -> assertThat(error).hasMessageContaining("2 runs").hasMessageContaining("503"));
    }

    private long lists() {
        return sandbox().requests().stream().filter(request -> request.path().equals("/scenarios/" + scenario + "/runs")).count();
    }

    private List<String> ended() {
        return mock("log").getExchanges().stream().filter(e -> e.getMessage().getHeader(DataMakerConstants.RUN_STATUS) != null)
                .map(e -> e.getMessage().getHeader(DataMakerConstants.RUN, String.class)).toList();
    }

    private ScheduledPollConsumer consumer() {
        return (ScheduledPollConsumer) context.getRoute("logs").getConsumer();
    }

    private void startAnother(int count) {
        for (int i = 0; i < count; i++) {
            sandbox().scenarios().start(scenario, Map.of());
        }
        sandbox().clock().advance(Duration.ofMinutes(1));
    }

    /** With a delay of an hour only greed brings those that there was no room for. */
    @Test
    void aGreedyConsumerPollsWhileThereAreLines() throws Exception {
        start("print('a')");
        startAnother(4);

        route(r -> r.from(ofAllRuns("&follow=false&greedy=true&delay=1h&maxFollowedRuns=2")).routeId("logs").to("mock:log"));

        Awaitility.await().until(() -> ended().size() == 5);
    }

    /** Lines of followed logs come without polls, and are no reason for one. */
    @Test
    void aGreedyConsumerThatFollowsPollsWhileThereAreNewRuns() throws Exception {
        start("# sandbox: lines=30");
        startAnother(4);

        route(r -> r.from(ofAllRuns("&greedy=true&delay=1h")).routeId("logs").to("mock:log"));
        Awaitility.await().until(() -> ended().size() == 5);

        assertThat(mock("log").getExchanges()).hasSize(5 * 31);
        Awaitility.await().until(() -> lists() == 2);
    }

    @Test
    void afterErrorsItPollsLessOften() throws Exception {
        start("print('a')");
        sandbox().faults().on("GET", RUNS).always().status(500);

        route(r -> r.from(ofAllRuns("&delay=20&backoffErrorThreshold=2&backoffMultiplier=100")).routeId("logs").to("mock:log"));
        Awaitility.await().until(() -> consumer().getBackoffCounter() >= 5);
        assertThat(lists()).isEqualTo(2);
        sandbox().faults().clear();

        Awaitility.await().until(() -> ended().size() == 1);
        assertThat(lines()).containsExactly("a");
    }

    /** Another timer than Camel's own. */
    public static final class OtherScheduler extends DefaultScheduledPollConsumerScheduler {

        private final AtomicInteger started = new AtomicInteger();
        private final AtomicInteger unscheduled = new AtomicInteger();

        @Override
        public void startScheduler() {
            started.incrementAndGet();
            super.startScheduler();
        }

        @Override
        public void unscheduleTask() {
            unscheduled.incrementAndGet();
            super.unscheduleTask();
        }
    }

    @Test
    void anotherSchedulerStartsAndEndsIt() throws Exception {
        start("print('a')");
        OtherScheduler scheduler = new OtherScheduler();
        context.getRegistry().bind("other", scheduler);

        logs("&scheduler=#other");

        assertThat(awaitEnd()).containsExactly("a");
        Awaitility.await().until(() -> scheduler.unscheduled.get() == 1);
        assertThat(scheduler.started).hasPositiveValue();
        assertThat(consumer().getScheduler()).isSameAs(scheduler);
    }
}
