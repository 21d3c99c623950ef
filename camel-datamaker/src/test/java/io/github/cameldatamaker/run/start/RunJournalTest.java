package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.MemoryState;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The entries of starts, with two processes on one table. */
class RunJournalTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final StateScope SCOPE = StateScope.of("http://localhost:1", "datamaker");

    private final DataMakerStateRepository table = new MemoryState();
    private final RunJournal one = journal(SCOPE);
    private final RunJournal two = journal(SCOPE);

    private RunJournal journal(StateScope scope) {
        return new RunJournal(table, scope, Runnable::run);
    }

    private static RunClaim claim(RunJournal journal, String key) {
        RunClaim claim = journal.begin("s", RunKey.given(key));
        claim.read().join();
        return claim;
    }

    private static Optional<RunClaim.Entry> entry(RunJournal journal, String key) {
        return journal.begin("s", RunKey.given(key)).read().join();
    }

    @Test
    void oneOfTwoMayStart() {
        RunClaim first = claim(one, "k");
        RunClaim second = claim(two, "k");

        assertThat(second.intend(NOW, RunClaim.SETTLED)).isTrue();
        assertThat(first.intend(NOW, RunClaim.SETTLED)).isFalse();

        assertThat(first.read().join().orElseThrow().run()).isEmpty();
        second.started("run_9", NOW).join();
        assertThat(first.read().join().orElseThrow().run()).contains("run_9");
    }

    /** A request that is repeated, as after 429, is claimed anew. */
    @Test
    void aStartMayClaimItsKeyAgain() {
        RunClaim claim = claim(one, "k");

        assertThat(claim.intend(NOW, RunClaim.SETTLED)).isTrue();
        assertThat(claim.intend(NOW.plusSeconds(60), RunClaim.SETTLED)).isTrue();
        assertThat(entry(two, "k").orElseThrow().begun()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aClaimThatIsTakenOverIsLost() {
        RunClaim dead = claim(one, "k");
        dead.intend(NOW, RunClaim.SETTLED);
        RunClaim successor = claim(two, "k");
        assertThat(successor.intend(NOW.plusSeconds(31), RunClaim.SETTLED)).isTrue();

        assertThat(dead.intend(NOW.plusSeconds(32), RunClaim.SETTLED)).isFalse();
    }

    /** A process stood still between its claim and its request, and another one took it for dead. */
    @Test
    void twoRunsOfOneKeyAreReported() {
        RunClaim frozen = claim(one, "k");
        frozen.intend(NOW, RunClaim.SETTLED);
        RunClaim successor = claim(two, "k");
        successor.intend(NOW.plusSeconds(31), RunClaim.SETTLED);
        successor.started("run_2", NOW.plusSeconds(31)).join();

        assertThatThrownBy(() -> frozen.started("run_1", NOW.plusSeconds(40)).join()).cause()
                .isInstanceOf(DataMakerException.class)
                .hasMessageContaining("run_1").hasMessageContaining("run_2").hasMessageContaining("'k'");
    }

    @Test
    void theRunThatTheOtherOneHasFoundIsTheOneThatWasStarted() {
        RunClaim slow = claim(one, "k");
        slow.intend(NOW, RunClaim.SETTLED);
        RunClaim other = claim(two, "k");
        assertThat(other.found("run_1", NOW).join()).isTrue();

        slow.started("run_1", NOW).join();

        assertThat(other.read().join().orElseThrow().run()).contains("run_1");
    }

    @Test
    void aStartThatCertainlyFailedIsForgotten() {
        RunClaim claim = claim(one, "k");
        claim.forget().join();
        claim.intend(NOW, RunClaim.SETTLED);
        claim.forget().join();

        assertThat(entry(two, "k")).isEmpty();
    }

    @Test
    void theClaimOfAnotherProcessIsNotForgotten() {
        RunClaim claim = claim(one, "k");
        claim.intend(NOW, RunClaim.SETTLED);
        RunClaim other = claim(two, "k");
        other.intend(NOW, RunClaim.SETTLED);

        claim.forget().join();

        assertThat(other.read().join()).isPresent();
    }

    @Test
    void runsWithoutSuccessAreKnownToAll() {
        for (int run = 0; run < 12; run++) {
            RunClaim claim = claim(one, "k");
            claim.intend(NOW, RunClaim.SETTLED);
            claim.started("run_" + run, NOW).join();
            claim.failed("run_" + run);
            claim.intend(NOW, RunClaim.SETTLED);
            claim.forget().join();
        }

        RunClaim claim = claim(two, "k");
        assertThat(claim.unsuccessful()).hasSize(10).startsWith("run_2").endsWith("run_11");
        assertThat(entry(one, "k").orElseThrow().run()).contains("run_11");
    }

    @Test
    void eachKeyHasItsEntry() {
        StateScope other = StateScope.of("http://localhost:2", "datamaker");
        StateScope second = StateScope.of("http://localhost:1", "datamaker2");
        claim(one, "k").intend(NOW, RunClaim.SETTLED);

        assertThat(entry(two, "K")).isEmpty();
        assertThat(entry(journal(other), "k")).isEmpty();
        assertThat(entry(journal(second), "k")).isEmpty();
    }

    @Test
    void keysOfAnyLanguageAndLength() {
        List<String> keys = List.of("Заказ-".repeat(20) + 1, "Заказ-".repeat(20) + 2, "k".repeat(128), "a=b\nc:d%");
        keys.forEach(key -> claim(one, key).intend(NOW, RunClaim.SETTLED));

        assertThat(keys).allSatisfy(key -> assertThat(entry(two, key)).isPresent());
    }

    @Test
    void aStateThatIsNotOursIsRefused() {
        String key = SCOPE.key("start", "s", "k");
        table.setState(key, "offset 7");
        assertThatThrownBy(() -> entry(one, "k")).cause().isInstanceOf(DataMakerException.class).hasMessageContaining(key);

        claim(one, "other").intend(NOW, RunClaim.SETTLED);
        table.setState(key, table.getState(SCOPE.key("start", "s", "other")));
        assertThatThrownBy(() -> entry(one, "k")).cause().isInstanceOf(DataMakerException.class).hasMessageContaining("'other'");
    }

    /** Only entries of starts are removed, and a failure to remove them stops no start. */
    @Test
    void oldEntriesAreRemovedNowAndThen() {
        List<String> forgotten = new ArrayList<>();
        DataMakerStateRepository failing = new Forgetting(table, forgotten);
        RunJournal journal = new RunJournal(failing, SCOPE, Runnable::run);

        entry(journal, "a");
        entry(journal, "b");

        assertThat(forgotten).containsExactly("datamaker:start PT720H");
    }

    /** A table that cannot be cleaned up. */
    private static final class Forgetting extends ServiceSupport implements DataMakerStateRepository {

        private final DataMakerStateRepository table;
        private final List<String> forgotten;

        Forgetting(DataMakerStateRepository table, List<String> forgotten) {
            this.table = table;
            this.forgotten = forgotten;
        }

        @Override
        public boolean compareAndSet(String key, String expected, String value) {
            return table.compareAndSet(key, expected, value);
        }

        @Override
        public int forget(String kind, Duration age) {
            forgotten.add(kind + " " + age);
            throw new DataMakerException("no right to delete");
        }

        @Override
        public void setState(String key, String value) {
            table.setState(key, value);
        }

        @Override
        public String getState(String key) {
            return table.getState(key);
        }
    }
}
