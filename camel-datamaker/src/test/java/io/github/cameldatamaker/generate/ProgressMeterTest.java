package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When progress and speed are reported. The test drives the time. */
class ProgressMeterTest {

    private static final Duration SKIPPED = Duration.ofNanos(10_000);
    private static final Duration ROW = Duration.ofMillis(10);

    private final List<GenerationProgress> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final ProgressMeter meter = new ProgressMeter("t", null, null, 2_000_000, Duration.ofSeconds(10), new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }, new ProgressMeter.Listener() {
        @Override
        public void begins(ProgressMeter begun) {
        }

        @Override
        public void ends(ProgressMeter ended) {
        }

        @Override
        public void accept(GenerationProgress progress) {
            told.add(progress);
        }
    });

    private void read(int rows, Duration each) {
        for (int i = 0; i < rows; i++) {
            meter.row();
            now = now.plus(each);
        }
    }

    /** A resumed generation: a million rows in ten seconds, and then a hundred in a second. */
    @Test
    void aSlowRouteBehindAFastSkip() {
        read(1_000_000, SKIPPED);
        meter.skipped();
        told.clear();

        read(1_100, ROW);

        assertThat(told).isNotEmpty().allSatisfy(progress -> {
            assertThat(progress.perSecond()).isBetween(90L, 110L);
            assertThat(progress.timeLeft().orElseThrow()).isBetween(Duration.ofSeconds(9_000), Duration.ofSeconds(11_000));
        });
    }

    /** With slow rows it looks at the clock for each row. After fast rows it notices slow ones at most 64 rows later. */
    @Test
    void rowsThatTakeLong() {
        read(1_000_000, SKIPPED);
        told.clear();

        read(200, Duration.ofSeconds(12));

        assertThat(told).hasSizeBetween(200 - 64 - 1, 199);
    }

    @Test
    void theSpeedIsThatOfTheLastInterval() {
        read(10_000, Duration.ofMillis(1));
        read(2_000, ROW);
        assertThat(told.get(told.size() - 1).perSecond()).isBetween(95L, 105L);
        assertThat(meter.now().perSecond()).isBetween(95L, 105L);

        meter.done();

        assertThat(told.get(told.size() - 1).perSecond()).as("on the whole").isBetween(390L, 410L);
    }

    /** Skipped rows do not count in the total speed either. */
    @Test
    void theWholeIsWithoutWhatWasSkipped() {
        read(1_000_000, SKIPPED);
        meter.skipped();
        read(2_000, ROW);

        meter.done();

        assertThat(told.get(told.size() - 1).perSecond()).isBetween(95L, 105L);
    }

    /** A response that broke off is read again for an hour. Each interval has a report, and the speed stays the same. */
    @Test
    void whatIsReadAgain() {
        read(2_000, ROW);
        told.clear();

        for (int part = 1; part <= 360; part++) {
            now = now.plusSeconds(10);
            meter.readAgain(part * 1024L * 1024, 512L * 1024 * 1024);
        }

        assertThat(told).hasSize(359).allSatisfy(progress -> {
            assertThat(progress.rows()).isEqualTo(2_000);
            assertThat(progress.perSecond()).isBetween(95L, 105L);
            assertThat(progress.timeLeft()).isEmpty();
        });
        assertThat(told.get(0)).hasToString("t: 2,000 of 2,000,000 rows; it broke off, and 2,048 of 524,288 kB are read again");
        meter.resumed();
        read(50, ROW);
        assertThat(meter.now().perSecond()).isBetween(95L, 105L);
        assertThat(meter.now().timeLeft()).isPresent();
    }
}
