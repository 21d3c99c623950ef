package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A template that changes while a generation with a resumeKey is under way. */
@Timeout(120)
class ResumeVersionTest extends ResumedRoute {

    private String id;

    @BeforeEach
    void createTemplate() {
        Map<?, ?> created = template.requestBody("datamaker:createTemplate",
                Map.of("name", "T", "fields",
                        List.of(Map.of("name", "n", "type", "number", "options", Map.of("min", 0, "max", 9)))),
                Map.class);
        id = (String) created.get("id");
        sandbox().clearRequests();
    }

    private void change() {
        template.requestBody("datamaker:updateTemplate?template=" + id, Map.of("name", "U"), Map.class);
    }

    private String ofTemplate(String more) {
        return generate(more).replace("tmpl_customer", id);
    }

    private void assertAllOfVersion(int version) {
        assertThat(headers).extracting(DataMakerConstants.FIRST_ROW)
                .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
        assertThat(headers).extracting(DataMakerConstants.GENERATED_VERSION).containsOnly(version);
    }

    @Test
    void itResumesWithItsFirstVersion() throws Exception {
        half(ofTemplate(""));
        change();
        long paid = rowsPaid();

        start("rows");

        awaitOver("rows");
        assertAllOfVersion(1);
        assertThat(errors).isEmpty();
        assertThat(requests()).isEqualTo(1);
        assertThat(rowsPaid() - paid).isEqualTo(ROWS);
    }

    @Test
    void aVersionThatIsGone() throws Exception {
        half(ofTemplate(""));
        sandbox().faults().on("POST", "/templates/*").always().status(404);
        long paid = rowsPaid();

        start("rows");

        Awaitility.await().until(() -> !errors.isEmpty());
        Awaitility.await().during(Duration.ofMillis(300)).until(() -> errors.size() == 1);
        assertThat(errors.get(0)).isInstanceOf(DataMakerApiException.class).hasMessageContainingAll(
                "resumeKey=k has 20 of its 60 rows, of template version 1", "has generated nothing",
                "resumeKey=k sends no request until its route starts again");
        assertThat(requests()).isEqualTo(1);
        assertThat(rowsPaid() - paid).isZero();
        assertThat(bodies).hasSize(20);
    }

    /** No row is done, and the template itself may have needed a fix. */
    @Test
    void itTakesTheNextVersionIfNoRowIsDone() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicBoolean fails = new AtomicBoolean(true);
        route(r -> r.from(ofTemplate("")).routeId("rows").process(exchange -> {
            if (fails.get()) {
                failed.countDown();
                throw new IllegalStateException("no such table");
            }
            record(exchange);
        }));
        failed.await();
        stop("rows");
        fails.set(false);
        change();

        start("rows");

        awaitEnd("rows");
        assertAllOfVersion(2);
    }

    /** A row that was emitted, but whose check-point was lost with its process, comes again with the same id. */
    @Test
    void itKeepsTheVersionIfARowMayBeDone() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        context.getRegistry().bind("losing", new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                if (!lost.get()) {
                    super.setState(key, value);
                }
            }
        });
        route(r -> r.from(ofTemplate("").replace("#r", "#losing")).routeId("rows").process(exchange -> {
            lost.set(bodies.size() < 5);
            recordUntil(exchange, 4);
        }));
        endInFlight("rows", this::stop);
        lost.set(false);
        List<?> before = List.copyOf(headers.stream().map(all -> all.get(DataMakerConstants.ROW_ID)).toList());
        headers.clear();
        change();

        start("rows");

        awaitEnd("rows");
        assertAllOfVersion(1);
        assertThat(headers.stream().map(all -> all.get(DataMakerConstants.ROW_ID)).limit(5).toList()).isEqualTo(before);
    }
}
