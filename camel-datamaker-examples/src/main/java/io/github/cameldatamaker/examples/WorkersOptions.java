package io.github.cameldatamaker.examples;

import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was asked for on the command line of the example with workers. */
final class WorkersOptions implements CheckedOptions {

    @Spec
    private CommandSpec command;

    @Option(names = "--broker", paramLabel = "BROKER", defaultValue = "kafka",
            description = "What holds the chunks: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Broker broker;

    @Option(names = "--count", paramLabel = "N", defaultValue = "200000",
            description = "Rows to generate. Default: ${DEFAULT-VALUE}.")
    private long count;

    @Option(names = "--chunk-size", paramLabel = "N", defaultValue = "2000",
            description = "Rows a chunk. Default: ${DEFAULT-VALUE}.")
    private long chunkSize;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "3",
            description = "Workers at a time, each a process of its own. Default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "2",
            description = "How often a worker is killed, and another one added. Default: ${DEFAULT-VALUE}.")
    private int kills;

    @Option(names = "--folder", paramLabel = "DIR", defaultValue = "target/workers",
            description = "Where the workers' logs go. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(names = { "-h", "--help" }, usageHelp = true, description = "This text.")
    private boolean help;

    @Override
    public void check(Map<String, String> environment) {
        between("--count", count, 1, 100_000_000);
        between("--chunk-size", chunkSize, 1, 1_000_000);
        between("--workers", workers, 1, 12);
        between("--kills", kills, 0, 20);
    }

    private void between(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new ParameterException(command.commandLine(),
                    option + " must be between " + least + " and " + most + ", not " + value);
        }
    }

    Broker broker() {
        return broker;
    }

    long count() {
        return count;
    }

    long chunkSize() {
        return chunkSize;
    }

    long chunks() {
        return (count - 1) / chunkSize + 1;
    }

    int workers() {
        return workers;
    }

    int kills() {
        return kills;
    }

    Path folder() {
        return folder;
    }
}
