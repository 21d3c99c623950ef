package io.github.cameldatamaker.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void aWaitThatBeginsWhileTheTimelineClosesEnds() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            Timeline timeline = new Timeline(Clock.systemUTC());
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> waiting = CompletableFuture.supplyAsync(() -> {
                meet(together);
                return timeline.when(now -> Optional.of(Instant.MAX));
            }, task -> new Thread(task).start()).thenCompose(wait -> wait);
            meet(together);
            timeline.close();
            assertThat(waiting).failsWithin(Duration.ofSeconds(60));
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
