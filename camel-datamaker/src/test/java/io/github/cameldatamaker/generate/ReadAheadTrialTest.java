package io.github.cameldatamaker.generate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows are read ahead only if that helps. */
class ReadAheadTrialTest {

    /** As long as a row takes. */
    private static final int LOOK = 1000;

    private long now = 1;
    private final ReadAheadTrial trial = new ReadAheadTrial(new ReadAhead(Runnable::run, () -> now += LOOK, LOOK));

    private long rowsUntilItWins(int reading, int working, int batch, long most) {
        for (long rows = batch; rows <= most; rows += batch) {
            if (trial.beforeReading()) {
                return rows;
            }
            now += (long) reading * batch;
            trial.afterReading(batch);
            now += working;
        }
        return -1;
    }

    @ParameterizedTest
    @CsvSource({ "2000, 1400, 1", "2000, 20000, 10", "1000, 300000, 1000", "1000, 3000000, 5000", "2000, 8000, 1" })
    void itHelpsIfBothSidesTakeTime(int reading, int working, int batch) {
        assertThat(rowsUntilItWins(reading, working, batch, 1_000_000)).isBetween(2048L, 30_000L);
    }

    @ParameterizedTest
    @CsvSource({ "2000, 10, 1", "2000, 1400, 1000", "2000, 1000000, 1", "2000, 0, 1" })
    void itDoesNotHelpIfOneSideTakesAlmostNoTime(int reading, int working, int batch) {
        assertThat(rowsUntilItWins(reading, working, batch, 1_000_000)).isEqualTo(-1);
    }

    /** From time to time the machine does something else for a moment: a garbage collection, or another process. */
    @ParameterizedTest
    @CsvSource({ "1000, 10, 1000, 7", "700, 20, 1, 1500", "700, 20, 100, 15" })
    void aShortDisturbanceDoesNotDecide(int reading, int working, int batch, int oneIn) {
        for (int element = 1; element * (long) batch <= 1_000_000; element++) {
            assertThat(trial.beforeReading()).as("element " + element).isFalse();
            now += (long) reading * batch;
            trial.afterReading(batch);
            now += element % oneIn == 0 ? 5_000_000 : working;
        }
    }

    /** A route may become slower or faster. */
    @Test
    void theTrialRunsAgain() {
        assertThat(rowsUntilItWins(2000, 10, 1, 50_000)).isEqualTo(-1);

        assertThat(rowsUntilItWins(2000, 1400, 1, 100_000)).isPositive();
    }
}
