package io.github.cameldatamaker.generate;

/**
 * Finds out whether a second thread helps. It measures from time to time how long reading takes, and how long the route takes. If
 * either side takes almost no time, a second thread does not help; the trial then runs again later.
 */
final class ReadAheadTrial {

    /** Several parts, so that a short disturbance of the machine does not decide. */
    private static final int PARTS = 4;
    /** A part lasts this many rows, and at least one element. */
    private static final int PART_ROWS = 512;
    /** One in so many elements is measured, because a look at the clock may take as long as a row. */
    private static final int ONE_IN = 8;
    /** A second thread must save at least this part of the time. */
    private static final int TENTH = 10;

    private final ReadAhead with;
    private long elements;
    private long rows;
    private long from;
    private long pause = PARTS * PART_ROWS;
    private long partEnd = PART_ROWS;
    private int parts;
    private int won;
    private int lastCount;
    private int measured;
    private long reading;
    private long working;
    private long began;
    private long handedOut;

    ReadAheadTrial(ReadAhead with) {
        this.with = with;
    }

    /** An element is about to be read. Returns whether to read ahead from now on. */
    boolean beforeReading() {
        if (handedOut != 0) {
            working += Math.max(0, with.nanos().getAsLong() - handedOut - with.cost());
            handedOut = 0;
            measured++;
        }
        boolean wins = rows >= partEnd && measured > 0 && endPart();
        // The first element includes the wait for the response.
        boolean isMeasured = rows >= from && elements > 0 && (elements % ONE_IN == 0 || lastCount >= ONE_IN);
        began = isMeasured ? with.nanos().getAsLong() : 0;
        return wins;
    }

    /** An element with so many rows was read and is handed out. */
    void afterReading(int count) {
        elements++;
        rows += count;
        lastCount = count;
        if (began != 0) {
            handedOut = with.nanos().getAsLong();
            reading += Math.max(0, handedOut - began - with.cost());
        }
    }

    private boolean endPart() {
        parts++;
        if (Math.min(reading, working) > (reading + working) / TENTH) {
            won++;
        }
        partEnd = rows + PART_ROWS;
        measured = 0;
        reading = 0;
        working = 0;
        return parts == PARTS && decide();
    }

    private boolean decide() {
        boolean wins = won >= PARTS - 1;
        from = rows + pause;
        partEnd = from + PART_ROWS;
        pause *= 2;
        parts = 0;
        won = 0;
        return wins;
    }
}
