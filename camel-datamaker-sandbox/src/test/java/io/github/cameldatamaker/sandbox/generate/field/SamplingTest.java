package io.github.cameldatamaker.sandbox.generate.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Counts among 20,000 values. The seed is fixed, and the bounds are far wider than chance. */
class SamplingTest {

    private static final int COUNT = 20_000;

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final Api api = driven.api();
    private final Fields fields = new Fields(api);

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void isUniformByDefaultAndIncludesBothLimits() {
        List<Double> values = fields.numbers(COUNT, "number", Map.of("min", 1, "max", 6));
        for (double face = 1; face <= 6; face++) {
            assertThat(Collections.frequency(values, face)).isBetween(3_100, 3_570);
        }
        assertThat(values).allMatch(value -> value >= 1 && value <= 6);
    }

    @Test
    void gaussianStaysWithinTheLimits() {
        List<Double> values = fields.numbers(COUNT, "number", Map.of("min", 80, "max", 115, "mean", 100, "stddev", 10));
        assertThat(mean(values)).isCloseTo(99.0, within(1.0));
        assertThat(values).allMatch(value -> value >= 80 && value <= 115);
        assertThat(Collections.frequency(values, 115.0)).isGreaterThan(1_000);
        assertThat(values.stream().filter(value -> value > 95 && value < 105).count()).isBetween(6_200L, 7_600L);
        assertThat(fields.numbers(100, "number",
                Map.of("min", 80, "max", 115, "mean", 100, "stddev", 10, "distribution", "gaussian")))
                .isEqualTo(values.subList(0, 100));
    }

    @Test
    void paretoStartsAtMinAndHasALongTail() {
        List<Double> values = fields.numbers(COUNT, "currency",
                Map.of("min", 10, "max", 100_000, "distribution", "pareto", "alpha", 1.16));
        assertThat(values).allMatch(value -> value >= 10 && value <= 100_000);
        // The median of a Pareto distribution is min * 2^(1/alpha).
        assertThat(median(values)).isCloseTo(10 * Math.pow(2, 1 / 1.16), within(0.6));
        assertThat(values.stream().filter(value -> value > 100).count()).isBetween(1_200L, 1_560L);
    }

    @Test
    void recentBiasHalvesWithEachHalflife() {
        List<Double> ages = fields
                .texts(COUNT, "date", Map.of("min", "2000-01-01", "max", "2025-12-31", "recent_bias", true, "halflife_days", 100))
                .stream()
                .map(date -> (double) ChronoUnit.DAYS.between(LocalDate.parse(date), LocalDate.of(2025, 12, 31))).toList();
        assertThat(ages).allMatch(age -> age >= 0);
        assertThat(ages.stream().filter(age -> age < 100).count()).isBetween(9_700L, 10_300L);
        assertThat(ages.stream().filter(age -> age >= 100 && age < 200).count()).isBetween(4_700L, 5_300L);
        List<String> uniform = fields.texts(1000, "date", Map.of("min", "2000-01-01", "max", "2025-12-31"));
        assertThat(uniform.stream().filter(date -> date.startsWith("2025")).count()).isLessThan(100);
    }

    @Test
    void nowIsTheTimeOfTheClock() {
        List<String> times = fields.texts(2_000, "datetime", Map.of("min", "2026-04-12T10:30:00Z", "max", "now"));
        assertThat(times).allMatch(time -> !Instant.parse(time).isAfter(DrivenSandbox.START)).contains("2026-04-12T10:30:00Z",
                "2026-04-12T10:31:00Z");
        assertThat(fields.texts(10, "date", Map.of("min", "2026-04-12", "max", "now"))).containsOnly("2026-04-12");
    }

    @Test
    void withoutASeedNowMovesWithTheClock() {
        String id = fields.saved("date", Map.of("min", "now", "max", "now"));
        driven.sandbox().clock().set(Instant.parse("2027-02-03T00:00:00Z"));
        assertThat(api.rows(id, Map.of("count", 1)).get(0).path("f").asText()).isEqualTo("2027-02-03");
        assertThat(api.rows(id, Map.of("count", 1, "seed", "s")).get(0).path("f").asText()).isEqualTo("2026-04-12");
    }

    @Test
    void enumFollowsItsWeights() {
        List<String> values = fields.texts(COUNT, "enum",
                Map.of("values", List.of("a", "b", "c"), "weights", List.of(70, 30, 0)));
        assertThat(Collections.frequency(values, "a")).isBetween(13_700, 14_300);
        assertThat(values).contains("b").doesNotContain("c");
        List<String> even = fields.texts(COUNT, "enum", Map.of("values", List.of("a", "b")));
        assertThat(Collections.frequency(even, "a")).isBetween(9_700, 10_300);
    }

    @Test
    void booleanHasAProbability() {
        assertThat(Collections.frequency(fields.texts(COUNT, "boolean", Map.of("probability", 0.9)), "true")).isBetween(17_800,
                18_200);
        assertThat(fields.texts(100, "boolean", Map.of("probability", 0))).containsOnly("false");
    }
}
