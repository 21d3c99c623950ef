package io.github.cameldatamaker.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Both examples, against the sandbox that they start. */
class ExamplesTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    static Stream<Arguments> examples() {
        BiFunction<PrintStream, PrintStream, Example> java = QuickStart::example;
        BiFunction<PrintStream, PrintStream, Example> yaml = YamlExample::example;
        return Stream.of(Arguments.of("quickstart", java), Arguments.of("yaml", yaml));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void everyRowArrivesAndEveryOrderHasItsCustomer(String name, BiFunction<PrintStream, PrintStream, Example> example)
            throws IOException {
        int exitCode = run(example, Map.of(), "--count=1200");

        assertThat(err()).isEmpty();
        assertThat(exitCode).isZero();
        assertThat(out().lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.equals("what where rows seconds rows/s"))
                .anyMatch(line -> line.startsWith("customers PostgreSQL, table customers 1,200 "))
                .anyMatch(line -> line.startsWith("orders PostgreSQL, table orders 3,600 "))
                .anyMatch(line -> line.startsWith("orders Artemis, queue orders 3,600 "))
                .anyMatch(line -> line.startsWith("customers " + folder.resolve("customers.csv") + " 1,200 "))
                .anyMatch(line -> line.startsWith("orders " + folder.resolve("orders.xlsx") + " 3,600 "));
        assertThat(customers()).hasSize(1200).containsAll(customersOfOrders());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("customers.csv", "orders.xlsx",
                    "postgres");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --count=0          | --count must be between 1 and 300000, not 0
            --count=300001     | --count must be between 1 and 300000, not 300001
            --count=many       | Invalid value for option '--count': 'many' is no whole number between 1 and 300000
            --count=1.5        | Invalid value for option '--count': '1.5' is no whole number between 1 and 300000
            --base-url=http://localhost:1 | is the address of the real service, and is used with --live only: add --live
            --count            | Missing required parameter for option '--count'
            --colour=red       | Unknown option: '--colour=red'
            500                | Unmatched argument at index 1: '500'
            --live             | --live needs an API key in the environment variable DM_API_KEY
            """)
    void aWrongArgumentIsNamed(String argument, String message) {
        int exitCode = run(QuickStart::example, Map.of(), argument);

        assertThat(err()).contains(message).contains("--help").hasLineCount(1);
        assertThat(out()).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }

    /** The build gives the first of them. In a process of its own, since picocli would warn on its standard error. */
    @Test
    void theLastFolderIsTakenAndNothingIsSaidOfTheOther() throws Exception {
        Path other = folder.resolve("other");

        ForkedRun run = ForkedRun.of(QuickStart.class, "", folder.resolve("of-the-build"), "--folder=" + other, "--count=1");

        assertThat(run.output()).startsWith("Starting the DataMaker sandbox")
                .containsPattern("\nWatch the sandbox in a browser: http://localhost:\\d+/\n")
                .contains(other.resolve("orders.xlsx").toString())
                .doesNotContain("WARN");
        assertThat(run.exitCode()).isZero();
        assertThat(other.resolve("customers.csv")).exists();
        assertThat(folder.resolve("of-the-build")).doesNotExist();
    }

    @Test
    void theServiceDoesNotKnowTheSandboxesTemplates() {
        int exitCode = run(YamlExample::example, Map.of("DM_API_KEY", "secret"), "--live", "--customers=tmpl_abc123");

        assertThat(err()).startsWith("--live needs two templates of your account").doesNotContain("secret");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void helpShowsTheCommandAndAllOptions() {
        int exitCode = run(YamlExample::example, Map.of(), "--help");

        assertThat(out()).contains("mvn -q verify -Pyaml", "--count", "--live", "--customers", "--orders", "--base-url",
                "--folder",
                "DM_API_KEY", "Free plan");
        assertThat(exitCode).isZero();
    }

    private int run(BiFunction<PrintStream, PrintStream, Example> example, Map<String, String> environment, String... args) {
        String[] all = Stream.concat(Stream.of("--folder=" + folder), Stream.of(args)).toArray(String[]::new);
        return example
                .apply(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(environment, all);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Set<String> customers() throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper().readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader()).readValues(folder.resolve("customers.csv").toFile())) {
            return rows.readAll().stream().map(row -> row.get("id")).collect(Collectors.toSet());
        }
    }

    private Set<String> customersOfOrders() throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(folder.resolve("orders.xlsx").toFile());
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.skip(1).map(row -> row.getCellText(1)).collect(Collectors.toSet());
        }
    }
}
