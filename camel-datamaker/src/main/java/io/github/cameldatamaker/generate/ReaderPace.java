package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the reader of a generation left it alone between two reads. A service may cut the connection of a reader that is slower than
 * its patience.
 */
final class ReaderPace {

    /** Nobody's patience is shorter, and no fast reader's pause is longer. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final Clock clock;
    private Instant lastRead;
    private Duration longest = Duration.ZERO;

    ReaderPace(Clock clock) {
        this.clock = clock;
        this.lastRead = clock.instant();
    }

    void readBegins() {
        Duration pause = Duration.between(lastRead, clock.instant());
        longest = pause.compareTo(longest) > 0 ? pause : longest;
    }

    void readEnds() {
        lastRead = clock.instant();
    }

    /** The longest pause, where it may have been too long for the service. */
    Optional<Duration> tooSlow() {
        return Optional.of(longest).filter(pause -> pause.compareTo(SLOW) >= 0);
    }
}
