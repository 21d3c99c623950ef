package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SandboxClockTest {

    private static final Instant START = Instant.parse("2026-04-12T10:31:00Z");

    @Test
    void standsUntilItIsMoved() {
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
}
