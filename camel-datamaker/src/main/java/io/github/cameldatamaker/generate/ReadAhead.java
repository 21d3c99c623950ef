package io.github.cameldatamaker.generate;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * How to read rows ahead of their route, if that helps.
 *
 * @param threads run the second reader
 * @param nanos   the time, as of {@link System#nanoTime()}
 * @param cost    the nanoseconds of one look at the clock: in a virtual machine as long as a row
 */
public record ReadAhead(Executor threads, LongSupplier nanos, long cost) {

    private static final int LOOKS = 64;

    /** Measures how long a look at the clock takes. */
    public static ReadAhead of(Executor threads, LongSupplier nanos) {
        long[] costs = new long[LOOKS];
        for (int look = 0; look < LOOKS; look++) {
            long before = nanos.getAsLong();
            costs[look] = nanos.getAsLong() - before;
        }
        // The median: with the minimum, most looks would seem to include work.
        Arrays.sort(costs);
        return new ReadAhead(threads, nanos, costs[LOOKS / 2]);
    }
}
