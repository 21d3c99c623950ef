package io.github.cameldatamaker.consume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code from("datamaker:logs?scenario=S")}: the logs of all runs. */
class LogsOfScenarioTest extends SandboxRouteTest {

    private static final String RUN = "/scenarios/{id}/runs/{run}";

    @TempDir
    Path folder;
    private String scenario;

    private void scenario(String script) {
        scenario = sandbox().scenarios().add("A scenario", script);
    }

    private String start() {
        return sandbox().scenarios().start(scenario, Map.of());
    }

    private void finishRuns() {
        sandbox().clock().advance(Duration.ofMinutes(1));
    }

    private void logs(String options) throws Exception {
        route(r -> r.from(uri(options)).routeId("logs").to("mock:log"));
    }

    private String uri(String options) {
        return "datamaker:logs?scenario=" + scenario + "&initialDelay=0&retryBackoff=1&maxRetryBackoff=20"
                + (options.contains("delay=") ? "" : "&delay=20") + options;
    }

    private ScheduledPollConsumer consumer() {
        return (ScheduledPollConsumer) context.getRoute("logs").getConsumer();
    }

    private List<String> ended() {
        return mock("log").getExchanges().stream().filter(e -> e.getMessage().getHeader("CamelDataMakerRunStatus") != null)
                .map(e -> e.getMessage().getHeader("CamelDataMakerRun", String.class)).toList();
    }

    private List<String> linesOf(String run) {
        return mock("log").getExchanges().stream().filter(e -> run.equals(e.getMessage().getHeader("CamelDataMakerRun")))
                .filter(e -> e.getMessage().getHeader("CamelDataMakerRunStatus") == null)
                .map(e -> e.getMessage().getBody(String.class)).toList();
    }

    private void awaitFollowed(String run) {
        Awaitility.await().until(() -> sandbox().requests().stream().anyMatch(request -> request.path().endsWith(run + "/logs")));
    }

