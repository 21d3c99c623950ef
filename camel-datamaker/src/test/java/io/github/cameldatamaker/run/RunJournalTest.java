package io.github.cameldatamaker.run;

import java.time.Instant;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.StateLine;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is remembered of starts. */
class RunJournalTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final StateRepository<String, String> repository = new MemoryStateRepository();

    @Test
    void itOutlivesTheProcess() {
        try (RunJournal journal = RunJournal.open(repository, "started-runs:1")) {
            journal.intend("s", RunKey.given("a"), NOW);
            journal.intend("s", RunKey.given("b"), NOW);
            journal.started("s", RunKey.given("b"), "run_9", NOW);
            journal.intend("s", RunKey.given("c"), NOW);
            journal.forget("s", RunKey.given("c"));
        }

        try (RunJournal journal = RunJournal.open(repository, "started-runs:1")) {
            assertThat(journal.begin("s", RunKey.given("a")).orElseThrow().run()).isEmpty();
            assertThat(journal.begin("s", RunKey.given("b")).orElseThrow().run()).contains("run_9");
            assertThat(journal.begin("s", RunKey.given("c"))).isEmpty();
            assertThat(journal.begin("t", RunKey.given("a"))).isEmpty();
        }
        // Runs of another service have nothing to do with these.
        try (RunJournal journal = RunJournal.open(repository, "started-runs:2")) {
            assertThat(journal.begin("s", RunKey.given("a"))).isEmpty();
        }
    }

    /** Long keys, in the worst case for a line of bounded length. */
    @Test
    void theEldestAreForgotten() {
        try (RunJournal journal = RunJournal.open(repository, "started-runs:1")) {
            for (int i = 0; i < 1050; i++) {
                journal.started("scenario-of-some-length", RunKey.given("k".repeat(124) + i), "a-run-of-some-length-" + i, NOW);
            }

            assertThat(journal.begin("scenario-of-some-length", RunKey.given("k".repeat(124) + 1040))).isPresent();
            assertThat(journal.begin("scenario-of-some-length", RunKey.given("k".repeat(124) + 100))).isEmpty();
        }
        assertThat(repository.getState("started-runs:1")).satisfies(
                line -> assertThat(line.length()).isLessThanOrEqualTo(StateLine.MAX_LENGTH));
    }

    @Test
    void aStateThatIsNotOursIsRefused() {
        repository.setState("started-runs:1", "offset 7");

        assertThatThrownBy(() -> RunJournal.open(repository, "started-runs:1")).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("started-runs");
    }

    /** What is not ASCII takes more room. */
    @Test
    void keysOfAnyLanguage() {
        try (RunJournal journal = RunJournal.open(repository, "started-runs:1")) {
            for (int i = 0; i < 1050; i++) {
                journal.intend("scn_seed_orders", RunKey.given("\u0417\u0430\u043a\u0430\u0437-".repeat(15) + i), NOW);
                journal.started("scn_seed_orders", RunKey.given("\u0417\u0430\u043a\u0430\u0437-".repeat(15) + i), "run_" + i, NOW);
            }
            assertThat(journal.begin("scn_seed_orders", RunKey.given("\u0417\u0430\u043a\u0430\u0437-".repeat(15) + 1049))).isPresent();
        }
    }
}
