package io.github.cameldatamaker.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.CamelThreads;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Routes that take as long as the reader, so that rows are read ahead. Everything else is the same. */
class ReadAheadTest extends SandboxRouteTest {

    private static final int ROWS = 20_000;
    private static final String GENERATE = "datamaker:generate?template=tmpl_product&seed=s&count=" + ROWS;

    private final List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger timesAhead = new AtomicInteger();
    private CamelThreads threads;

    // The clock stands still at the component's start, and then advances by one at each look. So reading and working take the
    // same time.
    @Override
    protected void prepare(DataMakerComponent component) {
        threads = new CamelThreads(component.getCamelContext());
        AtomicLong now = new AtomicLong(1);
        ComponentInsides.setNanos(component, () -> context.isStarted() ? now.incrementAndGet() : now.get());
    }

    @BeforeEach
    void forgetFaults() {
        sandbox().faults().clear();
    }

    private long readers() {
        return threads.in(frame -> frame.getClassName().endsWith(".RowsAhead") && frame.getMethodName().equals("run"));
    }

    private void work(Exchange exchange) {
        seen.add(exchange.getMessage().getBody());
        if (seen.size() % 1000 == 0) {
            timesAhead.addAndGet((int) readers());
        }
    }

    private Exchange request(String uri) {
        return template.request(uri, e -> {});
    }

    private List<?> rows(String format) {
        return template.requestBody(GENERATE + "&outputType=List&format=" + format, null, List.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void allRowsInOrder(String format) throws Exception {
        route(r -> r.from("direct:a").to(GENERATE + "&format=" + format).split(r.body()).streaming().process(this::work));

        assertThat(request("direct:a").getException()).isNull();

        assertThat(seen).isEqualTo(rows(format));
        if (Runtime.getRuntime().availableProcessors() > 1) {
            assertThat(timesAhead.get()).as("times that a thread was seen that reads ahead").isPositive();
        }
        Awaitility.await().until(() -> readers() == 0);
        assertReleased();
    }

    @Test
    void largeRowsAreNotReadAhead() throws Exception {
        Map<?, ?> created = template.requestBody("datamaker:createTemplate", Map.of("name", "Large", "fields", List.of(
                Map.of("name", "text", "type", "enum", "options", Map.of("values", List.of("x".repeat(20_000)))))), Map.class);
        route(r -> r.from("direct:a").to("datamaker:generate?count=4000&template=" + created.get("id")).split(r.body())
                .streaming()
                .process(this::work));

        assertThat(request("direct:a").getException()).isNull();

        assertThat(seen).hasSize(4000);
        assertThat(timesAhead.get()).isZero();
    }

    @Test
    void aParallelSplitterGetsEachRowOnce() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE).split(r.body()).streaming().parallelProcessing().process(this::work));

        assertThat(request("direct:a").getException()).isNull();

        assertThat(seen).hasSize(ROWS).containsAll(rows("json").subList(0, 100));
        assertReleased();
    }

    @ParameterizedTest
    @CsvSource({ "true, 15000", "false, 20000" })
    void aFailedRow(boolean stops, int expected) throws Exception {
        route(r -> {
            r.errorHandler(r.noErrorHandler());
            var split = r.from("direct:a").to(GENERATE).split(r.body()).streaming();
            (stops ? split.stopOnException() : split).process(e -> {
                work(e);
                if (seen.size() == 15_000) {
                    throw new IllegalStateException("no more");
                }
            });
        });

        request("direct:a");

        assertThat(seen).hasSize(expected);
        Awaitility.await().until(() -> readers() == 0);
        assertReleased();
    }

    @Test
    void aResponseThatBreaksOffResumes() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).cutAfter(2_000_000);
        route(r -> r.from("direct:a").to(GENERATE).split(r.body()).streaming().process(this::work));

        assertThat(request("direct:a").getException()).isNull();

        assertThat(sandbox().faults().fired()).isEqualTo(1);
        assertThat(seen).isEqualTo(rows("json"));
        assertReleased();
    }

    @Test
    void rowsBeforeABreakAreHandedOut() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).cutAfter(2_000_000);
        route(r -> r.from("direct:a").to(GENERATE + "&resume=false").split(r.body()).streaming().process(this::work));

        assertThat(request("direct:a").getException()).isInstanceOf(DataMakerTruncatedException.class);

        assertThat(seen.subList(0, seen.size())).hasSizeGreaterThan(5_000).isEqualTo(rows("json").subList(0, seen.size()));
        Awaitility.await().until(() -> readers() == 0);
        assertReleased();
    }

    /** The route leaves the loop: rows that were read ahead are dropped, and the connection is released. */
    @Test
    void aRouteThatStopsReading() throws Exception {
        route(r -> r.from("direct:a").to(GENERATE).process(e -> {
            int count = 0;
            for (Object row : (GeneratedData) e.getMessage().getBody()) {
                e.setProperty("last", row);
                work(e);
                if (++count == 10_000) {
                    break;
                }
            }
            e.getMessage().setBody(null);
        }));

        assertThat(request("direct:a").getException()).isNull();

        Awaitility.await().until(() -> readers() == 0);
        assertReleased();
    }

    @Test
    void stoppingTheContext() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(1).stallAfter(2_000_000);
        route(r -> r.from("seda:a").to(GENERATE).split(r.body()).streaming().process(this::work));
        template.sendBody("seda:a", null);
        Awaitility.await().until(() -> seen.size() > 5_000);

        // The route does not end by itself.
        context.getShutdownStrategy().setTimeout(1);
        context.getExecutorServiceManager().setShutdownAwaitTermination(1_000);
        context.stop();

        Awaitility.await().until(() -> readers() == 0);
    }
}