    private void awaitEnds(int count) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> ended().size() >= count);
    }

    @Test
    void fromNowOnlyNewRuns() throws Exception {
        scenario("# sandbox: lines=3");
        start();
        finishRuns();
        logs("");
        Awaitility.await().until(() -> consumer().isFirstPollDone());

        List<String> fresh = List.of(start(), start());
        finishRuns();
        awaitEnds(2);

        assertThat(ended()).containsExactlyInAnyOrderElementsOf(fresh);
        assertThat(fresh).allSatisfy(run -> assertThat(linesOf(run)).containsExactly("step 1", linesOf(run).get(1), "step 3"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void fromTheBeginningAllRunsOverSeveralPages(boolean follow) throws Exception {
        scenario("print('a')\nprint('a')");
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            runs.add(start());
        }
        finishRuns();

        logs("&startFrom=beginning&follow=" + follow);
        awaitEnds(120);

        assertThat(ended()).containsExactlyInAnyOrderElementsOf(runs);
        assertThat(runs).allSatisfy(run -> assertThat(linesOf(run)).containsExactly("a", "a"));
    }

    @Test
    void atMostMaxFollowedRunsAreFollowed() throws Exception {
        scenario("# sandbox: duration=1h, lines=60");
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            runs.add(start());
        }
        logs("&startFrom=beginning&maxFollowedRuns=3");
        Awaitility.await().until(() -> sandbox().openResponses() == 3);
        long polls = consumer().getCounter();
        Awaitility.await().until(() -> consumer().getCounter() > polls + 3);
        assertThat(sandbox().openResponses()).isEqualTo(3);

        sandbox().scenarios().setStatus(runs.get(1), "failed");
        awaitEnds(1);
        Awaitility.await().until(() -> sandbox().openResponses() == 3);
        sandbox().clock().advance(Duration.ofHours(2));
        awaitEnds(8);

        assertThat(ended()).containsExactlyInAnyOrderElementsOf(runs);
    }

    @Test
    void aRestartLosesAndRepeatsNothing() throws Exception {
        scenario("# sandbox: duration=10h, lines=1000, distinct=2");
        String run = start();
        List<Object> numbers = new ArrayList<>();
        for (int life = 1; life <= 3; life++) {
            context.getRegistry().bind("state", new DataMakerFileStateRepository(folder.resolve("logs.state")));
            logs("&startFrom=beginning&stateRepository=#state");
            sandbox().clock().advance(Duration.ofHours(1));
            int expected = 100 * life - numbers.size();
            Awaitility.await().until(() -> linesOf(run).size() == expected);
            mock("log").getExchanges().forEach(e -> numbers.add(e.getMessage().getHeader("CamelDataMakerLineNumber")));
            context.stop();
            startContext();
        }
        context.getRegistry().bind("state", new DataMakerFileStateRepository(folder.resolve("logs.state")));
        logs("&startFrom=beginning&stateRepository=#state");
        sandbox().clock().advance(Duration.ofHours(10));
        awaitEnds(1);
        mock("log").getExchanges().forEach(e -> numbers.add(e.getMessage().getHeader("CamelDataMakerLineNumber")));

        assertThat(numbers.subList(0, 1000)).isEqualTo(LongStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(numbers).hasSize(1001);
    }

    @Test
    void finishedLogsDoNotComeAgainAfterARestart() throws Exception {
        StateRepository<String, String> repository = new MemoryStateRepository();
        scenario("print('a')");
        start();
        finishRuns();
        context.getRegistry().bind("state", repository);
        logs("&startFrom=beginning&stateRepository=#state");
        awaitEnds(1);
        context.getRouteController().stopRoute("logs");
        context.getRouteController().startRoute("logs");
        String second = start();
        finishRuns();
        awaitEnds(2);

        assertThat(ended()).hasSize(2).last().isEqualTo(second);
    }

    @Test
    void aRunThatVanishesIsAnErrorAndOthersGoOn() throws Exception {
        scenario("# sandbox: duration=1h, lines=60");
        String vanishing = start();
        String other = start();
        mock("error").expectedMinimumMessageCount(1);
        route(r -> {
            r.onException(DataMakerApiException.class).handled(true).to("mock:error");
            r.from(uri("&startFrom=beginning&bridgeErrorHandler=true")).routeId("logs").to("mock:log");
        });
        awaitFollowed(vanishing);
        awaitFollowed(other);

        sandbox().scenarios().vanish(vanishing);
        mock("error").assertIsSatisfied();
        sandbox().clock().advance(Duration.ofHours(2));
        awaitEnds(1);

        assertThat(ended()).containsExactly(other);
        assertThat(mock("error").getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining(vanishing);
        Awaitility.await().until(() -> consumer().getErrorCounter() == 0);
    }

    /** A gateway without its backend knows of nothing for a while; a follower remembers that longer than it lasts. */
    @Test
    void aPassing404IsNotTheEndOfALog() throws Exception {
        scenario("# sandbox: duration=50m, lines=50");
        String run = start();
        sandbox().clock().advance(Duration.ofMinutes(10));
        route(r -> r.from(
                "datamaker:logs?initialDelay=0&delay=20&startFrom=beginning&idleTimeout=300&retryBackoff=2000&maxRetryBackoff=2000"
                        + "&scenario=" + scenario)
                .routeId("logs").to("mock:log"));
        Awaitility.await().until(() -> linesOf(run).size() >= 9);
        // The list is back before the follower asks again.
        sandbox().faults().on("GET", RUN).times(2).html(404);
        sandbox().faults().on("GET", RUN + "/logs").times(2).html(404);

        Awaitility.await().until(() -> sandbox().faults().fired() == 4);
        sandbox().faults().clear();
        sandbox().clock().advance(Duration.ofHours(2));
        awaitEnds(1);

        assertThat(linesOf(run)).hasSize(50);
    }

    /** Also when there is no room for others, and so no need of the list. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aRunThatVanishesMakesRoom(boolean follow) throws Exception {
        scenario("# sandbox: duration=1h, lines=60");
        String vanishing = start();
        String next = start();
        logs("&startFrom=beginning&maxFollowedRuns=1&follow=" + follow);
        awaitFollowed(vanishing);

        sandbox().scenarios().vanish(vanishing);
        sandbox().clock().advance(Duration.ofHours(2));
        awaitEnds(1);

        assertThat(ended()).containsExactly(next);
    }

    @Test
    void anUnknownScenarioIsAnErrorUntilItIsKnown() throws Exception {
        scenario("print('a')");
        start();
        finishRuns();
        sandbox().faults().on("GET", "/scenarios/{id}/runs").times(3).status(404, "not_found", "there is no such scenario");
        route(r -> {
            r.onException(DataMakerApiException.class).handled(true).to("mock:error");
            r.from(uri("&startFrom=beginning&bridgeErrorHandler=true")).routeId("logs").to("mock:log");
        });
        Awaitility.await().until(() -> mock("error").getExchanges().size() == 3);
        awaitEnds(1);

        assertThat(mock("error").getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("there is no such scenario").hasMessageContaining("404");
        Awaitility.await().until(() -> ((DefaultConsumer) consumer()).getHealthCheck().call().getState() == HealthCheck.State.UP);
    }

    @Test
    void twoConsumersOfOneStateAreRefused() throws Exception {
        scenario("print('a')");
        context.getRegistry().bind("state", new MemoryStateRepository());
        logs("&stateRepository=#state");

        assertThatThrownBy(() -> route(r -> r.from(uri("&delay=30&stateRepository=#state")).to("mock:log")))
                .hasStackTraceContaining("datamaker:logs:" + scenario).hasStackTraceContaining("in use");
    }

    @Test
    void aTornStateIsRefusedAtTheStart() {
        scenario("print('a')");
        MemoryStateRepository repository = new MemoryStateRepository();
        repository.start();
        repository.setState(StateScope.of(baseUrl(), "datamaker").key("logs", scenario), "0badc0de:{\"open\":{}");
        context.getRegistry().bind("state", repository);

        assertThatThrownBy(() -> logs("&stateRepository=#state")).hasStackTraceContaining("datamaker:logs:" + scenario)
                .hasStackTraceContaining("is damaged");
    }

    @Test
    void wrongOptionsAreRefusedAtTheStart() {
        scenario("print('a')");

        assertThatThrownBy(() -> route(r -> r.from("datamaker:logs?run=run_1").to("mock:log")))
                .hasStackTraceContaining("option scenario").hasStackTraceContaining("option run");
        assertThatThrownBy(() -> route(r -> r.from("datamaker:logs").to("mock:log"))).hasStackTraceContaining("option scenario");
        assertThatThrownBy(() -> logs("&maxFollowedRuns=0")).hasStackTraceContaining("maxFollowedRuns");
        assertThatThrownBy(() -> logs("&maxLineSize=0")).hasStackTraceContaining("maxLineSize");
        assertThatThrownBy(() -> logs("&maxLineSize=" + Integer.MAX_VALUE)).hasStackTraceContaining("maxLineSize is 2147483647")
                .hasStackTraceContaining("at most 1073741824");
        assertThatThrownBy(() -> route(r -> r.from("direct:a").to("datamaker:logs?scenario=s")))
                .hasStackTraceContaining("to(\"datamaker:logs\")").hasStackTraceContaining("datamaker:getRunLogs");
        assertThat(new TreeSet<>(List.of(DataMakerOperation.names(DataMakerOperation::isConsumable).split(", "))))
                .contains("datamaker:generate", "datamaker:logs");
    }

    @Test
    void theDelayIsTenSecondsUnlessTold() throws Exception {
        scenario("print('a')");
        route(r -> r.from("datamaker:logs?scenario=" + scenario).autoStartup(false).routeId("logs").to("mock:log"));

        assertThat(consumer().getDelay()).isEqualTo(10_000);
    }
}
