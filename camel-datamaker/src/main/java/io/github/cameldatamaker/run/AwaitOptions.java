package io.github.cameldatamaker.run;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * How to wait for a run.
 *
 * @param pollInterval      the wait before the first poll; it grows to 30 s
 * @param completionTimeout the longest wait in total
 * @param cancelOnTimeout   whether to cancel the run when the wait ends early
 * @param maxSize           the most bytes of a run's description
 * @param clock             the clock
 * @param timer             wakes the wait; no thread waits
 */
public record AwaitOptions(
        Duration pollInterval, Duration completionTimeout, boolean cancelOnTimeout, long maxSize, Clock clock,
        ScheduledExecutorService timer) {

    /** @throws DataMakerException if a duration is not positive; it names the option */
    public AwaitOptions {
        require("pollInterval", pollInterval);
        require("completionTimeout", completionTimeout);
    }

    /**
     * Runs a task later.
     *
     * @throws DataMakerException if the timer refuses it, so that nothing waits for it
     */
    public Future<?> later(Duration wait, Runnable task) {
        try {
            return timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new DataMakerException("the timer takes no task: " + e.getMessage(), e);
        }
    }

    private static void require(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new DataMakerException(name + " is " + value.toMillis() + " ms; it must be at least 1 ms");
        }
    }
}
