package io.github.cameldatamaker.run;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.StoredState;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The known runs, in bounded memory. */
class KnownRunsTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00.123Z");

    private KnownRuns<String> known = fresh();

    private static KnownRuns<String> fresh() {
        return new KnownRuns<>(value -> (String) value, value -> value);
    }

    private static Run run(int number) {
        return run("run_" + number, START.plusSeconds(number).toString());
    }

    private static Run run(String id, String start) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("started_at", start);
        return new Run(fields);
    }

    /** Stores and restores, as every consumer does between two polls. */
    private void storeAndRestore() {
        MemoryStateRepository repository = new MemoryStateRepository();
        repository.start();
        try (StoredState state = StoredState.open(repository, "key")) {
            state.write(known.toState());
            known = fresh();
            known.restore(state.read().orElseThrow());
        }
    }

    @Test
    void openRunsHaveAValue() {
        known.put(run(1), "running");
        known.put(run(2), "running");
        known.put("run_1", "paused");
        storeAndRestore();

        assertThat(known.open()).containsExactly("run_1", "run_2");
        assertThat(known.value("run_1")).contains("paused");
        assertThat(known.value("run_3")).isEmpty();
        assertThat(known.isKnown(run(1))).isTrue();
        assertThat(known.isKnown(run(3))).isFalse();
    }

    @Test
    void aClosedRunIsKnownAndNotOpen() {
        known.put(run(1), "running");
        known.close(run(1));
        known.put(run(2), "running");
        known.close("run_2");
        storeAndRestore();

        assertThat(known.open()).isEmpty();
        assertThat(known.isKnown(run(1))).isTrue();
        assertThat(known.isDone("run_2")).isTrue();
    }

    @Test
    void anyNumberOfRunsIsKnownInBoundedMemory() {
        IntStream.range(0, 10_000).mapToObj(KnownRunsTest::run).forEach(run -> {
            known.put(run, "running");
            known.close(run);
        });
        storeAndRestore();

        assertThat(IntStream.range(0, 10_000).mapToObj(KnownRunsTest::run)).allMatch(known::isKnown);
        assertThat(known.isKnown(run(10_000))).isFalse();
        assertThat(known.toState().toString()).hasSizeLessThan(10_000);
    }

    /** A run may appear late, after others that started later. */
    @Test
    void aRunThatTurnsUpLateIsNew() {
        for (int number : IntStream.range(0, 80).filter(number -> number != 40).toArray()) {
            known.close(run(number));
        }

        assertThat(known.isKnown(run(40))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = { 50, 1000 })
    void runsThatStartAtOnceAreDistinguished(int done) {
        IntStream.range(0, done).forEach(number -> known.close(run("run_" + number, START.toString())));
        storeAndRestore();

        assertThat(known.isKnown(run("run_7", START.toString()))).isTrue();
        assertThat(known.isKnown(run("run_" + done, START.toString()))).isFalse();
    }

    @Test
    void runsThatStartAtOnceAreForgottenWhenALaterOneIsDone() {
        IntStream.range(0, 1000).forEach(number -> known.close(run("run_" + number, START.toString())));
        known.close(run("later", START.plusSeconds(1).toString()));

        assertThat(known.toState().toString()).hasSizeLessThan(1000);
        assertThat(known.isKnown(run("run_7", START.toString()))).isTrue();
    }

    @Test
    void aLongRunIsNotForgottenWhenOthersAreDone() {
        known.put(run(0), "running");
        IntStream.range(1, 1000).mapToObj(KnownRunsTest::run).forEach(known::close);
        storeAndRestore();

        assertThat(known.open()).containsExactly("run_0");
        known.close("run_0");
        assertThat(known.isKnown(run(0))).isTrue();
        assertThat(known.isKnown(run(999))).isTrue();
    }

    /** Without times all listed runs are known by their ids. Runs that are no longer listed are forgotten first. */
    @Test
    void aServiceMayHaveNoTimes() {
        IntStream.range(0, 2_000).forEach(number -> known.close(run("run_" + number, null)));
        storeAndRestore();
        assertThat(IntStream.range(0, 2_000).mapToObj(number -> run("run_" + number, null))).allMatch(known::isKnown);
        assertThat(known.isKnown(run("run_2000", null))).isFalse();

        for (int number = 2_000; number < 4_000; number++) {
            known.close(run("run_" + number, null));
            // The service lists its last 1,000.
            IntStream.rangeClosed(number - 999, number).mapToObj(listed -> run("run_" + listed, null)).forEach(known::isKnown);
        }
        storeAndRestore();

        assertThat(IntStream.range(3_000, 4_000).mapToObj(number -> run("run_" + number, null))).allMatch(known::isKnown);
        assertThat(known.isKnown(run("run_7", null))).isFalse();
        assertThat(known.toState().toString()).hasSizeLessThan(40_000);
    }

    /** A run that never started, beside others that did. */
    @Test
    void aRunWithoutATimeDoesNotAffectTheOthers() {
        known.close(run("never_started", null));
        IntStream.range(0, 1_000).mapToObj(KnownRunsTest::run).forEach(known::close);
        storeAndRestore();

        assertThat(known.isKnown(run("never_started", null))).isTrue();
        assertThat(known.isKnown(run(5))).isTrue();
        assertThat(known.isKnown(run(1_000))).isFalse();
        assertThat(known.isKnown(run("another", null))).isFalse();
    }

    @Test
    void aStateOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> known.restore(Map.of("line", 7))).isInstanceOf(DataMakerException.class);
        assertThatThrownBy(() -> known.restore(Map.of("open", Map.of("r", Map.of("start", "soon")), "recent", Map.of())))
                .isInstanceOf(DataMakerException.class);
    }

    @Test
    void aStartFromNowKnowsThePresentRuns() {
        List<Run> page = new ArrayList<>(IntStream.rangeClosed(100, 149).mapToObj(KnownRunsTest::run).toList());

        known.closeAll(new RunList.Found(page, List.of(), false));

        assertThat(IntStream.range(0, 150).mapToObj(KnownRunsTest::run)).allMatch(known::isKnown);
        assertThat(known.isKnown(run(150))).isFalse();
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of("2026-01-01T11:00:00+01:00", "2026-01-01T10:00:00Z"),
                Arguments.of("2026-01-01T11:00:00+0100", "2026-01-01T10:00:00Z"),
                Arguments.of("2026-01-01t10:00:00z", "2026-01-01T10:00:00Z"),
                Arguments.of("2026-01-01T10:00:00.123456789Z", "2026-01-01T10:00:00.123456789Z"),
                Arguments.of("2026-01-01T10:00:00", "2026-01-01T10:00:00Z"),
                Arguments.of(" 2026-01-01 10:00:00.5 ", "2026-01-01T10:00:00.500Z"),
                Arguments.of("2026-01-01 11:00:00+01:00", "2026-01-01T10:00:00Z"),
                Arguments.of("2026-01-01T10:00", "2026-01-01T10:00:00Z"),
                Arguments.of("2026-01-01", "2026-01-01T00:00:00Z"),
                Arguments.of(1_767_261_600, "2026-01-01T10:00:00Z"),
                Arguments.of(1_767_261_600_123L, "2026-01-01T10:00:00.123Z"),
                Arguments.of(1_767_261_600_123_456L, "2026-01-01T10:00:00.123456Z"),
                Arguments.of(new BigDecimal("1767261600.25"), "2026-01-01T10:00:00.250Z"),
                Arguments.of(new BigDecimal("1.7672616E9"), "2026-01-01T10:00:00Z"),
                Arguments.of(1.7672616E9, "2026-01-01T10:00:00Z"),
                Arguments.of("1767261600", "2026-01-01T10:00:00Z"),
                Arguments.of("1767261600123", "2026-01-01T10:00:00.123Z"),
                Arguments.of("1767261600.5", "2026-01-01T10:00:00.500Z"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTime(Object value, Instant expected) {
        assertThat(new Run(Map.of("started_at", value)).startedAt()).contains(expected);
    }

    static Stream<Object> noTimes() {
        return Stream.of("yesterday", "", " ", "-", "null", 0, "0", -5, Double.NaN, new BigDecimal("1e999999999"),
                "9".repeat(500), true, List.of(1),
                Map.of("seconds", 5), "2026-13-01T10:00:00Z", "10:00", "2026-01-01T10:00:00 somewhere");
    }

    /** No value of a service stops the consumer. */
    @ParameterizedTest
    @MethodSource("noTimes")
    void aValueThatIsNoTimeCountsAsAbsent(Object value) {
        assertThat(new Run(Map.of("started_at", value)).startedAt()).isEmpty();
        assertThat(new Run(Map.of("started_at", value, "createdAt", "2026-01-01T10:00:00Z")).startedAt())
                .contains(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void aTimeThatIsNotThere() {
        assertThat(new Run(Map.of()).startedAt()).isEmpty();
        assertThat(run("r", null).startedAt()).isEmpty();
    }
}
