package io.github.cameldatamaker.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One line for each consumer, with a checksum. */
class StoredStateTest {

    private final MemoryStateRepository repository = new MemoryStateRepository();

    @BeforeEach
    void start() {
        repository.start();
    }

    @Test
    void itReadsWhatItWrote() {
        try (StoredState state = StoredState.open(repository, "key")) {
            assertThat(state.read()).isEmpty();

            state.write(Map.of("line", 7, "id", "a=b\n\u2028ü", "open", List.of(Map.of("run", "r"))));

            assertThat(state.read()).contains(Map.of("line", 7, "id", "a=b\n\u2028ü", "open", List.of(Map.of("run", "r"))));
            assertThat(repository.getState("key")).doesNotContain("\n").doesNotContain("\r");
        }
    }

    @Test
    void aTornValueIsRefusedWhereverItIsTorn() {
        try (StoredState state = StoredState.open(repository, "the-key")) {
            state.write(Map.of("line", 12345));
            String whole = repository.getState("the-key");
            for (int length = 0; length < whole.length(); length++) {
                repository.setState("the-key", whole.substring(0, length));

                assertThatThrownBy(state::read).as(whole.substring(0, length)).isInstanceOf(DataMakerException.class)
                        .hasMessageContaining("the-key");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "42", "{\"line\":1}", "00000000:{\"line\":1}", "not:ours" })
    void aForeignValueIsRefused(String foreign) {
        repository.setState("the-key", foreign);

        try (StoredState state = StoredState.open(repository, "the-key")) {
            assertThatThrownBy(state::read).isInstanceOf(DataMakerException.class).hasMessageContaining("the-key")
                    .hasMessageContaining("Remove the key");
        }
    }

    @Test
    void aStateThatIsTooLongIsRefusedAndTheOldOneStays() {
        try (StoredState state = StoredState.open(repository, "key")) {
            state.write(Map.of("line", 1));

            assertThatThrownBy(() -> state.write(Map.of("id", "x".repeat(StateLine.MAX_LENGTH))))
                    .isInstanceOf(DataMakerException.class).hasMessageContaining("key");

            assertThat(state.read()).contains(Map.of("line", 1));
        }
    }

    @Test
    void twoUsersOfOneKeyAreRefused() {
        try (StoredState state = StoredState.open(repository, "the-key")) {
            assertThatThrownBy(() -> StoredState.open(repository, "the-key")).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining(state.key());
            StoredState.open(repository, "another").close();
            StoredState.open(new MemoryStateRepository(), "the-key").close();
        }
        StoredState.open(repository, "the-key").close();
    }

    @Test
    void aClosedStateDoesNotOverwriteItsSuccessor() {
        StoredState old = StoredState.open(repository, "the-key");
        old.close();
        try (StoredState successor = StoredState.open(repository, "the-key")) {
            successor.write(Map.of("line", 2));

            assertThatThrownBy(() -> old.write(Map.of("line", 1))).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("the-key")
                    .hasMessageContaining("closed");
            old.close();

            assertThat(successor.read()).contains(Map.of("line", 2));
            assertThatThrownBy(() -> StoredState.open(repository, "the-key")).hasMessageContaining("in use");
        }
    }

    /** Two nodes have the same consumer by mistake. The second one to write must not overwrite the state of the first. */
    @Test
    void theValueOfAnotherConsumerIsNotOverwritten() {
        MemoryState table = new MemoryState();
        try (StoredState state = StoredState.open(table, "the-key")) {
            state.read();
            state.write(Map.of("line", 1));
            state.write(Map.of("line", 2));
            String second = table.getState("the-key");
            table.setState("the-key", "another node's");

            assertThatThrownBy(() -> state.write(Map.of("line", 3))).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining("the-key").hasMessageContaining("another consumer");
            assertThat(table.getState("the-key")).isEqualTo("another node's");

            table.setState("the-key", second);
            state.write(Map.of("line", 3));
            assertThat(state.read()).contains(Map.of("line", 3));
        }
    }

    /** The answer to a write was lost, so it is unknown whether it was done. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aWriteWhoseAnswerIsLostIsRecognized(boolean isDone) {
        LostAnswers table = new LostAnswers();
        try (StoredState state = StoredState.open(table, "the-key")) {
            state.read();
            state.write(Map.of("line", 1));
            table.loseAnswer(isDone);
            assertThatThrownBy(() -> state.write(Map.of("line", 2))).hasMessageContaining("lost");

            state.write(Map.of("line", 3));

            assertThat(state.read()).contains(Map.of("line", 3));
        }
    }

    /** A table whose connection breaks after a statement, or before it. */
    private static final class LostAnswers extends ServiceSupport implements DataMakerStateRepository {

        private final MemoryState states = new MemoryState();
        private Boolean nextIsDone;

        void loseAnswer(boolean isDone) {
            nextIsDone = isDone;
        }

        @Override
        public boolean compareAndSet(String key, String expected, String value) {
            if (nextIsDone == null) {
                return states.compareAndSet(key, expected, value);
            }
            if (nextIsDone) {
                states.compareAndSet(key, expected, value);
            }
            nextIsDone = null;
            throw new DataMakerException("lost");
        }

        @Override
        public int forget(String kind, Duration age) {
            return states.forget(kind, age);
        }

        @Override
        public void setState(String key, String value) {
            states.setState(key, value);
        }

        @Override
        public String getState(String key) {
            return states.getState(key);
        }
    }
}
