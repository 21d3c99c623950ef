package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs with {@code --live}, against a sandbox that stands in for the service and does what the service may do. */
class LiveTest {

    private static final String KEY = "dm_key_that_nobody_may_see";

    @TempDir
    private Path folder;

    private final DataMakerSandbox service = DataMakerSandbox.builder().apiKey(KEY).start();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void ordersOfTemplatesThatDoNotKnowEachOtherGetCustomers() throws Exception {
        // Its orders refer to 1,000 customers, of which 50 are there.
        ForkedRun run = run(QuickStart.class, KEY, "--count=50");

        assertThat(run.output()).contains("orders.xlsx").doesNotContain("Failed", KEY, "Commons Logging");
        assertThat(run.exitCode()).isZero();
        assertThat(service.rowsGenerated()).isEqualTo(50 + 150 + 50 + 150);
        assertThat(files()).containsExactly("customers.csv", "orders.xlsx");
    }

    @Test
    void aCsvThatBreaksAfterAMillionBytesLeavesNoFile() throws Exception {
        service.faults().on("POST", "/templates/{id}/generate").after(2).always().cutAfter(1_000_000);

        ForkedRun run = run(QuickStart.class, KEY, "--count=6000");

        assertBroken(run, "customers-to-csv");
        assertThat(files()).isEmpty();
    }

    @Test
    void anXlsxThatBreaksAfterAMillionBytesLeavesNoFile() throws Exception {
        service.faults().on("POST", "/templates/{id}/generate").after(3).always().cutAfter(1_000_000);

        ForkedRun run = run(YamlExample.class, KEY, "--count=3500");

        assertBroken(run, "orders-to-xlsx");
        assertThat(files()).containsExactly("customers.csv");
    }

    @Test
    void aKeyThatIsWrongIsSaidAndNotShown() throws Exception {
        ForkedRun run = run(YamlExample.class, "dm_key_of_someone_else", "--count=50");

        assertThat(run.output()).contains("Failed in customers-to-database: ").contains("401").doesNotContain("\tat ", "dm_key");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(files()).isEmpty();
    }

    private ForkedRun run(Class<?> example, String key, String count) throws IOException, InterruptedException {
        return ForkedRun.of(example, key, folder, "--live", "--base-url=" + service.baseUrl(), "--customers=tmpl_customer",
                "--orders=tmpl_order", count);
    }

    private static void assertBroken(ForkedRun run, String step) {
        assertThat(run.output()).contains("Failed in " + step + ": ").contains("broke off").doesNotContain("\tat ", KEY);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
