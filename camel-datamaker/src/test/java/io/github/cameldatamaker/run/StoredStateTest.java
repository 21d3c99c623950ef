package io.github.cameldatamaker.run;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One line a consumer, with a checksum. */
class StoredStateTest {

    private final MemoryStateRepository repository = new MemoryStateRepository();

    @BeforeEach
    void start() {
        repository.start();
    }

    @Test
    void whatIsWrittenIsRead() {
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

            assertThatThrownBy(() -> state.write(Map.of("id", "x".repeat(StoredState.MAX_LENGTH))))
                    .isInstanceOf(DataMakerException.class).hasMessageContaining("key");

            assertThat(state.read()).contains(Map.of("line", 1));
        }
    }

    @Test
    void twoUsersOfOneKeyAreToldOf() {
        try (StoredState state = StoredState.open(repository, "the-key")) {
            assertThatThrownBy(() -> StoredState.open(repository, "the-key")).isInstanceOf(DataMakerException.class)
                    .hasMessageContaining(state.key());
            StoredState.open(repository, "another").close();
            StoredState.open(new MemoryStateRepository(), "the-key").close();
        }
        StoredState.open(repository, "the-key").close();
    }

    @Test
    void whoHasClosedItDoesNotOverwriteItsSuccessor() {
        StoredState old = StoredState.open(repository, "the-key");
        old.close();
        try (StoredState successor = StoredState.open(repository, "the-key")) {
            successor.write(Map.of("line", 2));

            assertThatThrownBy(() -> old.write(Map.of("line", 1))).isInstanceOf(DataMakerException.class).hasMessageContaining("the-key")
                    .hasMessageContaining("closed");
            old.close();

            assertThat(successor.read()).contains(Map.of("line", 2));
            assertThatThrownBy(() -> StoredState.open(repository, "the-key")).hasMessageContaining("in use");
        }
    }

    @Test
    void keysHaveNoEqualsSign() {
        assertThat(StoredState.key("datamaker", "logs", "scn_1", "a=b:c\nü")).isEqualTo("datamaker:logs:scn_1:a%3Db%3Ac%0A%C3%BC");
    }
}
