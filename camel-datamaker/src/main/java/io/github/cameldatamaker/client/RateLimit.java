package io.github.cameldatamaker.client;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import okhttp3.Headers;

/**
 * What the headers of a response say about the budget: {@code X-RateLimit-Remaining}, {@code X-RateLimit-Reset} and
 * {@code Retry-After}. The contract has epoch seconds and seconds. Epoch milliseconds, seconds that are left, fractions and all
 * three forms of HTTP dates are read too. An absent or unreadable header is empty.
 *
 * @param remaining  requests left in this minute
 * @param reset      when the minute ends, by the service's clock
 * @param left       how long the minute still lasts; empty if the service's value cannot be true
 * @param retryAfter how long to wait, never negative
 */
public record RateLimit(Optional<Long> remaining, Optional<Instant> reset, Optional<Duration> left,
        Optional<Duration> retryAfter) {

    /** The length of a window. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** A window may seem longer, or already over, because headers have whole seconds and answers take time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    private static final Duration SHORTEST = TOLERANCE.negated();
    private static final Duration LONGEST = WINDOW.plus(TOLERANCE);
    /** Bounded, because a huge number would only cost time. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
    /** In 2001. As a duration nobody waits so long. */
    private static final BigDecimal FIRST_EPOCH_SECOND = BigDecimal.valueOf(1_000_000_000L);
    /** In 1973 as milliseconds. As seconds it would be the year 5138. */
    private static final BigDecimal FIRST_EPOCH_MILLI = BigDecimal.valueOf(100_000_000_000L);

    static RateLimit of(Headers headers, Clock clock) {
        Instant now = clock.instant();
        Optional<Time> reset = time(headers, "X-RateLimit-Reset");
        Optional<Instant> date = Optional.ofNullable(headers.getInstant("Date"));
        return new RateLimit(
                number(headers, "X-RateLimit-Remaining").map(number -> number.setScale(0, RoundingMode.FLOOR).longValue()),
                reset.map(time -> time.from(now)),
                reset.flatMap(time -> time.until(date, now, RateLimit::isOfAWindow)).map(RateLimit::notNegative),
                time(headers, "Retry-After")
                        .map(time -> time.until(date, now, wait -> !wait.isNegative()).orElse(Duration.ZERO)));
    }

    /**
     * How long a refused request should wait: {@code Retry-After}, else until the reset. Empty if unknown. Zero says nothing,
     * because a part of a second may have been cut.
     */
    Optional<Duration> refusal() {
        return retryAfter.filter(wait -> !wait.isZero()).or(() -> left.filter(wait -> !wait.isZero()));
    }

    /** A point in time, or a distance from now. */
    private record Time(Optional<Instant> point, Duration distance) {

        static Time at(Instant point) {
            return new Time(Optional.of(point), Duration.ZERO);
        }

        static Time in(Duration distance) {
            return new Time(Optional.empty(), distance);
        }

        Instant from(Instant now) {
            return point.orElseGet(() -> now.plus(distance));
        }

        /** How far away it is, by the service's clock if it has sent its time, else by ours. The first value that makes sense. */
        Optional<Duration> until(Optional<Instant> date, Instant now, Predicate<Duration> makesSense) {
            Stream<Duration> distances = point
                    .map(then -> Stream.concat(date.stream(), Stream.of(now)).map(from -> Duration.between(from, then)))
                    .orElseGet(() -> Stream.of(distance));
            return distances.filter(makesSense).findFirst();
        }
    }

    private static Optional<Time> time(Headers headers, String name) {
        return number(headers, name).flatMap(RateLimit::time)
                .or(() -> Optional.ofNullable(headers.getInstant(name)).map(Time::at));
    }

    private static Optional<Time> time(BigDecimal number) {
        if (number.compareTo(FIRST_EPOCH_SECOND) < 0) {
            return Optional.of(Time.in(Duration.ofMillis(millis(number))));
        }
        try {
            return Optional.of(
                    Time.at(Instant.ofEpochMilli(number.compareTo(FIRST_EPOCH_MILLI) < 0 ? millis(number) : number.longValue())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static long millis(BigDecimal seconds) {
        return seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValue();
    }

    private static Optional<BigDecimal> number(Headers headers, String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).flatMap(RateLimit::number);
    }

    private static Optional<BigDecimal> number(String text) {
        // As services send it.
        if (!text.isEmpty() && text.length() <= 18 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
        }
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private static boolean isOfAWindow(Duration left) {
        return left.compareTo(SHORTEST) >= 0 && left.compareTo(LONGEST) <= 0;
    }

    private static Duration notNegative(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
