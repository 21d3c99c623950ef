package io.github.cameldatamaker.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WorkersExampleTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return new WorkersExample(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(Map.of(), Stream.concat(Stream.of("--folder=" + folder), Stream.of(args)).toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyRowIsThereOnceAlthoughAWorkerIsKilled() {
        String overKafka = contentAfterAKill(Broker.kafka);
        out.reset();
        String overJms = contentAfterAKill(Broker.jms);

        // Whoever did what: the rows are those of the plan.
        assertThat(overKafka).isNotEmpty().isEqualTo(overJms);
    }

    private String contentAfterAKill(Broker broker) {
        int exitCode = run("--broker=" + broker, "--count=2000", "--chunk-size=100", "--workers=3", "--kills=1");

        assertThat(err()).isEmpty();
        assertThat(out()).startsWith("Starting the DataMaker sandbox, PostgreSQL and " + broker.product())
                .containsPattern("\nWatch the sandbox in a browser: http://localhost:\\d+/\n")
                .contains("Planned 2,000 rows in 20 chunks for 3 workers")
                .containsPattern("(?m)^  \\d+ chunks done: worker-[123] is killed, worker-4 is added$")
                .contains("PostgreSQL has 2,000 rows, 2,000 of them distinct, of 20 chunks: exactly what was planned");
        assertThat(exitCode).isZero();
        return out().substring(out().indexOf("MD5 of all rows: "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--count=0      | --count must be between 1 and 100000000, not 0",
            "--chunk-size=0 | --chunk-size must be between 1 and 1000000, not 0",
            "--workers=13   | --workers must be between 1 and 12, not 13",
            "--kills=-1     | --kills must be between 0 and 20, not -1",
            "--broker=amqp  | Invalid value for option '--broker': expected one of [kafka, jms] (case-sensitive) but was 'amqp'" })
    void aWrongArgumentIsNamed(String argument, String message) {
        int exitCode = run(argument);

        assertThat(err()).contains(message).contains("--help").hasLineCount(1);
        assertThat(out()).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void helpShowsTheCommandAndAllOptions() {
        assertThat(run("--help")).isZero();

        assertThat(out()).contains("mvn -q verify -Pworkers", "kafka, jms", "--broker", "--count", "--chunk-size", "--workers",
                "--kills", "--folder");
    }
}
