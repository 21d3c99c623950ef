package io.github.cameldatamaker.run;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DueTimes;

/**
 * How to wait for a run.
 *
 * @param pollInterval      the wait before the first poll; it grows to 30 s
 * @param completionTimeout the longest wait in total
 * @param cancelOnTimeout   whether to cancel the run when the wait ends early
 * @param maxSize           the most bytes of a run's description
 * @param clock             the clock
 * @param times             wakes the wait; no thread waits
 */
public record AwaitOptions(
        Duration pollInterval, Duration completionTimeout, boolean cancelOnTimeout, long maxSize, Clock clock,
        DueTimes times) {

    /** @throws DataMakerException if a duration is not positive; it names the option */
    public AwaitOptions {
        require("pollInterval", pollInterval);
        require("completionTimeout", completionTimeout);
    }

    /**
     * Runs a task later.
     *
     * @param  failed             gets what the task throws, or the refusal of the timer; then the task does not run
     * @throws DataMakerException if the timer refuses it, so that nothing waits for it
     */
    public DueTimes.Scheduled later(Duration wait, Runnable task, Consumer<Throwable> failed) {
        try {
            return times.schedule(wait.toMillis(), task, error -> failed.accept(explain(error)));
        } catch (RejectedExecutionException e) {
            throw (DataMakerException) explain(e);
        }
    }

    /**
     * Waits.
     *
     * @throws DataMakerException if the timer refuses it, so that nothing waits for it
     */
    public CompletableFuture<Void> pause(Duration wait) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        later(wait, () -> over.complete(null), over::completeExceptionally);
        return over;
    }

    private static Throwable explain(Throwable error) {
        return error instanceof RejectedExecutionException
                ? new DataMakerException("the timer takes no task: " + error.getMessage(), error) : error;
    }

    private static void require(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new DataMakerException(name + " is " + value.toMillis() + " ms; it must be at least 1 ms");
        }
    }
}
