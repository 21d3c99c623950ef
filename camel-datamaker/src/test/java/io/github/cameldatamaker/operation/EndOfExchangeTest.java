package io.github.cameldatamaker.operation;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.session.BrokenPools;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.TypeConverterSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Every exchange ends, whatever is thrown, because its route waits for the end. */
class EndOfExchangeTest extends WireMockRouteTest {

    private static final String RUN = "/scenarios/s/runs/r";
    private static final String ROWS = "[{\"id\":1},{\"id\":2}]";

    private final BrokenPools pools = new BrokenPools();
    private final BrokenClock clock = new BrokenClock();

    /** A class that cannot be used. */
    public static final class Unusable {

        static {
            fail();
        }

        public int id;

        private static void fail() {
            throw new IllegalStateException("no such table");
        }
    }

    /** A class of which one cannot be made. */
    public static final class Failing {

        private static volatile int at;

        public void setId(int id) {
            if (id == at) {
                throw new StackOverflowError("thrown by a test");
            }
        }
    }

    /** The failure of a converter. */
    private static final class Odd {
    }

    /** A clock that throws when a thread with this name asks for the time. */
    private static final class BrokenClock extends Clock {

        private volatile String thread = "no thread at all";

        @Override
        public ZoneId getZone() {
            return Clock.systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().contains(thread)) {
                throw new StackOverflowError("thrown by a test");
            }
            return Clock.systemUTC().instant();
        }
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getCamelContext().getExecutorServiceManager().setThreadPoolFactory(pools);
        ComponentInsides.setTime(component, clock, null);
    }

    static Stream<Throwable> refusals() {
        return Stream.of(new RejectedExecutionException("queue is full"), new OutOfMemoryError("unable to create native thread"));
    }

    private static Exception failureOf(CompletableFuture<Exchange> sent) {
        // OkHttp and Camel rethrow it after they have reported it.
        Awaitility.await().dontCatchUncaughtExceptions().until(sent::isDone);
        return sent.join().getException();
    }

    private static String json(String status) {
        return "{\"id\":\"r\",\"status\":\"" + status + "\"}";
    }

    private void answerRuns(String status) {
        SERVICE.stubFor(
                post(anyUrl()).willReturn(aResponse().withHeader("Content-Type", "application/json").withBody(json("running"))));
        SERVICE.stubFor(
                get(anyUrl()).willReturn(aResponse().withHeader("Content-Type", "application/json").withBody(json(status))));
        SERVICE.stubFor(delete(anyUrl()).willReturn(aResponse().withStatus(204)));
    }

    // Rows

    @ParameterizedTest
    @ValueSource(strings = { "", "&batchSize=2" })
    void aRowTypeThatCannotBeUsed(String batches) {
        answerJson(ROWS);

        assertThat(failureOf(send(
                "datamaker:generate?template=t&count=2&outputType=List&rowType=" + Unusable.class.getName() + batches, null)))
                .isInstanceOf(DataMakerException.class).hasMessageContaining("rowType");
        assertReleased();
    }

    /** Camel's splitter takes exceptions for failures, and loses an exchange with anything else. */
    @ParameterizedTest
    @ValueSource(strings = { "1, ", "1, &batchSize=2", "3000, ", "3000, &batchSize=2" })
    void aRowTypeThatCannotBeUsedInASplit(String row) throws Exception {
        int failing = Integer.parseInt(row.split(", ", 2)[0]);
        Failing.at = failing;
        answerJson(
                IntStream.rangeClosed(1, 5000).mapToObj(id -> "{\"id\":" + id + "}").collect(Collectors.joining(",", "[", "]")));
        route(r -> r.from("direct:rows")
                .to("datamaker:generate?template=t&count=5000&rowType=" + Failing.class.getName() + row.split(", ", 2)[1])
                .split(r.body()).streaming().to("mock:row"));

        assertThat(failureOf(template.asyncSend("direct:rows", e -> {}))).hasMessageContaining("Row " + failing)
                .hasMessageContaining("rowType");
        assertReleased();
    }

    // Converters

    @ParameterizedTest
    @ValueSource(strings = { "CamelDataMakerSeed", "CamelDataMakerOverrides", "CamelDataMakerTemplate" })
    void aConverterOfAHeader(String header) throws Exception {
        context.getTypeConverterRegistry().addFallbackTypeConverter(new TypeConverterSupport() {
            @Override
            public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
                if (value instanceof Odd) {
                    throw new NoClassDefFoundError("thrown by a test");
                }
                return null;
            }
        }, false);
        route(r -> r.from("direct:a").setHeader(header, Odd::new).to("datamaker:generate?template=t&count=2"));

        assertThat(failureOf(template.asyncSend("direct:a", e -> {}))).hasStackTraceContaining("thrown by a test");
    }

    /** A thread of OkHttp writes the body. */
    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatCannotBeWritten(String uri, Object body) {
        answerJson("{}");

        assertThat(failureOf(send(uri, body))).hasStackTraceContaining("thrown by a test");
        assertThat(nothingIsUnderWay()).isTrue();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("datamaker:createTemplate", new Object() {
                    public String getName() {
                        throw new StackOverflowError("thrown by a test");
                    }
                }),
                Arguments.of("datamaker:saveSet?set=s", new Iterator<Object>() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public Object next() {
                        throw new NoClassDefFoundError("thrown by a test");
                    }
                }));
    }

    // The client

    @ParameterizedTest
    @ValueSource(strings = { "application", "network" })
    void anInterceptor(String kind) {
        answerJson("{}");
        Interceptor broken = chain -> {
            throw new NoSuchMethodError("thrown by a test");
        };
        useClient("application".equals(kind)
                ? new OkHttpClient.Builder().addInterceptor(broken) : new OkHttpClient.Builder().addNetworkInterceptor(broken));

        assertThat(failureOf(send("datamaker:getTemplate?template=t&maxRetries=0", null)))
                .hasMessageContaining("thrown by a test");
    }

    @Test
    void aListener() {
        answerJson("{}");
        useClient(new OkHttpClient.Builder().eventListenerFactory(call -> {
            throw new IllegalStateException("thrown by a test");
        }));

        assertThat(failureOf(send("datamaker:getTemplate?template=t&maxRetries=0", null)))
                .hasStackTraceContaining("thrown by a test");
    }

    /** A worker sends the request of an exchange, an HTTP thread those of a run. */
    @ParameterizedTest
    @ValueSource(strings = { "datamaker:getTemplate?template=t&maxRetries=0", "datamaker:runScenario?scenario=s&maxRetries=0" })
    void aFailureThatCannotBeShown(String uri) {
        answerJson("{}");
        useClient(new OkHttpClient.Builder().addInterceptor(chain -> {
            throw new IOException() {

                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("thrown by a test");
                }
            };
        }));

        assertThat(failureOf(send(uri, null))).hasStackTraceContaining("thrown by a test");
    }

    /** A thousand that wait, and each of which fails at once when it goes, so that the next goes. */
    @Test
    void manyThatFailAsSoonAsTheyGo() {
        long reset = Instant.now().getEpochSecond() + 2;
        answer(aResponse().withHeader("X-RateLimit-Remaining", "0").withHeader("X-RateLimit-Reset", "" + reset).withBody("{}"));
        template.requestBody("datamaker:getTemplate?template=first", (Object) null);
        useClient(new OkHttpClient.Builder().eventListenerFactory(call -> {
            throw new IllegalStateException("thrown by a test");
        }));
        List<CompletableFuture<Exchange>> all = Stream.generate(() -> send("datamaker:getTemplate?template=t&maxRetries=0", null))
                .limit(5000).toList();

        failureOf(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> all.get(0).join()));

        assertThat(all).allSatisfy(sent -> assertThat(sent.join().getException()).isInstanceOf(IllegalStateException.class));
    }

    private void useClient(OkHttpClient.Builder client) {
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setHttpClient(client.build());
    }

    /** A worker sends the request of an exchange, an HTTP thread those of a run. */
    @ParameterizedTest
    @CsvSource({
            "DataMakerWorker, datamaker:getTemplate?template=t",
            "DataMakerWorker, datamaker:generate?template=t&count=2&outputType=List",
            "DataMakerWorker, datamaker:awaitRun?scenario=s&run=r",
            "OkHttp, datamaker:runScenario?scenario=s",
            "OkHttp, datamaker:runScenario?scenario=s&wait=poll" })
    void theCallbackOfACall(String thread, String uri) {
        answer(aResponse().withHeader("Content-Type", "application/json")
                .withHeader("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")
                .withBody(json("done")));
        clock.thread = thread;

        assertThat(failureOf(send(uri, null))).hasStackTraceContaining("thrown by a test");
    }

    // Workers

    @ParameterizedTest
    @MethodSource("refusals")
    void workersMayTakeNoTask(Throwable refusal) {
        answerRuns("running");
        pools.breakPool("DataMakerWorker", refusal);

        for (String uri : new String[] { "getTemplate?template=t&retryBackoff=10", "generate?template=t&count=2&retryBackoff=10",
                "runScenario?scenario=s", "getRun?scenario=s&run=r&retryBackoff=10" }) {
            assertThat(failureOf(send("datamaker:" + uri, null))).as(uri).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("its context has no thread for it").hasMessageContaining(refusal.getMessage());
        }
        assertReleased();
        SERVICE.verify(0, deleteRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void workersMayTakeNoTaskWhenARunHasFinished(Throwable refusal) {
        answerRuns("running");
        CompletableFuture<Exchange> sent = send("datamaker:runScenario?scenario=s&wait=poll&pollInterval=50", null);
        Awaitility.await().untilAsserted(() -> SERVICE.verify(getRequestedFor(urlPathEqualTo(RUN))));

        pools.breakPool("DataMakerWorker", refusal);
        answerRuns("done");

        assertThat(failureOf(sent)).hasMessageContaining("its context has no thread for it");
        assertThat(sent.join().getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo("r");
        SERVICE.verify(0, deleteRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void httpThreadsMayTakeNoTask(Throwable refusal) {
        answerJson("{}");
        pools.breakPool("DataMakerHttp", refusal);

        for (String retries : new String[] { "maxRetries=0", "maxRetries=1&retryBackoff=10" }) {
            assertThat(failureOf(send("datamaker:runScenario?scenario=s&" + retries, null))).as(retries)
                    .isInstanceOf(DataMakerException.class);
        }
    }

    // The timer

    @ParameterizedTest
    @MethodSource("refusals")
    void aTimerThatTakesNoTaskEndsNoRun(Throwable refusal) {
        answerRuns("running");
        pools.breakPool("DataMakerTimer", refusal);

        for (String uri : new String[] { "runScenario?scenario=s&wait=poll", "awaitRun?scenario=s&run=r" }) {
            assertThat(failureOf(send("datamaker:" + uri, null))).as(uri).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("The wait for run r of scenario s failed, and the run continues")
                    .hasMessageContaining(refusal.getMessage()).hasMessageNotContaining("stopping");
        }
        assertThat(failureOf(send("datamaker:runScenario?scenario=s&wait=server", null)))
                .hasStackTraceContaining(refusal.getMessage())
                .hasMessageNotContaining("stopping");
        SERVICE.verify(0, deleteRequestedFor(anyUrl()));
        SERVICE.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aTimerThatStopsTakingTasksEndsNoRun(Throwable refusal) {
        answerRuns("running");
        CompletableFuture<Exchange> sent = send("datamaker:runScenario?scenario=s&wait=poll&pollInterval=50", null);
        Awaitility.await().untilAsserted(() -> SERVICE.verify(getRequestedFor(urlPathEqualTo(RUN))));

        pools.breakPool("DataMakerTimer", refusal);

        assertThat(failureOf(sent)).hasMessageContaining("The wait for run r of scenario s failed, and the run continues")
                .hasMessageContaining(refusal.getMessage());
        SERVICE.verify(0, deleteRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRepetitionThatTheTimerDoesNotTake(Throwable refusal) {
        answer(aResponse().withStatus(503));
        pools.breakPool("DataMakerTimer", refusal);

        assertThat(failureOf(send("datamaker:getTemplate?template=t", null))).hasStackTraceContaining(refusal.getMessage());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aWaitForBudgetThatTheTimerDoesNotTake(Throwable refusal) {
        answer(aResponse().withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "" + (Instant.now().getEpochSecond() + 50))
                .withBody("{}"));
        template.requestBody("datamaker:getTemplate?template=t", (Object) null);
        pools.breakPool("DataMakerTimer", refusal);

        assertThat(failureOf(send("datamaker:getTemplate?template=t", null))).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("GET /templates/t was not sent").hasMessageContaining(refusal.getMessage());
    }

    /** A task of the timer may fail too. */
    @Test
    void anExceptionOnTheTimerEndsTheExchange() {
        answer(aResponse().withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "" + (Instant.now().getEpochSecond() + 4))
                .withBody("{}"));
        template.requestBody("datamaker:getTemplate?template=t", (Object) null);
        clock.thread = "DataMakerTimer";

        assertThat(failureOf(send("datamaker:getTemplate?template=t", null))).hasStackTraceContaining("thrown by a test");
    }

    @Test
    void aPollThatFailsOnTheTimerEndsNoRun() {
        answerRuns("running");
        clock.thread = "DataMakerTimer";

        assertThat(failureOf(send("datamaker:runScenario?scenario=s&wait=poll&pollInterval=50", null)))
                .hasMessageContaining("The wait for run r of scenario s failed, and the run continues")
                .hasMessageContaining("thrown by a test");
        SERVICE.verify(0, deleteRequestedFor(anyUrl()));
    }

    @Test
    void aTimeOutThatFails() {
        SERVICE.stubFor(post(anyUrl()).willReturn(aResponse().withFixedDelay(60_000)));
        SERVICE.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(500)));
        clock.thread = "DataMakerTimer";

        assertThat(failureOf(send("datamaker:runScenario?scenario=s&wait=server&completionTimeout=200", null)))
                .hasMessageContaining("completionTimeout");
    }

    // The route

    /** The producer has ended the exchange once. What the rest of the route throws does not end it again. */
    @Test
    void aRouteThatThrows() throws Exception {
        answerJson("{}");
        Endpoint endpoint = context.getEndpoint("datamaker:getTemplate?template=t");
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        Exchange exchange = endpoint.createExchange();
        AtomicInteger ends = new AtomicInteger();

        producer.process(exchange, doneSync -> {
            ends.incrementAndGet();
            throw new StackOverflowError("thrown by a test");
        });

        Awaitility.await().dontCatchUncaughtExceptions().until(() -> ends.get() == 1);
        Awaitility.await().dontCatchUncaughtExceptions().during(Duration.ofMillis(200)).until(() -> ends.get() == 1);
        assertThat(exchange.getException()).isNull();
    }
}
