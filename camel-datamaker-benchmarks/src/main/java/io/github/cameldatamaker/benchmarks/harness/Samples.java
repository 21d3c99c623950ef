package io.github.cameldatamaker.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each contender has taken, round by round. Comparisons are made within a round, and summed up after that. */
public final class Samples {

    private final Map<String, List<Sample>> byContender = new LinkedHashMap<>();

    public void add(String contender, Sample sample) {
        byContender.computeIfAbsent(contender, name -> new ArrayList<>()).add(sample);
    }

    public Map<String, List<Sample>> byContender() {
        return Collections.unmodifiableMap(byContender);
    }

    /** How many times the seconds of the others, taken together, the first takes. */
    public Spread timeRatio(String of, String... others) {
        return compare((own, other) -> own / other, Sample::seconds, of, others);
    }

    /** How many times the bytes of the other the first allocates. */
    public Spread allocationRatio(String of, String other) {
        return compare((own, its) -> own / its, Sample::allocatedBytes, of, other);
    }

    /** How many milliseconds more than the other the first takes. */
    public Spread millisecondsMore(String of, String other) {
        return compare((own, its) -> (own - its) * 1000, Sample::seconds, of, other);
    }

    private interface Comparing {

        double compare(double own, double others);
    }

    private Spread compare(Comparing comparing, ToDoubleFunction<Sample> value, String of, String... others) {
        return Spread.of(IntStream.range(0, samples(of).size())
                .mapToDouble(round -> comparing.compare(value.applyAsDouble(samples(of).get(round)),
                        Stream.of(others).mapToDouble(other -> value.applyAsDouble(samples(other).get(round))).sum()))
                .toArray());
    }

    private List<Sample> samples(String contender) {
        List<Sample> samples = byContender.get(contender);
        if (samples == null) {
            throw new IllegalArgumentException("No contender is called " + contender + ", there are " + byContender.keySet());
        }
        return samples;
    }
}
