package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.fixture.OwnSandboxTest;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A request in flight ends when nobody waits for its response any more. */
@Timeout(60)
class PendingResponseTest {

    private final CountDownLatch answer = new CountDownLatch(1);
    private final Dispatcher dispatcher = new Dispatcher();
    private final RawService service = new RawService();
    private final DataMakerClient client = new DataMakerClientBuilder().baseUrl(service.baseUrl())
            .apiKey(ApiKey.of(OwnSandboxTest.newKey()))
            .httpClient(new OkHttpClient.Builder().dispatcher(dispatcher).build()).build();
    private volatile String reply = RawService.OBJECT;
    private PendingResponse inFlight;

    @BeforeEach
    void send() {
        service.answer(line -> {
            try {
                answer.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return reply;
        });
        inFlight = client.send(ApiRequest.of("GET", "/templates"));
        Awaitility.await().until(() -> service.requests().size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        answer.countDown();
        client.close();
        service.close();
        dispatcher.executorService().shutdownNow();
    }

    @Test
    void cancelEndsTheCall() {
        assertThat(inFlight.cancel()).isTrue();

        requireNoCall();
    }

    @Test
    void cancelOfItsFutureEndsTheCall() {
        assertThat(inFlight.future().cancel(true)).isTrue();

        requireNoCall();
    }

    @Test
    void anInterruptOfTheWaitEndsTheCall() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(inFlight::await).isInstanceOf(InterruptedException.class);

        requireNoCall();
    }

    /** A stopping route ends what waits, and lets arrive what is in flight. */
    @Test
    void aRequestIsInFlightUntilItsAnswerIsRead() {
        reply = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 10\r\n\r\n{}";
        answer.countDown();

        Awaitility.await().during(Duration.ofMillis(300)).until(() -> !inFlight.isWaiting());
    }

    private void requireNoCall() {
        assertThat(inFlight.future()).isCancelled();
        assertThat(inFlight.cancel()).as("a second time").isTrue();
        Awaitility.await().until(() -> dispatcher.runningCallsCount() == 0);
    }
}
