package io.github.cameldatamaker.client;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a response say about the budget: {@code X-RateLimit-Remaining}, {@code X-RateLimit-Reset} (epoch
 * seconds) and {@code Retry-After} (seconds or an HTTP date). What is absent or unreadable is empty.
 *
 * @param remaining  requests left in this minute
 * @param reset      when the minute ends
 * @param retryAfter how long to wait, never negative
 */
public record RateLimit(Optional<Long> remaining, Optional<Instant> reset, Optional<Duration> retryAfter) {

    static RateLimit of(Headers headers, Clock clock) {
        return new RateLimit(
                number(headers.get("X-RateLimit-Remaining")),
                number(headers.get("X-RateLimit-Reset")).map(RateLimit::instant),
                retryAfter(headers.get("Retry-After"), clock));
    }

    /** How long a refused request should wait: what {@code Retry-After} says, else until the reset. */
    Optional<Duration> wait(Clock clock) {
        return retryAfter.or(() -> reset.map(at -> Duration.between(clock.instant(), at)).filter(left -> !left.isNegative()));
    }

    private static Optional<Duration> retryAfter(@Nullable String value, Clock clock) {
        return number(value).map(RateLimit::seconds).or(() -> date(value).map(at -> Duration.between(clock.instant(), at)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Long> number(@Nullable String value) {
        try {
            return value == null ? Optional.empty() : Optional.of(new BigDecimal(value.trim()).setScale(0, RoundingMode.CEILING).longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(@Nullable String value) {
        try {
            return value == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(value.trim(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant instant(long epochSecond) {
        try {
            return Instant.ofEpochSecond(epochSecond);
        } catch (DateTimeException e) {
            return null;
        }
    }

    // A nonsense number must not overflow: nobody waits longer than a thousand years.
    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(Math.min(seconds, Duration.ofDays(365_000).toSeconds()));
    }
}
