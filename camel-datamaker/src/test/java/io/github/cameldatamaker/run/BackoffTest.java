package io.github.cameldatamaker.run;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The waits between attempts. */
class BackoffTest {

    private final Backoff pace = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    @Test
    void waitsGrowWithJitter() {
        assertThat(pace.next()).isBetween(250L, 750L);
        assertThat(pace.next()).isBetween(500L, 1500L);
        for (int i = 0; i < 20; i++) {
            pace.next();
        }
        assertThat(pace.next()).isBetween(15_000L, 30_000L);
    }

    @Test
    void progressStartsThemAnew() {
        for (int i = 0; i < 20; i++) {
            pace.next();
        }
        pace.progress();

        assertThat(pace.next()).isBetween(250L, 750L);
    }

    @Test
    void noneIsShorterThanTheServiceAskedFor() {
        pace.retryAfter(Duration.ofMinutes(2));
        assertThat(pace.next()).isEqualTo(120_000);
        pace.progress();
        assertThat(pace.next()).isEqualTo(120_000);

        pace.retryAfter(Duration.ofDays(365));
        assertThat(pace.next()).isEqualTo(600_000);
    }
}
