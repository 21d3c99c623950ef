package io.github.cameldatamaker.consume;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.generate.Customer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A generation with a resumeKey emits an exchange for each row, and resumes where it was. */
@Timeout(120)
class ResumeKeyTest extends ResumedRoute {

    @TempDir
    Path folder;

    private void awaitRows(int rows) {
        Awaitility.await().untilAsserted(() -> assertThat(bodies).hasSize(rows));
    }

    @Test
    void anExchangeForEachRow() throws Exception {
        List<Object> rows = undisturbed("&seed=s");

        route(r -> r.from(generate("&seed=s")).routeId("rows").process(this::record));

        awaitRows(ROWS);
        awaitEnd("rows");
        assertThat(bodies).isEqualTo(rows);
        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
        assertThat(headers).extracting(DataMakerConstants.ROW_ID)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).mapToObj(row -> "tmpl_customer:1:s:" + row).toList());
        assertThat(headers.get(7)).containsEntry(DataMakerConstants.GENERATED_SEED, "s")
                .containsEntry(DataMakerConstants.GENERATED_VERSION, 1);
        assertThat(requests()).isEqualTo(1);
        assertReleased();
    }

    /** Rows are read from their own texts, and are the same as those of a split. */
    @ParameterizedTest
    @CsvSource({
            "json, Map, 1", "json, Map, 7", "json, String, 1", "json, io.github.cameldatamaker.generate.Customer, 7",
            "csv, Map, 1",
            "csv, Map, 60", "csv, String, 100", "csv, io.github.cameldatamaker.generate.Customer, 1" })
    void formatsAndShapes(String format, String rowType, int batchSize) throws Exception {
        List<Object> rows = undisturbed("&seed=s&format=" + format + "&rowType=" + rowType);

        route(r -> r.from(generate("&seed=s&format=" + format + "&rowType=" + rowType + "&batchSize=" + batchSize))
                .routeId("rows")
                .process(this::record));

        awaitRows((ROWS + batchSize - 1) / batchSize);
        awaitEnd("rows");
        assertThat(bodies.stream().flatMap(body -> batchSize == 1 ? Stream.of(body) : ((List<?>) body).stream()).toList())
                .isEqualTo(rows).allMatch(row -> !rowType.contains(".") || row instanceof Customer);
        assertThat(headers.get(headers.size() - 1)).containsEntry(DataMakerConstants.ROW_ID,
                "tmpl_customer:1:s:" + (headers.size() - 1) * batchSize);
    }

    @Test
    void aFinishedKeyEmitsNothing() throws Exception {
        route(r -> r.from(generate("")).routeId("rows").process(this::record));
        awaitRows(ROWS);
        awaitEnd("rows");
        String done = repository.getState(key());

        stop("rows");
        start("rows");

        awaitEnd("rows");
        assertThat(bodies).hasSize(ROWS);
        assertThat(requests()).isEqualTo(1);
        assertThat(repository.getState(key())).isEqualTo(done);
    }

    /** It counts polls and not rows, anew with each start. */
    @Test
    void repeatCount() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        route(r -> r.from(generate("&repeatCount=1")).routeId("rows").process(exchange -> {
            if (bodies.size() == 20 && failures.incrementAndGet() == 1) {
                throw new IllegalStateException("no such table");
            }
            record(exchange);
        }));
        Awaitility.await().until(() -> !consumer("rows").isSchedulerStarted());
        assertThat(bodies).hasSize(20);

        stop("rows");
        start("rows");

        awaitRows(ROWS);
        awaitEnd("rows");
        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
        assertThat(requests()).isEqualTo(2);
    }

    /** As the page says. */
    @Test
    void aStateThatIsRemovedBeginsAnew() throws Exception {
        context.getRegistry().bind("progress", new DataMakerFileStateRepository(folder.resolve("removed.state")));
        route(r -> {
            r.from(generate("").replace("#r", "#progress")).routeId("rows").process(this::record);
            r.from("direct:forget").bean("progress", "forget('datamaker:resume:k')");
        });
        awaitRows(ROWS);
        awaitEnd("rows");

        stop("rows");
        template.sendBody("direct:forget", null);
        start("rows");

        awaitRows(2 * ROWS);
        awaitEnd("rows");
        assertThat(headers.stream().map(all -> all.get(DataMakerConstants.GENERATED_SEED)).distinct()).hasSize(2);
    }

    /** The exchange in flight completes, no other begins, and the next start resumes after it, with the same random seed. */
    @ParameterizedTest
    @CsvSource({ "json, 0", "json, 1", "json, 31", "csv, 31", "json, 59" })
    void stopAndStart(String format, int index) throws Exception {
        route(r -> r.from(generate("&format=" + format)).routeId("rows").process(exchange -> recordUntil(exchange, index)));

        endInFlight("rows", this::stop);

        assertThat(bodies).hasSize(index + 1);
        assertReleased();

        start("rows");

        awaitEnd("rows");
        String seed = (String) headers.get(0).get(DataMakerConstants.GENERATED_SEED);
        assertThat(bodies).isEqualTo(undisturbed("&seed=" + seed + "&format=" + format));
        assertThat(new HashSet<>(headers.stream().map(all -> all.get(DataMakerConstants.ROW_ID)).toList())).hasSize(ROWS);
    }

    @Test
    void suspendAndResume() throws Exception {
        route(r -> r.from(generate("&seed=s")).routeId("rows").process(exchange -> recordUntil(exchange, 20)));

        endInFlight("rows", context.getRouteController()::suspendRoute);

        assertThat(bodies).hasSize(21);

        context.getRouteController().resumeRoute("rows");

        awaitEnd("rows");
        assertThat(bodies).isEqualTo(undisturbed("&seed=s"));
    }

    @Test
    void anotherContextOnTheSameRepository() throws Exception {
        context.getRegistry().bind("file", new DataMakerFileStateRepository(folder.resolve("state")));
        String uri = generate("").replace("#r", "#file");
        route(r -> r.from(uri).routeId("rows").process(exchange -> recordUntil(exchange, 33)));
        endInFlight("rows", route -> context.stop());
        assertThat(bodies).hasSize(34);

        try (DefaultCamelContext other = new DefaultCamelContext()) {
            DataMakerComponent component = other.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(baseUrl());
            component.getConfiguration().setApiKey(apiKey());
            other.getRegistry().bind("file", new DataMakerFileStateRepository(folder.resolve("state")));
            other.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(uri).process(exchange -> record(exchange));
                }
            });
            other.start();
            awaitRows(ROWS);
        }
        assertThat(new HashSet<>(headers.stream().map(all -> all.get(DataMakerConstants.GENERATED_SEED)).toList())).hasSize(1);
        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 7 })
    void aFailedRouteGetsTheSameAgain(int batchSize) throws Exception {
        List<Object> rows = undisturbed("&seed=s");
        AtomicInteger number = new AtomicInteger();
        route(r -> r.from(generate("&seed=s&batchSize=" + batchSize)).routeId("rows").process(exchange -> {
            record(exchange);
            if (number.getAndIncrement() % 8 == 7) {
                throw new IllegalStateException("a failing route");
            }
        }));

        awaitEnd("rows");

        List<Object> completed = LongStream.range(0, bodies.size()).filter(index -> index % 8 != 7)
                .mapToObj(index -> bodies.get((int) index))
                .flatMap(body -> batchSize == 1 ? Stream.of(body) : ((List<?>) body).stream()).map(Object.class::cast).toList();
        assertThat(completed).isEqualTo(rows);
        assertThat(bodies.get(8)).isEqualTo(bodies.get(7));
        assertThat(headers.get(8)).containsEntry(DataMakerConstants.ROW_ID, headers.get(7).get(DataMakerConstants.ROW_ID));
    }

    /** A transaction that is rolled back without an exception has not completed. */
    @Test
    void aRollbackOnPurpose() throws Exception {
        AtomicInteger number = new AtomicInteger();
        route(r -> r.from(generate("&count=3")).routeId("rows").process(this::record)
                .filter(exchange -> number.getAndIncrement() == 1).markRollbackOnly());

        awaitEnd("rows");

        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW).containsExactly(0L, 1L, 1L, 2L);
    }

    @Test
    void cutConnectionsResume() throws Exception {
        List<Object> rows = undisturbed("&seed=s");
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).cutAfter(3_000);
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).cutAfter(9_000);

        route(r -> r.from(generate("&seed=s")).routeId("rows").process(this::record));

        awaitEnd("rows");
        assertThat(bodies).isEqualTo(rows);
        assertThat(requests()).isEqualTo(3);
    }

    /** With resume=false the next poll resumes. */
    @Test
    void cutConnectionsWithoutResume() throws Exception {
        List<Object> rows = undisturbed("&seed=s");
        sandbox().faults().on("POST", "/templates/{id}/generate").times(3).cutAfter(9_000);

        route(r -> r.from(generate("&seed=s&resume=false")).routeId("rows").process(this::record));

        awaitEnd("rows");
        assertThat(bodies).isEqualTo(rows);
        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void theSeedIsStoredBeforeTheRequest() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).neverRespond();
        route(r -> r.from(generate("&responseTimeout=10m")).routeId("rows").process(this::record));
        Awaitility.await().until(() -> requests() == 1);
        String stored = repository.getState(key());

        stop("rows");

        // It does not wait for its response.
        Awaitility.await().until(() -> !consumer("rows").isPolling());
        start("rows");
        awaitEnd("rows");
        String seed = (String) headers.get(0).get(DataMakerConstants.GENERATED_SEED);
        assertThat(stored).contains("\"seed\":\"" + seed + "\"").contains("\"rows\":0");
        assertThat(bodies).hasSize(ROWS);
    }

    /** Nobody needs the skipped rows. */
    @Test
    void aStopEndsTheSkipping() throws Exception {
        route(r -> r.from(generate("")).routeId("rows").process(exchange -> recordUntil(exchange, 40)));
        endInFlight("rows", this::stop);
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).stallAfter(2_000);
        start("rows");
        Awaitility.await().until(() -> requests() == 2);

        stop("rows");

        // It does not wait for the rows that are done.
        Awaitility.await().until(() -> !consumer("rows").isPolling());
        assertThat(bodies).hasSize(41);
        assertReleased();
    }

    @Test
    void theStateRepositoryIsTheDefault() throws Exception {
        route(r -> r.from(generate("").replace("resumeRepository", "stateRepository")).routeId("rows").process(this::record));

        awaitEnd("rows");
        assertThat(repository.getState(key())).contains("\"rows\":" + ROWS);
        // Otherwise it would be the seed of a later datamaker:generate.
        assertThat(headers.get(0)).doesNotContainKey(DataMakerConstants.SEED);
    }
}
