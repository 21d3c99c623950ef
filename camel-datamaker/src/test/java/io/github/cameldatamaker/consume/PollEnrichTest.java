package io.github.cameldatamaker.consume;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}: they poll on demand, whatever the delay. */
@Timeout(120)
class PollEnrichTest extends DrivenSandboxTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&count=2000&seed=s";

    private ConsumerTemplate consumer;

    @BeforeEach
    void consumerTemplate() {
        consumer = context.createConsumerTemplate();
    }

    @AfterEach
    void stop() {
        consumer.stop();
    }

    private long generations() {
        return sandbox.requests().stream().filter(request -> request.path().endsWith("/generate")).count();
    }

    private List<?> rows() {
        return template.requestBody(GENERATE + "&outputType=List", null, List.class);
    }

    private String start(String scenario) {
        return template.requestBody("datamaker:runScenario?scenario=" + scenario, null, Map.class).get("id").toString();
    }

    private static String event(Exchange exchange) {
        return exchange == null ? null : exchange.getMessage().getHeader(DataMakerConstants.RUN) + " "
                + exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS);
    }

    @Test
    void eachReceiveGenerates() {
        List<?> rows = rows();

        assertThat(consumer.receiveBody(GENERATE + "&outputType=List")).isEqualTo(rows);
        assertThat(consumer.receiveBody(GENERATE, 60_000, List.class)).isEqualTo(rows);
        assertThat(consumer.receiveBodyNoWait(GENERATE, List.class)).isEqualTo(rows);
        assertThat(generations()).isEqualTo(4);
        assertReleased();
    }

    @Test
    void aRouteIsEnriched() throws Exception {
        List<?> rows = rows();
        List<Object> seen = new CopyOnWriteArrayList<>();
        route(r -> r.from("direct:a").pollEnrich(GENERATE).split(r.body()).streaming()
                .process(e -> seen.add(e.getMessage().getBody())));

        template.sendBody("direct:a", null);
        template.sendBody("direct:a", null);

        assertThat(seen).hasSize(4_000);
        assertThat(seen.subList(2_000, 4_000)).isEqualTo(rows);
        assertReleased();
    }

    @Test
    void routesThatAskAtOnceDoNotWaitForEachOther() throws Exception {
        route(r -> r.from("direct:a").pollEnrich(GENERATE + "&outputType=List"));

        List<CompletableFuture<Object>> sent = IntStream.range(0, 8)
                .mapToObj(i -> template.asyncRequestBody("direct:a", (Object) null)).toList();

        assertThat(sent).allSatisfy(done -> assertThat((List<?>) done.get()).hasSize(2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Stream", "&outputType=Iterator" })
    void unreadDataIsClosed(String options) throws Exception {
        route(r -> r.from("direct:a").pollEnrich(GENERATE + options).setBody(r.constant("not read")));

        template.sendBody("direct:a", null);
        assertReleased();

        Exchange received = consumer.receive(GENERATE + options);
        consumer.doneUoW(received);
        assertReleased();
    }

    /** Camel hands nothing over then. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Stream", "&outputType=Iterator" })
    void whatAnAggregationStrategyFailsOnIsClosed(String options) throws Exception {
        route(r -> {
            r.from("direct:unread").pollEnrich(GENERATE + options, (before, data) -> {
                throw new IllegalStateException("on purpose");
            });
            r.from("direct:half").pollEnrich(GENERATE + options, (before, data) -> {
                readAFew(data.getMessage());
                throw new IllegalStateException("on purpose");
            });
            r.from("direct:null").pollEnrich(GENERATE + options, (before, data) -> null);
        });

        for (String uri : List.of("direct:unread", "direct:half")) {
            assertThat(template.request(uri, e -> {}).getException()).hasStackTraceContaining("on purpose");
            assertReleased();
        }
        template.sendBody("direct:null", null);
        assertReleased();
    }

    private static void readAFew(Message data) {
        if (data.getBody() instanceof InputStream stream) {
            assertThatCode(stream::read).doesNotThrowAnyException();
        } else {
            data.getBody(Iterator.class).next();
        }
    }

    /** Camel stops consumer and endpoint before the route reads the body. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Stream" })
    void withoutACache(String options) throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        route(r -> r.from("direct:a").pollEnrich().simple(GENERATE.replace("2000", "${body}") + options).cacheSize(-1)
                .convertBodyTo(String.class)
                .process(e -> seen.add(e.getMessage().getBody(String.class).lines().filter(row -> row.contains("\"C")).count())));

        template.sendBody("direct:a", 20_000);

        assertThat(seen).containsExactly(20_000L);
        assertReleased();
    }

    @Test
    void aBodyThatIsReadTooLateSaysSo() {
        GeneratedData data = consumer.receiveBody(GENERATE, GeneratedData.class);

        assertThatThrownBy(data::iterator).isInstanceOf(DataMakerException.class).hasMessageContaining("outputType=List");
    }

    @Test
    void streams() throws Exception {
        Exchange received = consumer.receive(GENERATE + "&outputType=Stream");

        assertThat(received.getMessage().getBody(InputStream.class).readAllBytes()).hasSizeGreaterThan(2_000);
        consumer.doneUoW(received);
        assertReleased();
    }

    /** And the next one works. */
    @Test
    void aFailureReachesTheCaller() throws Exception {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(2).status(500);
        route(r -> r.from("direct:a").pollEnrich(GENERATE + "&outputType=List"));

        assertThat(catchThrowable(() -> consumer.receive(GENERATE))).isInstanceOf(DataMakerApiException.class);
        assertThat(template.request("direct:a", e -> {}).getException()).hasRootCauseInstanceOf(DataMakerApiException.class);
        assertThat(template.requestBody("direct:a", null, List.class)).hasSize(2_000);
    }

    @Test
    void aTimeOutReturnsNothing() {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).neverRespond();

        assertThat(consumer.receive(GENERATE, 200)).isNull();
        assertReleased();
        sandbox.faults().clear();
        assertThat(consumer.receiveBody(GENERATE, 60_000, List.class)).hasSize(2_000);
    }

    @Test
    void stoppingEndsTheWait() throws Exception {
        sandbox.faults().on("POST", "/templates/{id}/generate").always().neverRespond();
        CompletableFuture<Throwable> ended = CompletableFuture
                .supplyAsync(() -> catchThrowable(() -> consumer.receive(GENERATE)));
        Awaitility.await().until(() -> generations() == 1);

        consumer.stop();

        assertThat(ended.get()).isNotNull();
        assertReleased();
    }

    @Test
    void consumersThatCannotBePolledSaySo() {
        context.getRegistry().bind("r", new MemoryStateRepository());

        assertThatThrownBy(() -> consumer.receive(GENERATE + "&resumeKey=k&resumeRepository=#r")).rootCause()
                .isInstanceOf(DataMakerException.class)
                .hasMessageContaining("resumeKey=k").hasMessageContaining("pollEnrich");
        assertThatThrownBy(() -> consumer.receive("datamaker:generate?count=1")).rootCause().hasMessageContaining("template");
        assertThatThrownBy(() -> consumer.receive("datamaker:preview?template=t")).rootCause()
                .hasMessageContaining("is not possible");
    }

    @Test
    void eventsOfRuns() {
        String scenario = scenario("duration=1m");
        String uri = "datamaker:runs?delay=1h&startFrom=beginning&scenario=" + scenario;
        assertThat(consumer.receiveNoWait(uri)).isNull();
        String first = start(scenario);
        String second = start(scenario);

        List<String> events = new ArrayList<>();
        events.add(event(consumer.receive(uri)));
        events.add(event(consumer.receiveNoWait(uri)));
        events.add(event(consumer.receive(uri, 50)));
        serverClock.advance(Duration.ofMinutes(2));
        events.add(event(consumer.receiveNoWait(uri)));
        events.add(event(consumer.receive(uri, 60_000)));
        events.add(event(consumer.receiveNoWait(uri)));

        assertThat(events).containsExactly(first + " running", second + " running", null, first + " done", second + " done",
                null);
    }

    /** A waiting call gets a new event after the delay. */
    @Test
    void aWaitingCallPollsAgainAfterTheDelay() throws Exception {
        String scenario = scenario("duration=1m");
        String uri = "datamaker:runs?delay=50&scenario=" + scenario;
        CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(() -> consumer.receive(uri));
        Awaitility.await().until(() -> count("GET") > 2);

        String run = start(scenario);

        assertThat(event(received.get())).isEqualTo(run + " running");
    }

    @Test
    void aRouteThatFailsGetsItsEventAgain() throws Exception {
        String scenario = scenario("duration=1m");
        List<String> seen = new CopyOnWriteArrayList<>();
        route(r -> r.from("direct:a").pollEnrich("datamaker:runs?startFrom=beginning&delay=1h&scenario=" + scenario, 60_000)
                .process(e -> {
                    seen.add(event(e));
                    if (seen.size() == 1) {
                        throw new IllegalStateException("The first time it fails");
                    }
                }));
        String first = start(scenario);
        String second = start(scenario);

        for (int i = 0; i < 3; i++) {
            template.send("direct:a", e -> {});
        }

        assertThat(seen).containsExactlyInAnyOrder(first + " running", first + " running", second + " running")
                .startsWith(first + " running");
    }

    /** An event that was emitted but not taken comes again in the next life. */
    @Test
    void anUntakenEventIsNotLost() throws Exception {
        context.getRegistry().bind("r", new MemoryStateRepository());
        String scenario = scenario("duration=1m");
        String uri = "datamaker:runs?stateRepository=#r&startFrom=beginning&scenario=" + scenario;
        String first = start(scenario);
        String second = start(scenario);
        Exchange received = consumer.receive(uri);
        consumer.doneUoW(received);
        assertThat(event(received)).isEqualTo(first + " running");
        consumer.stop();

        consumer.start();

        assertThat(event(consumer.receive(uri))).isEqualTo(second + " running");
        assertThat(consumer.receiveNoWait(uri)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void linesOfLogs(boolean follow) {
        String scenario = scenario("duration=0s\nprint(\"one\")\nprint(\"two\")");
        String uri = "datamaker:logs?delay=1h&startFrom=beginning&follow=" + follow + "&scenario=" + scenario;
        start(scenario);

        List<Object> lines = new ArrayList<>();
        while (!lines.contains("end")) {
            Exchange exchange = consumer.receive(uri, 60_000);
            lines.add(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS) == null ? exchange.getMessage().getBody()
                    : "end");
            consumer.doneUoW(exchange);
        }

        assertThat(lines).containsExactly("one", "two", "hello", "end");
        assertThat(consumer.receive(uri, 200)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "runs", "logs" })
    void aFailedPollReachesTheCaller(String operation) {
        String uri = "datamaker:" + operation + "?maxRetries=0&scenario=nowhere";

        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowable(() -> consumer.receive(uri))).isInstanceOf(DataMakerApiException.class);
            assertThat(catchThrowable(() -> consumer.receiveNoWait(uri))).isInstanceOf(DataMakerApiException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "runs", "logs" })
    void stoppingEndsAReceive(String operation) throws Exception {
        String uri = "datamaker:" + operation + "?scenario=" + scenario("duration=1m");
        CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(() -> consumer.receive(uri));
        Awaitility.await().until(() -> count("GET") > 0);

        consumer.stop();

        assertThat(received.get()).isNull();
        consumer.start();
        assertThat(consumer.receiveNoWait(uri)).isNull();
    }

    @Test
    void aStoppedConsumerIsNotStarted() throws Exception {
        var polling = context.getEndpoint(GENERATE).createPollingConsumer();

        assertThatThrownBy(polling::receive).isInstanceOf(RejectedExecutionException.class);
    }
}
