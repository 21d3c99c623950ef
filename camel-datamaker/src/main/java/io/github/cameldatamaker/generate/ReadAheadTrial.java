package io.github.cameldatamaker.generate;

/**
 * Finds out whether a second thread would win: measures now and then how long reading takes, and how long the route takes with what
 * was read. Where one of both is hardly anything, another thread wins nothing; then it is tried again later.
 */
final class ReadAheadTrial {

    /** In parts: what else the machine does for a moment must not decide. */
    private static final int PARTS = 4;
    /** So many rows a part lasts, and one element at least. */
    private static final int PART_ROWS = 512;
    /** One in so many elements is measured: the look at a clock may take as long as a row. */
    private static final int ONE_IN = 8;
    /** At least this part of the time must be won. */
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

    /** An element is about to be read. Whether rows are to be read ahead from now on. */
    boolean beforeReading() {
        if (handedOut != 0) {
            working += Math.max(0, with.nanos().getAsLong() - handedOut - with.cost());
            handedOut = 0;
            measured++;
        }
        boolean wins = rows >= partEnd && measured > 0 && endPart();
        // The first element takes as long as its response.
        boolean isMeasured = rows >= from && elements > 0 && (elements % ONE_IN == 0 || lastCount >= ONE_IN);
        began = isMeasured ? with.nanos().getAsLong() : 0;
        return wins;
    }

    /** It has been read, with so many rows, and is handed out. */
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
