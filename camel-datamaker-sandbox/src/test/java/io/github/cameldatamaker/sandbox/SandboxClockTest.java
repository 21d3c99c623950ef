package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

    private static final Instant START = Instant.parse("2026-04-12T10:31:00Z");

    @Test
    void standsStillUntilItIsMoved() {
        SandboxClock clock = SandboxClock.startingAt(START);
        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofMinutes(29));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-04-12T11:00:00Z"));
        clock.advance(Duration.ofHours(-1));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-04-12T10:00:00Z"));
        clock.set(START);
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void aSystemClockRunsOnFromWhereItIsSet() {
        SandboxClock clock = SandboxClock.system();
        clock.set(START);
        assertThat(clock.instant()).isBetween(START, START.plusSeconds(60));
        assertThat(clock.getZone()).hasToString("Z");
    }

    @Test
    void mayBeMovedAnyNumberOfTimes() {
        SandboxClock clock = SandboxClock.startingAt(START);
        for (int i = 0; i < 100_000; i++) {
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(100));
    }

    @Test
    void movesInEveryZone() {
        SandboxClock clock = SandboxClock.startingAt(START);
        Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));
        assertThat(tokyo.instant()).isEqualTo(clock.instant());
        assertThat(tokyo.getZone()).hasToString("Asia/Tokyo");
    }
}
