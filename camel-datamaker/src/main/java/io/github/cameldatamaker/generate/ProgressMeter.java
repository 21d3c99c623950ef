package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.cameldatamaker.generate.GenerationProgress.ReadAgain;
import org.jspecify.annotations.Nullable;

/**
 * Reports how far a generation has been read, once every interval. It looks at the clock every few rows, or at each row if rows
 * are slow.
 */
public final class ProgressMeter {

    private static final int MOST_UNLOOKED = 64;
    /** Rows are slow if an interval has fewer looks than this. */
    private static final int LOOKS = 20;

    private final String template;
    private final @Nullable GenerateChunk chunk;
    private final @Nullable String route;
    private final long expected;
    private final Duration interval;
    /** How often to look at the clock. */
    private final Duration often;
    private final Clock clock;
    private final Listener listener;
    private volatile @Nullable Instant begun;
    private Instant told = Instant.MIN;
    private boolean hasTold;
    private volatile long rows;
    private volatile long bytes;
    // So long ago that no row is fast, and not so long that a Duration cannot count the nanoseconds.
    private Instant looked = Instant.EPOCH;
    private int unlooked;
    private int nextLook = 1;
    /** From the beginning, or after what was skipped. */
    private Mark first = new Mark(Instant.EPOCH, 0, 0, 0);
    private volatile Mark mark = first;
    private volatile boolean ended;
    private volatile Optional<ReadAgain> readAgain = Optional.empty();
    private Instant toldAgain = Instant.MIN;

    /**
     * The point from which the speed is measured.
     *
     * @param before rows, or bytes, per second up to here
     */
    private record Mark(Instant at, long rows, long bytes, long before) {
    }

    /** Receives the reports. */
    public interface Listener extends Consumer<GenerationProgress> {

        /** Reading has begun. */
        void begins(ProgressMeter meter);

        /** Reading has ended, for any reason. */
        void ends(ProgressMeter meter);
    }

    /**
     * @param template the template
     * @param chunk    the chunk of a plan; null if it is none
     * @param route    the id of the route that reads it; null outside of routes
     * @param expected the requested number of rows
     * @param interval how often to report
     */
    public ProgressMeter(
            String template, @Nullable GenerateChunk chunk, @Nullable String route, long expected, Duration interval, Clock clock,
            Listener listener) {
        this.template = template;
        this.chunk = chunk;
        this.route = route;
        this.expected = expected;
        this.interval = interval;
        this.often = Duration.ofMillis(interval.toMillis() / LOOKS);
        this.clock = clock;
        this.listener = listener;
    }

    void row() {
        rows++;
        look();
    }

    void bytes(long count) {
        bytes += count;
        look();
    }

    /** Everything up to here was only skipped, so it does not count in the speed. */
    void skipped() {
        if (begun != null) {
            first = new Mark(clock.instant(), rows, bytes, 0);
            mark = first;
        }
    }

    /** So much was read again. The reading thread calls it. */
    void readAgain(long done, long of) {
        Instant now = clock.instant();
        if (readAgain.isEmpty()) {
            toldAgain = now;
        }
        readAgain = Optional.of(new ReadAgain(done, of));
        if (begun != null && !ended && !now.isBefore(toldAgain.plus(interval))) {
            toldAgain = now;
            listener.accept(now());
        }
    }

    /** The generation has resumed. The time until now does not count in the speed. */
    void resumed() {
        readAgain = Optional.empty();
        mark = new Mark(clock.instant(), rows, bytes, mark.before());
    }

    private void look() {
        if (++unlooked < nextLook) {
            return;
        }
        unlooked = 0;
        Instant now = clock.instant();
        if (begun == null) {
            begun = now;
            first = new Mark(now, 0, 0, 0);
            mark = first;
            told = now;
            listener.begins(this);
        } else if (!now.isBefore(told.plus(interval))) {
            told = now;
            hasTold = true;
            GenerationProgress progress = now();
            mark = new Mark(now, rows, bytes, progress.perSecond());
            listener.accept(progress);
        }
        boolean isFast = Duration.between(looked, now).compareTo(often) < 0;
        nextLook = isFast ? Math.min(MOST_UNLOOKED, nextLook * 2) : 1;
        looked = now;
    }

    /** The progress at this moment. */
    public GenerationProgress now() {
        return since(mark);
    }

    private GenerationProgress since(Mark from) {
        Instant start = begun;
        Instant now = clock.instant();
        return new GenerationProgress(
                template, Optional.ofNullable(chunk), Optional.ofNullable(route), rows, expected, bytes,
                start == null ? Duration.ZERO : Duration.between(start, now),
                start == null ? 0 : perSecond(from, now), readAgain, ended);
    }

    // Just after a mark, and while nothing arrives, there is nothing to measure.
    private long perSecond(Mark from, Instant now) {
        long millis = Duration.between(from.at(), now).toMillis();
        if (readAgain.isPresent() || from.before() > 0 && millis < often.toMillis()) {
            return from.before();
        }
        return (rows > 0 ? rows - from.rows() : bytes - from.bytes()) * 1000 / Math.max(1, millis);
    }

    /** It was read to its end. */
    void done() {
        if (!ended && begun != null) {
            ended = true;
            if (hasTold) {
                // In total, not since the last report.
                listener.accept(since(first));
            }
            listener.ends(this);
        }
    }

    /** Ends the reports of a generation that is not done. */
    void close() {
        if (!ended && begun != null) {
            ended = true;
            listener.ends(this);
        }
    }
}
