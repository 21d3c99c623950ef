package io.github.cameldatamaker.benchmarks.harness;

import java.util.List;
import java.util.Map;

/**
 * What a comparison has found.
 *
 * @param comparison its name
 * @param items      how many rows, lines or calls a pass had
 * @param unit       what those are: rows, lines, calls
 * @param figures    its results
 * @param samples    what these are made of: each contender, round by round
 */
public record Outcome(String comparison, long items, String unit, List<Figure> figures, Map<String, List<Sample>> samples) {
}
