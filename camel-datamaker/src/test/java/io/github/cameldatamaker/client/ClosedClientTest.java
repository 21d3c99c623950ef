package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.fixture.DrivenTime;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** After the close of a client its owner ends the timer. Its waits end before that; those of other clients continue. */
@Timeout(60)
class ClosedClientTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final DrivenTime time = new DrivenTime(START);
    private final DrivenTime timeOfOther = new DrivenTime(START);
    private final RawService service = new RawService();
    private final Connections connections = new Connections();
    private final ApiKey key = ApiKey.of(OwnSandboxTest.newKey());
    private final DataMakerClient client = client(time);
    private final DataMakerClient other = client(timeOfOther);

    @AfterEach
    void stop() throws Exception {
        connections.close();
        service.close();
    }

    private DataMakerClient client(ScheduledExecutorService timer) {
        return new DataMakerClientBuilder().baseUrl(service.baseUrl()).apiKey(key)
                .connections(connections)
                .time(time.clock(), timer).build();
    }

    private static ApiRequest request(String id) {
        return ApiRequest.of("GET", "/templates/{template}").withId("template", id);
    }

    private void useUpTheBudget() {
        service.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: "
                + START.plusSeconds(60).getEpochSecond() + "\r\n\r\n");
        client.send(request("first")).future().join().close();
        service.answer(RawService.OBJECT);
    }

    @Test
    void waitsForTheBudgetEndAndOtherClientsContinue() {
        useUpTheBudget();
        PendingResponse waiting = client.send(request("a"));
        PendingResponse ofOther = other.send(request("b"));
        assertThat(timeOfOther.nextTask()).as("one wakes all").isEqualTo(Instant.MAX);

        client.close();
        time.shutdownNow();

        assertThat(waiting.future()).isCancelled();
        time.advance(Duration.ofSeconds(61));
        timeOfOther.advance(Duration.ofSeconds(61));
        ofOther.future().join().close();
        assertThat(service.requests()).hasSize(2);
    }

    /** A timer that its owner ends first. */
    @Test
    void aTimerThatHasEndedWakesNobody() {
        ScheduledExecutorService ended = Executors.newSingleThreadScheduledExecutor();
        DataMakerClient first = client(ended);
        useUpTheBudget();
        first.send(request("a"));
        ended.shutdownNow();

        PendingResponse ofOther = other.send(request("b"));

        time.advance(Duration.ofSeconds(61));
        timeOfOther.advance(Duration.ofSeconds(61));
        ofOther.future().join().close();
    }

    @Test
    void waitsForARepetitionEnd() {
        service.answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        PendingResponse waiting = client.send(request("a"));
        Awaitility.await().until(() -> !time.nextTask().equals(Instant.MAX));

        client.close();

        assertThat(waiting.future()).isCancelled();
    }

    @Test
    void aRequestThatFailsAfterTheCloseIsNotRepeated() {
        CountDownLatch closed = new CountDownLatch(1);
        service.answer(line -> {
            await(closed);
            return "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
        });
        PendingResponse underWay = client.send(request("a"));
        Awaitility.await().until(() -> service.requests().size() == 1);

        client.close();
        closed.countDown();

        assertThatThrownBy(() -> underWay.future().get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(DataMakerApiException.class);
    }

    @Test
    void aRequestInFlightArrives() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        service.answer(line -> {
            await(closed);
            return RawService.OBJECT;
        });
        PendingResponse underWay = client.send(request("a"));
        Awaitility.await().until(() -> service.requests().size() == 1);

        client.close();
        closed.countDown();

        underWay.future().get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void aRequestAfterTheCloseDoesNotWait() {
        useUpTheBudget();

        client.close();

        assertThat(client.send(request("a")).future()).isCancelled();
        client.send(request("b").withLoad(Load.AT_ONCE)).future().join().close();
        assertThat(service.requests()).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
