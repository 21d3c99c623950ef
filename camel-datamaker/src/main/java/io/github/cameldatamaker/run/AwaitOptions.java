package io.github.cameldatamaker.run;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * How a run is waited for.
 *
 * @param pollInterval      the wait before the first look; it grows to 30 s
 * @param completionTimeout how long to wait on all
 * @param cancelOnTimeout   whether a run that is not waited for any more is cancelled
 * @param maxSize           the most bytes of a run's description
 * @param clock             what time it is
 * @param timer             wakes the wait; no thread waits
 */
public record AwaitOptions(
        Duration pollInterval, Duration completionTimeout, boolean cancelOnTimeout, long maxSize, Clock clock,
        ScheduledExecutorService timer) {

    /** @throws DataMakerException when a duration is not positive; it names the option */
    public AwaitOptions {
        require("pollInterval", pollInterval);
        require("completionTimeout", completionTimeout);
    }

    /**
     * Runs a task later.
     *
     * @throws DataMakerException when the timer does not take it, so that nobody waits for it
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
