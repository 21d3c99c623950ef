package io.github.cameldatamaker.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.cameldatamaker.benchmarks.comparison.Comparisons;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was asked for on the command line. */
final class BenchmarkOptions {

    private static final long DEFAULT_ROWS = 1_000_000;
    private static final int DEFAULT_ROUNDS = 5;

    @Spec
    private CommandSpec command;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "" + DEFAULT_ROWS,
            description = "Rows of a pass; where a row takes longer, there are fewer. Default: ${DEFAULT-VALUE}.")
    private long rows;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "" + DEFAULT_ROUNDS,
            description = "Passes that count. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--only", paramLabel = "NAME,...", defaultValue = "",
            description = "Comparisons, by their names or groups. Default: all.")
    private String only;

    @Option(names = "--publish", arity = "1", paramLabel = "true|false", defaultValue = "false",
            description = "Whether docs/performance.md gets the figures.")
    private boolean publish;

    @Option(names = "--jvm-args", paramLabel = "ARGS", defaultValue = "",
            description = "For the JVM of a comparison, to profile it.")
    private String jvmArgs;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "target",
            description = "Where the results go. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = "--docs", paramLabel = "DIR", defaultValue = "docs",
            description = "Where performance.md is. Default: ${DEFAULT-VALUE}.")
    private Path docs;

    @Option(names = { "-h", "--help" }, usageHelp = true, description = "This text.")
    private boolean help;

    void check() {
        if (rows < 1 || rounds < 1) {
            throw refused("There must be a row and a round at least");
        }
        comparisons();
        if (publish) {
            checkWhole();
        }
    }

    /** Part of the figures, or worse ones, must not take the place of all of them. */
    private void checkWhole() {
        if (!only.isBlank()) {
            throw refused("-Dpublish replaces all figures: leave out -Donly=" + only + ", or -Dpublish");
        }
        if (!jvmArgs.isBlank()) {
            throw refused("-Dpublish takes the JVM as it is: leave out -DjvmArgs=" + jvmArgs + ", or -Dpublish");
        }
        if (rounds < DEFAULT_ROUNDS) {
            throw refused(
                    "-Dpublish takes " + DEFAULT_ROUNDS + " rounds or more: leave out -Drounds=" + rounds + ", or -Dpublish");
        }
        if (rows < DEFAULT_ROWS) {
            throw refused("-Dpublish takes " + DEFAULT_ROWS + " rows or more: leave out -Drows=" + rows + ", or -Dpublish");
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(command.commandLine(), why);
    }

    List<String> comparisons() {
        if (only.isBlank()) {
            return List.copyOf(Comparisons.names());
        }
        // Groups may overlap.
        Set<String> chosen = new LinkedHashSet<>();
        for (String name : only.split(",")) {
            List<String> found = Comparisons.of(name.trim());
            if (found.isEmpty()) {
                throw refused("There is no comparison " + name + ", there are " + Comparisons.names());
            }
            chosen.addAll(found);
        }
        return List.copyOf(chosen);
    }

    List<String> jvmArgs() {
        return Stream.of(jvmArgs.split(" ")).filter(arg -> !arg.isEmpty()).toList();
    }

    long rows() {
        return rows;
    }

    int rounds() {
        return rounds;
    }

    boolean publish() {
        return publish;
    }

    Path folder() {
        return folder;
    }

    Path docs() {
        return docs;
    }
}
