package io.github.cameldatamaker.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Measures, and writes what it has found: {@code mvn -q verify -Pbenchmarks}. */
public final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] args) throws Exception {
        BenchmarkOptions options = new BenchmarkOptions();
        CommandLine commandLine = new CommandLine(options);
        try {
            commandLine.parseArgs(args);
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(System.out);
                return;
            }
            options.check();
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        run(options);
    }

    private static void run(BenchmarkOptions options) throws Exception {
        Path work = Files.createDirectories(options.folder().resolve("benchmarks"));
        List<Outcome> outcomes = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start()) {
            Setting setting = new Setting(options.rows(), options.rounds(), server.baseUrl(), work);
            Report report = new Report(
                    Machine.facts(ComparisonProcess.jvmOptions(options.jvmArgs())), options.rounds(), server.rowLength(),
                    outcomes);
            for (String name : options.comparisons()) {
                outcomes.add(measured(name, setting, options));
                // Each time: a run that is broken off keeps what it has.
                report.write(options.folder());
            }
            if (options.publish()) {
                report.publish(options.docs());
            }
        }
        System.out.println("Written to " + options.folder().resolve("benchmarks.md"));
    }

    private static Outcome measured(String name, Setting setting, BenchmarkOptions options) throws Exception {
        long start = System.nanoTime();
        Outcome outcome = ComparisonProcess.run(name, setting, ComparisonProcess.jvmOptions(options.jvmArgs()));
        System.out.printf(Locale.ROOT, "%s: %.0f s%n", name, (System.nanoTime() - start) / 1e9);
        outcome.figures().forEach(figure -> System.out.println("  " + Table.line(figure)));
        return outcome;
    }
}
