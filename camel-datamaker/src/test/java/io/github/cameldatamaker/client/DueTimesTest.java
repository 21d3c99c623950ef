package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.fixture.DrivenTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One task of a timer wakes all who wait. */
class DueTimesTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private final DrivenTime time = new DrivenTime(START);
    private final DueTimes times = new DueTimes(time);
    private final List<Object> seen = new ArrayList<>();

    private DueTimes.Scheduled at(long millis) {
        return times.schedule(millis, () -> seen.add(millis), seen::add);
    }

    @Test
    void eachRunsAtItsTime() {
        at(300);
        at(100);
        time.advance(Duration.ofMillis(50));
        // 150 from the start.
        times.schedule(100, () -> seen.add(150L), seen::add);
        at(300);

        time.advance(Duration.ofMillis(49));
        assertThat(seen).isEmpty();
        time.advance(Duration.ofMillis(1));
        assertThat(seen).containsExactly(100L);
        time.advance(Duration.ofMillis(50));
        assertThat(seen).containsExactly(100L, 150L);
        time.advance(Duration.ofMillis(150));
        assertThat(seen).containsExactly(100L, 150L, 300L);
        time.advance(Duration.ofMillis(50));
        assertThat(seen).containsExactly(100L, 150L, 300L, 300L);
        assertThat(time.nextTask()).isEqualTo(Instant.MAX);
    }

    @Test
    void thoseOfOneTimeRunInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            int number = i;
            times.schedule(10, () -> seen.add(number), seen::add);
        }

        time.advance(Duration.ofMillis(10));

        assertThat(seen).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoIsCancelledDoesNotRun() {
        DueTimes.Scheduled first = at(100);
        at(200);

        first.cancel();
        time.advance(Duration.ofMillis(200));

        assertThat(seen).containsExactly(200L);
    }

    @Test
    void theTimerHoldsNothingWhenNobodyWaits() {
        at(100).cancel();

        assertThat(time.nextTask()).isEqualTo(Instant.MAX);
    }

    @Test
    void whoWaitsForEverDoesNotRun() {
        at(Long.MAX_VALUE);
        at(1);

        time.advance(Duration.ofDays(1));

        assertThat(seen).containsExactly(1L);
    }

    @Test
    void whatATaskThrowsIsToldAndHoldsUpNobody() {
        Error thrown = new StackOverflowError("thrown by a test");
        times.schedule(10, () -> {
            throw thrown;
        }, seen::add);
        at(10);

        time.advance(Duration.ofMillis(10));

        assertThat(seen).containsExactly(thrown, 10L);
    }

    /** Nobody would wake them. */
    @Test
    void whoCannotBeWokenAnyMoreIsTold() throws Exception {
        RejectedExecutionException refusal = new RejectedExecutionException("full");
        ScheduledThreadPoolExecutor once = new ScheduledThreadPoolExecutor(1) {
            private boolean isFull;

            @Override
            public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
                if (isFull) {
                    throw refusal;
                }
                isFull = true;
                return super.schedule(task, delay, unit);
            }
        };
        DueTimes refused = new DueTimes(once);
        refused.schedule(500, () -> seen.add("ran"), seen::add);
        refused.schedule(60_000, () -> seen.add("ran too early"), seen::add);
        assertThatThrownBy(() -> refused.schedule(1, () -> seen.add("ran twice"), seen::add)).isSameAs(refusal);

        once.shutdown();
        assertThat(once.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(seen).containsExactly("ran", refusal);
    }

    @Test
    void aTimerThatHasEndedTakesNothing() {
        ScheduledThreadPoolExecutor ended = (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1);
        ended.shutdownNow();

        assertThatThrownBy(() -> new DueTimes(ended).schedule(1, () -> seen.add(1), seen::add))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
