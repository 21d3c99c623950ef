package io.github.cameldatamaker.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The worker that sends the request of an exchange continues it, and neither waits for the other. */
class CallingWorkerTest extends WireMockRouteTest {

    /** More than the requests that may be open at once. */
    private static final int MANY = 80;

    private final List<Thread> callers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean requestsAreStuck;

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setHttpClient(new OkHttpClient.Builder().addInterceptor(chain -> {
            callers.add(Thread.currentThread());
            if (requestsAreStuck) {
                await(released);
            }
            return chain.proceed(chain.request());
        }).build());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void routes() throws Exception {
        route(r -> {
            r.onException(Throwable.class).process(e -> e.setProperty("after", Thread.currentThread()));
            r.from("direct:call").toD("${header.uri}").process(e -> e.setProperty("after", Thread.currentThread()));
            r.from("direct:long").to("datamaker:getTemplate?template=t").process(e -> await(released));
        });
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    private Exchange call(String uri) {
        return template.request("direct:call", e -> e.getMessage().setHeader("uri", uri));
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 400 })
    void oneWorkerSendsTheRequestAndContinues(int status) {
        answer(aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody("{}"));

        Exchange exchange = call("datamaker:getTemplate?template=t");

        assertThat(exchange.isFailed()).isEqualTo(status == 400);
        assertThat(exchange.getProperty("after", Thread.class)).isNotSameAs(Thread.currentThread())
                .extracting(Thread::getName).asString().contains("DataMakerWorker");
        assertThat(callers).containsExactly(exchange.getProperty("after", Thread.class));
    }

    /** Each attempt has a worker, the last of which continues. */
    @Test
    void aRepetitionToo() {
        answer(aResponse().withStatus(503));

        Exchange exchange = call("datamaker:getTemplate?template=t&maxRetries=1&retryBackoff=10");

        assertThat(callers).hasSize(2).last().isSameAs(exchange.getProperty("after", Thread.class));
    }

    @Test
    void longRoutesHoldNoRequest() {
        answerJson("{}");
        List<CompletableFuture<Exchange>> sent = Stream.generate(() -> send("direct:long", null)).limit(MANY).toList();
        Awaitility.await().until(() -> callers.size() == MANY);

        assertThat(call("datamaker:getTemplate?template=t").getException()).isNull();
        assertThat(sent).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aStepRunsWhateverItsRequestThrows() {
        CallingWorker worker = new CallingWorker(Runnable::run);
        AtomicBoolean hasRun = new AtomicBoolean();

        assertThatThrownBy(() -> worker.call(() -> {
            worker.execute(() -> hasRun.set(true));
            throw new StackOverflowError();
        })).isInstanceOf(StackOverflowError.class);

        assertThat(hasRun).isTrue();
    }

    /** Its worker is stuck, so another one continues. */
    @Test
    void anExchangeEndsWithoutItsRequest() {
        requestsAreStuck = true;
        CompletableFuture<Exchange> sent = send("datamaker:getTemplate?template=t", null);
        Awaitility.await().until(() -> callers.size() == 1);

        ComponentInsides.waits(context).endAll();

        Awaitility.await().until(sent::isDone);
        assertThat(sent.join().getException()).isNotNull();
        assertThat(released.getCount()).isOne();
    }
}
