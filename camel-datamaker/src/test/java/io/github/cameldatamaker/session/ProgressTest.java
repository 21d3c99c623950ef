package io.github.cameldatamaker.session;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.management.ObjectName;

import io.github.cameldatamaker.DataMakerProgressEvent;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.GenerationProgress;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The reports of a long generation. The test drives the time. */
class ProgressTest extends DrivenSandboxTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_product&count=1000";

    private final List<GenerationProgress> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof DataMakerProgressEvent progress) {
                    assertThat(progress.getExchange()).isNotNull();
                    told.add(progress.getProgress());
                }
            }
        });
    }

    private Iterator<?> rows(String uri) {
        return template.requestBody(uri, null, Iterator.class);
    }

    private void read(Iterator<?> rows, int count, Duration each) {
        for (int i = 0; i < count; i++) {
            rows.next();
            time.advance(each);
        }
    }

    private String[] shown() throws Exception {
        return (String[]) ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(
                "org.apache.camel:context=" + context.getManagementName() + ",type=services,name=DataMakerMetrics"), "Progress");
    }

    @ParameterizedTest
    @CsvSource({ "json, 1", "csv, 1", "json, 10" })
    void everyInterval(String format, int batchSize) throws Exception {
        Iterator<?> rows = rows(GENERATE + "&outputType=Iterator&format=" + format + "&batchSize=" + batchSize);

        read(rows, 1000 / batchSize, Duration.ofMillis(100L * batchSize));
        assertThat(rows.hasNext()).isFalse();

        // A hundred seconds in total, with a report every ten or a little later.
        assertThat(told.size()).isBetween(8, 11);
        assertThat(told.get(0).rows()).isBetween(100L, 120L);
        assertThat(told.get(0).percent()).hasValueSatisfying(percent -> assertThat(percent).isBetween(10, 12));
        assertThat(told.get(0).perSecond()).isBetween(9L, 12L);
        assertThat(told.get(0).timeLeft()).hasValueSatisfying(left -> assertThat(left.toSeconds()).isBetween(75L, 100L));
        assertThat(told.get(0).toString()).matches("tmpl_product: 1\\d\\d of 1,000 rows \\(1\\d%\\), \\d+ rows/s, \\d+ s left");
        assertThat(told.get(told.size() - 1).isDone()).isTrue();
        assertThat(told.get(told.size() - 1).toString()).startsWith("tmpl_product: all 1,000 rows in ");
        assertThat(shown()).isEmpty();
    }

    @Test
    void overJmxWhileItRuns() throws Exception {
        Iterator<?> rows = rows(GENERATE + "&outputType=Iterator");
        assertThat(shown()).isEmpty();

        read(rows, 250, Duration.ofMillis(10));

        assertThat(shown()).singleElement().asString().startsWith("tmpl_product: 250 of 1,000 rows (25%), 10");
        ((AutoCloseable) rows).close();
        assertThat(shown()).isEmpty();
    }

    /** A short generation reports nothing. */
    @Test
    void notBelowTheInterval() {
        Iterator<?> rows = rows(GENERATE + "&outputType=Iterator");

        read(rows, 1000, Duration.ofMillis(9));

        assertThat(rows.hasNext()).isFalse();
        assertThat(told).isEmpty();
    }

    /** A route that becomes a hundred times slower is still reported. */
    @Test
    void aRouteThatSlowsDown() {
        Iterator<?> rows = rows(GENERATE + "&outputType=Iterator");

        read(rows, 200, Duration.ofMillis(1));
        read(rows, 300, Duration.ofMillis(500));

        assertThat(told).isNotEmpty();
    }

    /** The connection breaks, and the service is slow with the rows that were already read. */
    @Test
    void whileItIsReadAgain() {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).cutAfter(60_000);
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).drip(1_000, Duration.ofMillis(20));

        CompletableFuture<Object> sent = template.asyncRequestBody(GENERATE + "&seed=s&outputType=List", null);
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
            time.advance(Duration.ofSeconds(5));
            return sent.isDone();
        });

        assertThat(sent.join()).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1000);
        assertThat(told).filteredOn(progress -> progress.readAgain().isPresent()).hasSizeGreaterThan(2)
                .allSatisfy(progress -> assertThat(progress.toString()).contains("of 1,000 rows; it broke off, and ",
                        " of 58 kB are read again"));
    }

    /** Where a chunk stands in its plan. */
    @Test
    void aChunkSaysWhichOneItIs() {
        Iterator<?> rows = template.requestBody("datamaker:generate?outputType=Iterator",
                new ChunkPlan("tmpl_product", 1, 10_000, 500, "s", Map.of()).chunk(7), Iterator.class);

        read(rows, 500, Duration.ofMillis(100));

        assertThat(told.get(0).chunk().orElseThrow().index()).isEqualTo(7);
        assertThat(told.get(0).toString()).matches(
                "tmpl_product, chunk 8 of 20 \\(from row 3,500 of 10,000\\): 1\\d\\d of 500 rows \\(2\\d%\\), \\d+ rows/s, \\d+ s left");
    }

    /** Two routes may read the same template at the same time. */
    @Test
    void theRouteThatReads() throws Exception {
        route(r -> r.from("direct:slow").routeId("slow").to(GENERATE).split(r.body()).streaming()
                .process(e -> time.advance(Duration.ofMillis(100))));

        template.sendBody("direct:slow", null);

        assertThat(told).isNotEmpty().allSatisfy(progress -> assertThat(progress.route()).contains("slow"));
        assertThat(told.get(0).toString())
                .matches("tmpl_product in route slow: [\\d,]+ of 1,000 rows \\(\\d+%\\), \\d+ rows/s, \\d+ s left");
    }

    @Test
    void bytesHaveNoRows() throws Exception {
        try (InputStream in = template.requestBody(GENERATE + "&outputType=Stream", null, InputStream.class)) {
            while (in.read() >= 0) {
                time.advance(Duration.ofMillis(1));
            }
        }

        assertThat(told).isNotEmpty();
        assertThat(told.get(0).percent()).isEmpty();
        assertThat(told.get(0).timeLeft()).isEmpty();
        assertThat(told.get(0).toString()).matches("tmpl_product: [\\d,]+ kB so far, \\d+ kB/s");
    }

    @Test
    void aProgressIntervalOfZeroTurnsItOff() throws Exception {
        Iterator<?> rows = rows(GENERATE + "&outputType=Iterator&progressInterval=0");

        read(rows, 1000, Duration.ofSeconds(1));

        assertThat(told).isEmpty();
        assertThat(shown()).isEmpty();
    }

    @Test
    void progressIntervalIsNotNegative() {
        assertThatThrownBy(() -> route(r -> r.from("direct:a").to(GENERATE + "&progressInterval=-1"))).rootCause()
                .hasMessageContaining("progressInterval is -1");
    }
}
