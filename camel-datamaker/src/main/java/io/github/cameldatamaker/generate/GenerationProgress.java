package io.github.cameldatamaker.generate;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a generation has been read.
 *
 * @param template  the template
 * @param chunk     the chunk of a plan; empty if it is none
 * @param route     the id of the route that reads it; empty outside of routes
 * @param rows      the rows that were read; 0 if it is read as bytes
 * @param expected  the requested number of rows, of the chunk if it is one
 * @param bytes     the bytes that were read; 0 if it is read row by row
 * @param elapsed   since reading began
 * @param perSecond rows, or bytes, per second since the last report, or in total if it is done; without what was only skipped
 * @param readAgain what is skipped now, because the response broke off and another one begins anew; empty if nothing is
 * @param isDone    whether it was read to its end
 */
public record GenerationProgress(
        String template, Optional<GenerateChunk> chunk, Optional<String> route, long rows, long expected, long bytes,
        Duration elapsed, long perSecond,
        Optional<ReadAgain> readAgain, boolean isDone) {

    /**
     * The part of a response that was read before and is read again.
     *
     * @param bytes the bytes that were read again
     * @param of    all bytes to read again
     */
    public record ReadAgain(long bytes, long of) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "it broke off, and %,d of %,d kB are read again", bytes / 1024, of / 1024);
        }
    }

    /** From 0 to 100; empty if it is read as bytes. */
    public Optional<Integer> percent() {
        return rows == 0 || expected <= 0 ? Optional.empty() : Optional.of((int) (rows * 100 / expected));
    }

    /**
     * The remaining time at this speed; empty if it is read as bytes, or read again. It includes no wait for the budget, because
     * the service grants all rows before the first one.
     */
    public Optional<Duration> timeLeft() {
        return percent().isEmpty() || perSecond == 0 || readAgain.isPresent()
                ? Optional.empty() : Optional.of(Duration.ofSeconds((expected - rows + perSecond - 1) / perSecond));
    }

    /** One line for people. */
    @Override
    public String toString() {
        String what = template + chunk.map(GenerationProgress::place).orElse("") + route.map(id -> " in route " + id).orElse("");
        if (readAgain.isPresent()) {
            return String.format(Locale.ROOT, "%s: %,d of %,d rows; %s", what, rows, expected, readAgain.get());
        }
        if (rows == 0) {
            return String.format(Locale.ROOT, "%s: %,d kB%s, %,d kB/s", what, bytes / 1024, isDone ? " on all" : " so far",
                    perSecond / 1024);
        }
        if (isDone) {
            return String.format(Locale.ROOT, "%s: all %,d rows in %d s, %,d rows/s", what, rows, elapsed.toSeconds(), perSecond);
        }
        return String.format(Locale.ROOT, "%s: %,d of %,d rows (%d%%), %,d rows/s, %s left", what, rows, expected,
                percent().orElse(0),
                perSecond, timeLeft().map(left -> left.toSeconds() + " s").orElse("unknown"));
    }

    private static String place(GenerateChunk chunk) {
        return String.format(
                Locale.ROOT, ", chunk %,d of %,d (from row %,d of %,d)", chunk.index() + 1, chunk.chunks(), chunk.firstRow(),
                chunk.total());
    }
}
