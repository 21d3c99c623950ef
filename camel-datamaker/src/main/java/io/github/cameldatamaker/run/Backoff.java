package io.github.cameldatamaker.run;

import java.time.Duration;

import io.github.resilience4j.core.IntervalFunction;

/**
 * How long to wait before something is tried again: from a first wait to a longest one, with jitter, and never less than the
 * service asked for ({@code retry:}), which may be {@value #LONGEST_RETRY_MINUTES} minutes at most. Starts anew with each progress.
 */
public final class Backoff {

    private static final long LONGEST_RETRY_MINUTES = 10;
    private static final double DOUBLED = 2;
    private static final double JITTER = 0.5;

    private final IntervalFunction backoff;
    private long least;
    private int attempt;

    public Backoff(Duration first, Duration longest) {
        this.backoff = IntervalFunction.ofExponentialRandomBackoff(first, DOUBLED, JITTER, longest);
    }

    /** Something was achieved: the next wait is the first again. */
    public void progress() {
        attempt = 0;
    }

    public void retryAfter(Duration wait) {
        least = Math.min(wait.toMillis(), Duration.ofMinutes(LONGEST_RETRY_MINUTES).toMillis());
    }

    /** The wait before the next attempt, in milliseconds. */
    public long next() {
        return Math.max(least, backoff.apply(++attempt));
    }
}
