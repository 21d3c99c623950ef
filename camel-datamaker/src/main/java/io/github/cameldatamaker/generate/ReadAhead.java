package io.github.cameldatamaker.generate;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * With what rows are read ahead of their route, where that wins.
 *
 * @param threads run it
 * @param nanos   the time, as {@link System#nanoTime()} gives it
 * @param cost    the nanoseconds that a look at the time takes: in a virtual machine as many as a row
 */
public record ReadAhead(Executor threads, LongSupplier nanos, long cost) {

    private static final int LOOKS = 64;

    /** Finds out what a look at the time takes. */
    public static ReadAhead of(Executor threads, LongSupplier nanos) {
        long[] costs = new long[LOOKS];
        for (int look = 0; look < LOOKS; look++) {
            long before = nanos.getAsLong();
            costs[look] = nanos.getAsLong() - before;
        }
        // The median: with the least, what most looks take beyond it would count as work.
        Arrays.sort(costs);
        return new ReadAhead(threads, nanos, costs[LOOKS / 2]);
    }
}
