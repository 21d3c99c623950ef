package io.github.cameldatamaker.generate;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a generation is read.
 *
 * @param template what is generated from
 * @param rows     rows that were read; 0 when it is read as bytes
 * @param expected how many rows were asked for
 * @param bytes    bytes that were read; 0 when it is read row by row
 * @param elapsed  since reading began
 * @param isDone   whether it was read to its end
 */
public record GenerationProgress(String template, long rows, long expected, long bytes, Duration elapsed, boolean isDone) {

    /** From 0 to 100; empty when it is read as bytes. */
    public Optional<Integer> percent() {
        return rows == 0 || expected <= 0 ? Optional.empty() : Optional.of((int) (rows * 100 / expected));
    }

    /** Rows, or bytes, in a second. */
    public long perSecond() {
        return (long) ((rows > 0 ? rows : bytes) * 1000.0 / Math.max(1, elapsed.toMillis()));
    }

    /**
     * How long it will take at this speed; empty when it is read as bytes. No wait for budget comes any more: the service has
     * granted all of its rows before the first one came.
     */
    public Optional<Duration> timeLeft() {
        return percent().isEmpty() || perSecond() == 0
                ? Optional.empty() : Optional.of(Duration.ofSeconds((expected - rows + perSecond() - 1) / perSecond()));
    }

    /** One line for people. */
    @Override
    public String toString() {
        if (rows == 0) {
            return String.format(Locale.ROOT, "%s: %,d kB%s, %,d kB/s", template, bytes / 1024, isDone ? " on all" : " so far", perSecond() / 1024);
        }
        if (isDone) {
            return String.format(Locale.ROOT, "%s: all %,d rows in %d s, %,d rows/s", template, rows, elapsed.toSeconds(), perSecond());
        }
        return String.format(Locale.ROOT, "%s: %,d of %,d rows (%d%%), %,d rows/s, %s left", template, rows, expected, percent().orElse(0),
                perSecond(), timeLeft().map(left -> left.toSeconds() + " s").orElse("unknown"));
    }
}
