package io.github.cameldatamaker.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Sample;
import io.github.cameldatamaker.benchmarks.harness.Spread;

/** Figures as lines of text, and as tables of Markdown. */
final class Table {

    private Table() {
    }

    /** For a terminal. */
    static String line(Figure figure) {
        String spread = spread(figure).isEmpty() ? "" : " (" + spread(figure) + ")";
        String goal = figure.hasGoal() ? ", goal " + goal(figure) + ": " + reached(figure) : "";
        return figure.what() + " / " + figure.against() + ": " + figure.unit().text(figure.value().median()) + spread + goal;
    }

    /** The ratios. */
    static String ofFigures(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder("""
                | what | against | median | half of the rounds | goal | |
                |---|---|--:|---|--:|---|
                """);
        outcomes.stream().flatMap(outcome -> outcome.figures().stream()).forEach(figure -> table.append(String.format(Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |%n", figure.what(), figure.against(), figure.unit().text(figure.value().median()),
                spread(figure),
                goal(figure), reached(figure))));
        return table.toString();
    }

    /** What the ratios are made of. */
    static String ofSamples(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder("""
                | comparison | contender | passes of | seconds | a second | bytes allocated for each |
                |---|---|--:|--:|--:|--:|
                """);
        for (Outcome outcome : outcomes) {
            for (Map.Entry<String, List<Sample>> contender : outcome.samples().entrySet()) {
                double seconds = median(contender.getValue().stream().mapToDouble(Sample::seconds).toArray());
                double bytes = median(contender.getValue().stream().mapToDouble(Sample::allocatedBytes).toArray());
                table.append(String.format(Locale.ROOT, "| %s | %s | %,d %s | %s | %,.0f | %s |%n", outcome.comparison(),
                        contender.getKey(),
                        outcome.items(), outcome.unit(), seconds(seconds), outcome.items() / seconds,
                        bytes == 0 ? "" : String.format(Locale.ROOT, "%,.0f", bytes / outcome.items())));
            }
        }
        return table.toString();
    }

    private static double median(double... values) {
        return Spread.of(values).median();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 0.1 ? "%.5f" : "%.2f", seconds);
    }

    private static String spread(Figure figure) {
        if (figure.value().low() == figure.value().high()) {
            return "";
        }
        return figure.unit().text(figure.value().low()) + " to " + figure.unit().text(figure.value().high());
    }

    private static String goal(Figure figure) {
        return figure.goal() == null ? "" : "≤ " + figure.unit().text(figure.goal());
    }

    private static String reached(Figure figure) {
        return !figure.hasGoal() ? "" : figure.isReached() ? "reached" : "**missed**";
    }
}
