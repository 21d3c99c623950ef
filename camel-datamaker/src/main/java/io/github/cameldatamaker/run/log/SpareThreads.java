package io.github.cameldatamaker.run.log;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Second threads for busy logs: one for each processor beside the one that reads, and at least one.
 *
 * @param nanos the time, as of {@link System#nanoTime()}
 */
public record SpareThreads(Executor threads, Semaphore free, LongSupplier nanos) {

    public static SpareThreads of(Executor threads, LongSupplier nanos) {
        return new SpareThreads(threads, new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1)), nanos);
    }

    /** Whether there was one; it must be given back. */
    boolean take() {
        return free.tryAcquire();
    }

    void giveBack() {
        free.release();
    }
}
