package io.github.cameldatamaker.run;

import java.time.Duration;

import io.github.resilience4j.core.IntervalFunction;

/**
 * How long to wait before the next attempt: from a first to a longest wait, with jitter. It is never less than the service asked
 * for ({@code retry:}), up to {@value #LONGEST_RETRY_MINUTES} minutes. Progress resets it.
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

    /** There was progress, so the next wait is the first one again. */
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
