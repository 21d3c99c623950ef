package io.github.cameldatamaker.benchmarks.server;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The time that rows take to be generated: none, or that of a service that makes so many in a second for each answer. */
final class Pace {

    private final OutputStream out;
    private final double nanosOfARow;
    private long made = System.nanoTime();

    /** @param rowsPerSecond 0 for rows that take no time */
    Pace(long rowsPerSecond, OutputStream out) {
        this.out = out;
        this.nanosOfARow = rowsPerSecond == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) / rowsPerSecond;
    }

    /** Rows are made, while the client has those that were made before. */
    void make(long rows) throws IOException {
        if (nanosOfARow == 0) {
            return;
        }
        out.flush();
        long nanos = Math.round(rows * nanosOfARow);
        // A thread that wakes up late makes up for that; a service does not make up for a client that reads slowly.
        made = Math.max(made, System.nanoTime() - nanos) + nanos;
        for (long left = made - System.nanoTime(); left > 0; left = made - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
