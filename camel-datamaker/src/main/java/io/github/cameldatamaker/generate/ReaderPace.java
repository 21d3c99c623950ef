package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long the reader of a generation paused between two reads. A service may cut the connection of a slow reader.
 */
final class ReaderPace {

    /** No service cuts sooner, and no fast reader pauses for longer. */
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

    /** The longest pause, if it may have been too long for the service. */
    Optional<Duration> tooSlow() {
        return Optional.of(longest).filter(pause -> pause.compareTo(SLOW) >= 0);
    }
}
