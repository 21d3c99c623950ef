package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.fixture.DrivenTime;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With {@code synchronous=true} an exchange stays on its thread, whatever it waits for. */
class SynchronousTest extends WireMockRouteTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final String GENERATE = "datamaker:generate?template=t&count=1";
    private static final String WAITS = "&maxRateLimitWait=10m";

    private final DrivenTime time = new DrivenTime(START);
    private final List<Thread> callers = Collections.synchronizedList(new ArrayList<>());

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setSynchronous(true);
        component.getConfiguration().setHttpClient(new OkHttpClient.Builder().addInterceptor(chain -> {
            callers.add(Thread.currentThread());
            return chain.proceed(chain.request());
        }).build());
        ComponentInsides.setTime(component, time.clock(), time);
    }

    /** Each exchange records the thread behind the call, whether it has failed or not. */
    @BeforeEach
    void continueAfterAnyResult() throws Exception {
        route(r -> {
            r.onException(Throwable.class).process(e -> e.setProperty("after", Thread.currentThread()));
            r.from("direct:call").toD("${header.uri}").process(e -> e.setProperty("after", Thread.currentThread()))
                    .split(r.body()).streaming().to("mock:rows");
        });
    }

    /** Sends it on a thread of its own. */
    private FutureTask<Exchange> call(String uri) {
        FutureTask<Exchange> task = new FutureTask<>(() -> {
            Exchange exchange = template.request("direct:call", e -> {
                e.getMessage().setHeader("uri", uri);
                e.getMessage().setBody("{}");
                e.setProperty("before", Thread.currentThread());
            });
            exchange.setProperty("interrupted", Thread.currentThread().isInterrupted());
            return exchange;
        });
        new Thread(task, "caller").start();
        return task;
    }

    private Exchange assertStayed(Future<Exchange> sent, int calls) throws Exception {
        Exchange exchange = sent.get();
        Thread before = exchange.getProperty("before", Thread.class);
        assertThat(exchange.getProperty("after")).isSameAs(before);
        assertThat(callers).hasSize(calls).allSatisfy(caller -> assertThat(caller).isSameAs(before));
        assertReleased();
        return exchange;
    }

    private static ResponseDefinitionBuilder json(String text) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(text);
    }

    /** One answer after the other. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            ScenarioMappingBuilder stub = any(anyUrl()).inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i).willReturn(answers[i]);
            SERVICE.stubFor(i == answers.length - 1 ? stub : stub.willSetStateTo("answer " + (i + 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = { GENERATE, GENERATE + "&outputType=List", "datamaker:getTemplate?template=t", "datamaker:listTemplates",
                    "datamaker:createTemplate", "datamaker:deleteTemplate?template=t", "datamaker:downloadFile?file=f" })
    void aCallRunsOnTheThreadOfItsExchange(String uri) throws Exception {
        answer(json("[{\"id\":\"a\"}]"));

        assertThat(assertStayed(call(uri), 1).getException()).isNull();
    }

    @Test
    void anErrorToo() throws Exception {
        answer(aResponse().withStatus(404));

        assertThat(assertStayed(call("datamaker:getTemplate?template=t"), 1).getException())
                .isInstanceOf(DataMakerApiException.class);
    }

    @Test
    void aWrongExchangeToo() throws Exception {
        assertThat(assertStayed(call("datamaker:getTemplate"), 0).getException()).hasMessageContaining("template");
    }

    /** The timer only leaves the repetition to the thread that waits for it. */
    @ParameterizedTest
    @ValueSource(ints = { 429, 503 })
    void aRepetitionToo(int status) throws Exception {
        answers(aResponse().withStatus(status).withHeader("Retry-After", "30"), json("[{}]"));
        Future<Exchange> sent = call("datamaker:getTemplate?template=t" + WAITS);
        awaitTask();

        time.advance(Duration.ofSeconds(40));

        assertThat(assertStayed(sent, 2).getException()).isNull();
    }

    @Test
    void aRefusalAfterThatToo() throws Exception {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "30"), aResponse().withStatus(400));
        Future<Exchange> sent = call(GENERATE + WAITS);
        awaitTask();

        time.advance(Duration.ofSeconds(40));

        assertThat(assertStayed(sent, 2).getException()).isInstanceOf(DataMakerApiException.class);
    }

    @Test
    void aRequestThatTheBudgetHoldsBackToo() throws Exception {
        answer(json("[{}]").withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "" + START.plusSeconds(30).getEpochSecond()));
        assertStayed(call(GENERATE), 1);
        callers.clear();
        Future<Exchange> sent = call(GENERATE + WAITS);
        awaitTask();
        SERVICE.verify(1, anyRequestedFor(anyUrl()));

        time.advance(Duration.ofSeconds(40));

        assertThat(assertStayed(sent, 1).getException()).isNull();
    }

    /** A wait that would take too long fails at once. */
    @Test
    void aWaitThatIsTooLong() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "30"));

        assertThat(assertStayed(call(GENERATE + "&maxRateLimitWait=5s"), 1).getException())
                .isInstanceOf(DataMakerApiException.class);
    }

    @Test
    void aSlowResponse() throws Exception {
        answer(json("[{}]").withFixedDelay(60_000));

        assertThat(assertStayed(call(GENERATE + "&responseTimeout=100"), 1).getException())
                .isInstanceOf(DataMakerTimeoutException.class);
    }

    /** The requests of a run have threads of their own, because they may outlive the exchange. */
    @ParameterizedTest
    @ValueSource(strings = { "none", "server", "poll" })
    void aRun(String wait) throws Exception {
        SERVICE.stubFor(post(anyUrl()).willReturn(json("{\"id\":\"r\",\"status\":\"running\"}")));
        SERVICE.stubFor(get(anyUrl()).willReturn(json("{\"id\":\"r\",\"status\":\"done\"}")));
        FutureTask<Exchange> sent = call("datamaker:runScenario?scenario=s&wait=" + wait);

        Awaitility.await().until(() -> {
            time.advance(Duration.ofMillis(100));
            return sent.isDone();
        });

        Exchange exchange = sent.get();
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getProperty("after")).isSameAs(exchange.getProperty("before"));
        assertThat(exchange.getMessage().getHeader("CamelDataMakerRunStatus"))
                .isEqualTo(wait.equals("none") ? "running" : "done");
    }

    /** The check whether the run of a missing log exists. */
    @Test
    void aSecondRequestToo() throws Exception {
        answers(aResponse().withStatus(404), json("{\"id\":\"r\"}"));

        Exchange exchange = assertStayed(call("datamaker:getRunLogs?scenario=s&run=r"), 2);

        assertThat(exchange.getMessage().getBody(String.class)).isEmpty();
    }

    /** More than may be in flight at once: some wait for others. */
    @Test
    void manyAtOnce() throws Exception {
        answer(json("[{}]").withHeader("X-RateLimit-Remaining", "1000"));
        assertStayed(call(GENERATE), 1);
        ExecutorService threads = Executors.newFixedThreadPool(80);
        try {
            Callable<Exchange> call = () -> template.request("direct:call", e -> {
                e.getMessage().setHeader("uri", GENERATE);
                e.setProperty("before", Thread.currentThread());
            });
            for (Future<Exchange> one : threads.invokeAll(Collections.nCopies(320, call))) {
                assertThat(one.get().getException()).isNull();
                assertThat(one.get().getProperty("after")).isSameAs(one.get().getProperty("before"));
            }
        } finally {
            threads.shutdownNow();
        }
        assertReleased();
        assertThat(mock("rows").getExchanges()).hasSize(321);
    }

    @Test
    void aTransactedExchange() throws Exception {
        answer(json("[{}]"));
        route(r -> r.from("direct:transacted").process(e -> e.getExchangeExtension().setTransacted(true)).to("direct:call"));

        Exchange exchange = template.request("direct:transacted", e -> {
            e.getMessage().setHeader("uri", GENERATE);
            e.setProperty("before", Thread.currentThread());
        });

        assertStayed(CompletableFuture.completedFuture(exchange), 1);
    }

    /** An interrupt ends the wait. Nothing is left behind: the next exchange finds its place. */
    @ParameterizedTest
    @ValueSource(strings = { GENERATE + WAITS, "datamaker:getTemplate?template=t" + WAITS })
    void anInterruptEndsAWait(String uri) throws Exception {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "30"), json("[{}]"));
        Future<Exchange> sent = call(uri);
        awaitTask();

        callers.get(0).interrupt();

        assertInterrupted(assertStayed(sent, 1));
        assertThat(ComponentInsides.waits(context).waiting()).isZero();
        time.advance(Duration.ofSeconds(40));
        callers.clear();
        assertThat(assertStayed(call(uri), 1).getException()).isNull();
    }

    /** Its run is cancelled, as when its route stops. */
    @Test
    void anInterruptEndsTheWaitForARun() throws Exception {
        answer(json("{\"id\":\"r\",\"status\":\"running\"}"));
        FutureTask<Exchange> sent = new FutureTask<>(() -> {
            Exchange exchange = template.request("datamaker:runScenario?scenario=s&wait=poll", e -> {});
            exchange.setProperty("interrupted", Thread.currentThread().isInterrupted());
            return exchange;
        });
        Thread thread = new Thread(sent);
        thread.start();
        Awaitility.await().until(() -> ComponentInsides.waits(context).awaitedRuns() == 1);
        awaitTask();

        thread.interrupt();

        assertInterrupted(sent.get());
        Awaitility.await().untilAsserted(() -> SERVICE.verify(1, deleteRequestedFor(urlPathEqualTo("/scenarios/s/runs/r"))));
    }

    /** A thread that was interrupted before sends nothing. */
    @Test
    void anInterruptedThreadSendsNothing() throws Exception {
        FutureTask<Exchange> sent = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            Exchange exchange = template.request(GENERATE, e -> {});
            exchange.setProperty("interrupted", Thread.currentThread().isInterrupted());
            return exchange;
        });
        new Thread(sent).start();

        assertInterrupted(sent.get());
        assertThat(callers).isEmpty();
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
    }

    private static void assertInterrupted(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(DataMakerException.class).hasMessageContaining("interrupted");
        assertThat(exchange.getProperty("interrupted")).isEqualTo(true);
    }

    /** The exchanges that wait end with the context, on their own threads. */
    @Test
    void theEndOfTheContextEndsAllWaits() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        List<FutureTask<Exchange>> all = IntStream.range(0, 5).mapToObj(i -> call(GENERATE + WAITS)).toList();
        Awaitility.await().until(() -> ComponentInsides.waits(context).waiting() == 5);
        awaitTask();

        context.stop();

        for (Future<Exchange> one : all) {
            assertThat(one.get().getException()).isInstanceOf(DataMakerException.class).hasMessageContaining("stopping");
            assertThat(one.get().getProperty("after")).isSameAs(one.get().getProperty("before"));
        }
    }

    /** A thread that has left takes no step. */
    @Test
    void aStepAfterTheEndIsRefused() {
        CallerThread thread = new CallerThread();
        List<String> steps = new ArrayList<>();
        thread.execute(() -> steps.add("first"));
        thread.execute(thread::end);
        thread.execute(() -> steps.add("late"));

        assertThat(thread.work(() -> steps.add("cancelled"))).isFalse();

        assertThatThrownBy(() -> thread.execute(() -> steps.add("lost"))).hasMessageContaining("done");
        assertThat(steps).containsExactly("first", "late");
    }

    /** The answer is read, and the timer has a task that goes on. */
    private void awaitTask() {
        Awaitility.await()
                .until(() -> ComponentInsides.waits(context).waiting() + ComponentInsides.waits(context).awaitedRuns() > 0
                        && time.nextTask().isBefore(START.plus(Duration.ofDays(1))));
    }
}
