package io.github.cameldatamaker.generate;

import java.util.function.LongSupplier;

/**
 * Finds out whether a second thread would win: measures, some thousand rows long, how long reading rows takes and how long the
 * route takes with them. Where one of both is hardly anything, another thread wins nothing; then it is tried again much later.
 */
final class ReadAheadTrial {

    /** So many rows are measured. */
    private static final int ROWS = 2048;
    /** At least this part of the time must be won. */
    private static final int TENTH = 10;

    private final LongSupplier nanos;
    private long rows;
    private long from;
    private long pause = ROWS;
    private long reading;
    private long working;
    private long began;
    private long handedOut;

    /** @param nanos the time, as {@link System#nanoTime()} gives it */
    ReadAheadTrial(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Some rows are about to be read. */
    void beforeReading() {
        if (rows >= from) {
            began = nanos.getAsLong();
            if (handedOut != 0) {
                working += began - handedOut;
            }
        }
    }

    /** They have been read, and are handed out. Whether rows are to be read ahead from now on. */
    boolean afterReading(int count) {
        boolean isMeasured = rows >= from;
        rows += count;
        if (!isMeasured) {
            return false;
        }
        handedOut = nanos.getAsLong();
        reading += handedOut - began;
        return rows >= from + ROWS && decide();
    }

    private boolean decide() {
        boolean wins = Math.min(reading, working) > (reading + working) / TENTH;
        from = rows + pause;
        pause *= 2;
        reading = 0;
        working = 0;
        handedOut = 0;
        return wins;
    }
}
