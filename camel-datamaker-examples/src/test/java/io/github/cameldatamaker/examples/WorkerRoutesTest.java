package io.github.cameldatamaker.examples;

import java.nio.file.Path;
import java.util.Map;

import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One worker's routes, given chunks by hand in the place of a broker. */
class WorkerRoutesTest {

    private static final ChunkPlan PLAN = new ChunkPlan("tmpl_customer", 1, 5_000, 2_500, "seed", Map.of());

    @TempDir
    private Path folder;

    private final DataMakerSandbox service = DataMakerSandbox.start();
    private final Main worker = new Main();
    private LocalPostgres postgres;
    private ChunkBook book;

    @BeforeEach
    void start() throws Exception {
        postgres = LocalPostgres.starting(folder);
        postgres.execute("/sql/workers.sql");
        book = new ChunkBook(postgres.database());
        worker.setDefaultPropertyPlaceholderLocation("classpath:worker.properties");
        worker.addInitialProperty("chunks", "direct:chunks");
        worker.addInitialProperty("worker", "worker-1");
        worker.addInitialProperty("postgres.url", postgres.url());
        worker.addInitialProperty("camel.component.datamaker.base-url", service.baseUrl());
        worker.addInitialProperty("camel.component.datamaker.api-key", service.apiKey());
        worker.addInitialProperty("camel.component.datamaker.resume", "false");
        worker.configure().addRoutesBuilder(new WorkerRoutes());
        worker.start();
    }

    @AfterEach
    void stop() {
        worker.stop();
        postgres.close();
        service.close();
    }

    private void deliver(int chunk) throws Exception {
        worker.getCamelTemplate().sendBody("direct:chunks", PLAN.chunk(chunk).toJson());
    }

    @Test
    void aChunkDeliveredTwiceIsWrittenAndPaidOnce() throws Exception {
        deliver(1);
        deliver(0);
        deliver(1);

        assertThat(book.content().isExactly(5_000, 2)).isTrue();
        assertThat(book.redelivered()).containsExactly(Map.entry("worker-1", 1L));
        assertThat(service.rowsGenerated()).isEqualTo(5_000);
    }

    @Test
    void aChunkThatBreaksOffLeavesNeitherRowsNorMarkAndMayComeAgain() throws Exception {
        service.faults().on("POST", "/templates/{id}/generate").cutAfter(600_000);
        assertThatThrownBy(() -> deliver(0)).isNotNull();
        assertThat(service.faults().fired()).isEqualTo(1);
        assertThat(book.content().rows()).isZero();
        assertThat(book.chunksDone()).isZero();

        deliver(0);
        deliver(1);

        assertThat(book.content().isExactly(5_000, 2)).isTrue();
    }

    @Test
    void whatIsMissingOrTwiceIsSeen() throws Exception {
        deliver(0);
        assertThat(book.content().isExactly(5_000, 2)).isFalse();
        deliver(1);
        try (var connection = postgres.database().getConnection()) {
            connection.createStatement().execute("UPDATE generated_customers SET number = 7 WHERE number = 8");
        }

        assertThat(book.content().rows()).isEqualTo(5_000);
        assertThat(book.content().isExactly(5_000, 2)).isFalse();
    }
}
