package io.github.cameldatamaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.benchmarks.harness.Outcome;

/**
 * All that was measured, as a page, a picture and data.
 *
 * @param machine   what it was measured on
 * @param rounds    how many passes counted
 * @param rowLength of JSON on average, in bytes
 */
record Report(Map<String, String> machine, int rounds, int rowLength, List<Outcome> outcomes) {

    private static final String BEGIN = "<!-- figures: begin; written by mvn -q verify -Pbenchmarks -Dpublish -->\n";
    private static final String END = "<!-- figures: end -->\n";

    /** Into {@code benchmarks.md}, {@code .svg} and {@code .json} of a folder. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("benchmarks.md"), page());
        Files.writeString(folder.resolve("benchmarks.svg"), picture());
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(folder.resolve("benchmarks.json").toFile(), this);
    }

    /** Into {@code performance.md}, between the comments that mark the place, and {@code performance.svg} of a folder. */
    void publish(Path docs) throws IOException {
        Path file = docs.resolve("performance.md");
        String before = Files.readString(file);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(file + " has no place for the figures");
        }
        Files.writeString(file, before.substring(0, begin + BEGIN.length()) + page() + before.substring(end));
        Files.writeString(docs.resolve("performance.svg"), picture());
    }

    private String page() {
        return machine.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue()).collect(Collectors.joining("; "))
                + ".\nRounds: " + rounds + ". A row of JSON has " + rowLength + " bytes.\n\n"
                + Table.ofFigures(outcomes) + "\nWhat they are made of, medians:\n\n" + Table.ofSamples(outcomes);
    }

    private String picture() {
        return Picture.of(outcomes.stream().flatMap(outcome -> outcome.figures().stream()).toList());
    }
}
