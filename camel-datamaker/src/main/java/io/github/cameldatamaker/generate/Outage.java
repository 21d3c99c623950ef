package io.github.cameldatamaker.generate;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.Resilience;
import io.github.resilience4j.core.IntervalFunction;

/**
 * The time from a break until the service answers again. It decides whether and when to ask again: after temporary failures, with
 * waits from {@code retryBackoff} to {@code maxRetryBackoff}, for {@code maxRateLimitWait}.
 */
final class Outage {

    private static final double DOUBLED = 2;

    private final Resilience resilience;
    private final LongSupplier nanos;
    private final long begun;
    private final IntervalFunction backoff;
    private int failures;

    /** @param nanos the time in nanoseconds, from any origin */
    Outage(Resilience resilience, LongSupplier nanos) {
        this.resilience = resilience;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.backoff = IntervalFunction.ofExponentialBackoff(resilience.retryBackoff(), DOUBLED, resilience.maxRetryBackoff());
    }

    /** How long to wait after a failed request; empty if it is not to be repeated. */
    Optional<Duration> pauseAfter(DataMakerException failure) {
        failures++;
        Duration left = resilience.maxRateLimitWait().minusNanos(nanos.getAsLong() - begun);
        if (!failure.isTemporary() || left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        Duration pause = Duration.ofMillis(backoff.apply(failures));
        if (failure instanceof DataMakerRateLimitException refusal) {
            Duration told = refusal.getRetryAfter().filter(wait -> wait.compareTo(pause) > 0).orElse(pause);
            return resilience.waitForBudget() && told.compareTo(left) <= 0 ? Optional.of(told) : Optional.empty();
        }
        return Optional.of(pause.compareTo(left) < 0 ? pause : left);
    }
}
