package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.DrivenTime;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** The first requests are answered late, so nothing is known about the budget. */
@Timeout(120)
class FirstAnswersTest extends LoopbackServiceTest<RawService> {

    private static final int RUNS = 65;
    /** So many requests go while nothing is known. */
    private static final int FIRST = 10;

    private final DrivenTime time = new DrivenTime(Instant.parse("2026-01-01T10:00:00Z"));
    private final CountDownLatch released = new CountDownLatch(1);

    FirstAnswersTest() {
        super(new RawService());
    }

    @AfterEach
    void release() {
        released.countDown();
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        ComponentInsides.setTime(component, time.clock(), time);
    }

    @Test
    void noRequestQueuesBehindServerSideWaits() {
        service.answer(request -> {
            if (request.contains("/run")) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    return "";
                }
            }
            return RawService.json("{\"id\":\"x\",\"status\":\"done\"}");
        });
        List<CompletableFuture<Exchange>> runs = IntStream.range(0, RUNS)
                .mapToObj(i -> send("datamaker:runScenario?scenario=slow&wait=server", null)).toList();
        Awaitility.await().until(() -> service.requests().size() == FIRST);

        CompletableFuture<Exchange> quick = send("datamaker:getTemplate?template=t", null);
        time.advance(Duration.ofSeconds(2));

        Awaitility.await().until(quick::isDone);
        assertThat(quick.join().getException()).isNull();
        assertThat(runs).noneMatch(CompletableFuture::isDone);
    }
}
