package io.github.cameldatamaker.run;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A run has vanished when three polls in a row neither list nor find it. */
class MissingRunsTest {

    private final MissingRuns missing = new MissingRuns();

    private boolean poll(boolean isListed) {
        missing.nextPoll();
        assertThat(missing.noting(Set.of("r"), run -> true).test(new Run(Map.of("id", isListed ? "r" : "other")))).isTrue();
        missing.listRead();
        return missing.missed("r");
    }

    private boolean pollWithoutList() {
        missing.nextPoll();
        return missing.missed("r");
    }

    @Test
    void aRunVanishesAfterThreePollsInARow() {
        assertThat(poll(false)).isFalse();
        assertThat(poll(false)).isFalse();
        assertThat(poll(false)).isTrue();
    }

    @Test
    void aListedRunExists() {
        poll(false);
        poll(false);
        assertThat(poll(true)).isFalse();
        assertThat(poll(false)).isFalse();
        assertThat(poll(false)).isFalse();
        assertThat(poll(false)).isTrue();
    }

    @Test
    void aPollThatBreaksOffBeginsAnew() {
        poll(false);
        poll(false);
        missing.nextPoll();
        assertThat(poll(false)).isFalse();
        assertThat(poll(false)).isFalse();
        assertThat(poll(false)).isTrue();
    }

    @Test
    void withoutTheListItIsOnlySuspected() {
        assertThat(pollWithoutList()).isFalse();
        assertThat(pollWithoutList()).isFalse();
        assertThat(pollWithoutList()).isFalse();
        missing.nextPoll();
        assertThat(missing.isAny()).isTrue();
        missing.missed("r");
        poll(false);
        poll(false);
        assertThat(poll(false)).isTrue();
    }
}
