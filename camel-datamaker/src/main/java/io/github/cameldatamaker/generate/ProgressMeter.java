package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Tells how far a generation is read, once every interval. It costs a comparison a row: how many rows pass until it is worth
 * looking at the clock is learned.
 */
public final class ProgressMeter {

    /** The clock is looked at so often in an interval. */
    private static final int LOOKS = 20;

    private final String template;
    private final long expected;
    private final Duration interval;
    private final Clock clock;
    private final Listener listener;
    private @Nullable Instant begun;
    private Instant told = Instant.MIN;
    private boolean hasTold;
    private volatile long rows;
    private volatile long bytes;
    private long nextLook;
    private volatile boolean ended;

    /** Is told. */
    public interface Listener extends Consumer<GenerationProgress> {

        /** Reading has begun. */
        void begins(ProgressMeter meter);

        /** Reading has ended, for whatever reason. */
        void ends(ProgressMeter meter);
    }

    /**
     * @param template what is generated from
     * @param expected how many rows were asked for
     * @param interval how often it is told
     */
    public ProgressMeter(String template, long expected, Duration interval, Clock clock, Listener listener) {
        this.template = template;
        this.expected = expected;
        this.interval = interval;
        this.clock = clock;
        this.listener = listener;
    }

    void row() {
        rows++;
        look(rows);
    }

    void bytes(long count) {
        bytes += count;
        look(bytes);
    }

    private void look(long position) {
        if (position < nextLook) {
            return;
        }
        Instant now = clock.instant();
        if (begun == null) {
            begun = now;
            told = now;
            listener.begins(this);
        } else if (!now.isBefore(told.plus(interval))) {
            told = now;
            hasTold = true;
            listener.accept(now());
        }
        long elapsed = Math.max(1, Duration.between(begun, now).toMillis());
        nextLook = position + Math.max(1, position * interval.toMillis() / elapsed / LOOKS);
        // The speed may fall: never so many at once as came so far.
        nextLook = Math.min(nextLook, position * 2);
    }

    /** How far it is at this moment. */
    public GenerationProgress now() {
        Instant start = begun;
        return new GenerationProgress(
                template, rows, expected, bytes, start == null ? Duration.ZERO : Duration.between(start, clock.instant()), ended);
    }

    /** It was read to its end. */
    void done() {
        if (!ended && begun != null) {
            ended = true;
            if (hasTold) {
                listener.accept(now());
            }
            listener.ends(this);
        }
    }

    /** It is given up, if it was not done. */
    void close() {
        if (!ended && begun != null) {
            ended = true;
            listener.ends(this);
        }
    }
}
