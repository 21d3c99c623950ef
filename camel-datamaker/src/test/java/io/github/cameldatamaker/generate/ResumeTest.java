package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.sandbox.fault.Faults;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A generation whose connection breaks resumes, and the route sees one uninterrupted GeneratedData. */
class ResumeTest extends SandboxRouteTest {

    private static final int ROWS = 200;
    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&seed=s&count=" + ROWS;

    @TempDir
    Path folder;

    @BeforeEach
    void forgetRequests() {
        sandbox().faults().clear();
        sandbox().clearRequests();
    }

    private static Faults.Rule breaking() {
        return sandbox().faults().on("POST", "/templates/{id}/generate");
    }

    private byte[] whole(GenerateFormat format) {
        byte[] bytes = template.requestBody(GENERATE + "&outputType=Bytes&format=" + format, null, byte[].class);
        sandbox().clearRequests();
        return bytes;
    }

    private Exchange request(String uri) {
        return template.request(uri, e -> {});
    }

    @ParameterizedTest
    @EnumSource(names = { "json", "csv", "sql" })
    void theBytesAreTheSameWhereverItBreaks(GenerateFormat format) {
        byte[] whole = whole(format);

        for (int cut : new int[] { 0, 1, 1000, whole.length / 2, whole.length - 1 }) {
            breaking().times(1).cutAfter(cut);
            byte[] healed = template.requestBody(GENERATE + "&outputType=Bytes&format=" + format, null, byte[].class);
            assertThat(healed).as("cut after byte %d", cut).isEqualTo(whole);
        }
        assertThat(sandbox().requests()).hasSize(10);
    }

    /** A workbook says in its last bytes when it was made, so only its rows are the same. */
    @Test
    void theSheetIsTheSame() throws Exception {
        byte[] whole = whole(GenerateFormat.xlsx);
        breaking().times(1).cutAfter(whole.length / 2);

        byte[] healed = template.requestBody(GENERATE + "&outputType=Bytes&format=xlsx", null, byte[].class);

        assertThat(sheet(healed)).isEqualTo(sheet(whole));
        assertThat(sandbox().requests()).hasSize(2);
    }

    private byte[] sheet(byte[] workbook) throws IOException {
        Path file = Files.write(folder.resolve("workbook.xlsx"), workbook);
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return sheet.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({ "json, 1", "csv, 1", "json, 7", "csv, 7" })
    void aSplitGetsEachRowOnce(String format, int batchSize) throws Exception {
        List<?> rows = template.requestBody(GENERATE + "&outputType=List&format=" + format, null, List.class);
        breaking().times(1).cutAfter(5_000);
        breaking().times(1).cutAfter(9_000);
        breaking().times(1).cutAfter(20_000);
        route(r -> r.from("direct:a").to(GENERATE + "&format=" + format + "&batchSize=" + batchSize)
                .split(r.body()).streaming().to("mock:rows"));

        assertThat(request("direct:a").getException()).isNull();

        List<Object> split = mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody())
                .flatMap(body -> body instanceof List<?> batch ? batch.stream().map(Object.class::cast) : Stream.of(body))
                .toList();
        assertThat(split).isEqualTo(rows);
        assertReleased();
    }

    @Test
    void withoutASeedItGetsARandomOne() {
        breaking().times(1).cutAfter(5_000);

        Exchange out = request("datamaker:generate?template=tmpl_customer&count=100&outputType=List");

        assertThat(out.getException()).isNull();
        String seed = out.getMessage().getHeader(DataMakerConstants.GENERATED_SEED, String.class);
        assertThat(request("datamaker:generate?template=tmpl_customer&count=100&outputType=List&seed=" + seed).getMessage()
                .getBody())
                .isEqualTo(out.getMessage().getBody());
    }

    @Test
    void aFailedGenerateSaysItsSeedToo() {
        breaking().times(1).status(500);

        Exchange out = request("datamaker:generate?template=tmpl_customer&count=100");

        assertThat(out.getException()).isNotNull();
        assertThat(out.getMessage().getHeader(DataMakerConstants.GENERATED_SEED)).isNotNull();
    }

    /** The transport ends cleanly, but the document is not closed. */
    @Test
    void anEarlyEndResumes() {
        byte[] whole = whole(GenerateFormat.json);
        breaking().times(1).endEarlyAfter(7_000);

        assertThat(template.requestBody(GENERATE + "&outputType=Bytes", null, byte[].class)).isEqualTo(whole);
    }

    @Test
    void aStalledResponseResumes() {
        byte[] whole = whole(GenerateFormat.json);
        breaking().times(1).stallAfter(7_000);

        assertThat(template.requestBody(GENERATE + "&outputType=Bytes&idleTimeout=300", null, byte[].class)).isEqualTo(whole);
    }

    /** A service that is down for a while costs no resume. */
    @ParameterizedTest
    @ValueSource(ints = { 408, 500, 503, 0 })
    void aServiceThatIsDownForAWhile(int status) {
        byte[] whole = whole(GenerateFormat.json);
        breaking().times(1).cutAfter(7_000);
        if (status == 0) {
            breaking().times(8).disconnect();
        } else {
            breaking().times(8).status(status);
        }

        byte[] healed = template.requestBody(
                GENERATE + "&outputType=Bytes&maxResumes=1&maxRetries=0&retryBackoff=1ms&maxRetryBackoff=5ms", null,
                byte[].class);

        assertThat(healed).isEqualTo(whole);
        assertThat(sandbox().requests()).hasSize(10);
    }

    @Test
    void aServiceThatStaysDown() {
        breaking().times(1).cutAfter(7_000);
        breaking().always().status(503);

        Exception failure = request(
                GENERATE + "&outputType=List&maxResumes=1&retryBackoff=1ms&maxRetryBackoff=5ms&maxRateLimitWait=300ms")
                .getException();

        assertThat(failure).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(failure.getSuppressed()).singleElement().satisfies(cause -> assertThat(cause).hasMessageContaining("503"));
        assertThat(sandbox().requests()).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @CsvSource({ "0, 1", "1, 2", "3, 4" })
    void maxResumes(int max, int requests) {
        breaking().always().cutAfter(5_000);

        Exception failure = request(GENERATE + "&outputType=List&maxResumes=" + max).getException();

        assertThat(failure).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(sandbox().requests()).hasSize(requests);
        assertReleased();
    }

    @Test
    void resumeFalse() {
        breaking().times(1).cutAfter(5_000);

        Exchange out = request("datamaker:generate?template=tmpl_customer&count=100&outputType=List&resume=false");

        assertThat(out.getException()).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(sandbox().requests()).hasSize(1);
        assertThat(out.getMessage().getHeader(DataMakerConstants.GENERATED_SEED)).isNull();
    }

    /** A request that is refused for good is not repeated. */
    @Test
    void aKeyThatIsRefusedMeanwhile() {
        breaking().times(1).cutAfter(5_000);
        breaking().always().status(401);

        Exception failure = request(GENERATE + "&outputType=List").getException();

        assertThat(failure).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(failure.getSuppressed()).singleElement().satisfies(cause -> assertThat(cause).hasMessageContaining("401"));
        assertThat(sandbox().requests()).hasSize(2);
    }

    /** The reason why it could not resume is suppressed in the break, not in its place. */
    @Test
    void aSplitGetsTheBreak() throws Exception {
        breaking().times(1).cutAfter(9_000);
        breaking().always().status(401);
        route(r -> r.from("direct:a").to(GENERATE).split(r.body()).streaming().to("mock:rows"));

        assertThat(request("direct:a").getException()).isInstanceOf(DataMakerTruncatedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 1_000 })
    void otherRowsAreNeverEmitted(int batchSize) throws Exception {
        List<?> rows = template.requestBody(GENERATE + "&outputType=List", null, List.class);
        breaking().times(1).cutAfter(9_000);
        breaking().times(1).differentRows();
        AtomicInteger emitted = new AtomicInteger();
        route(r -> r.from("direct:a").to(GENERATE + "&batchSize=" + batchSize).split(r.body()).streaming().process(e -> {
            List<?> some = batchSize == 1 ? List.of(e.getMessage().getBody()) : e.getMessage().getBody(List.class);
            assertThat(some).isEqualTo(rows.subList(emitted.get(), emitted.get() + some.size()));
            emitted.addAndGet(some.size());
        }));

        Exception failure = request("direct:a").getException();

        assertThat(failure).isInstanceOf(DataMakerDeterminismException.class).hasMessageContaining("the rows are not the same");
        assertThat(emitted.get()).isBetween(1, ROWS - 1);
    }

    @Test
    void anotherVersionOfTheTemplate() throws Exception {
        Map<?, ?> created = template.requestBody("datamaker:createTemplate",
                Map.of("name", "T", "fields",
                        List.of(Map.of("name", "n", "type", "number", "options", Map.of("min", 0, "max", 9)))),
                Map.class);
        String generate = "datamaker:generate?count=500&seed=s&template=" + created.get("id");
        InputStream in = (InputStream) request(generate + "&outputType=Stream").getMessage().getBody();
        in.close();
        breaking().times(1).cutAfter(100);
        AtomicInteger updates = new AtomicInteger();
        route(r -> r.from("direct:a").to(generate).process(e -> {
            template.requestBody("datamaker:updateTemplate?template=" + created.get("id"), Map.of("name", "U"), Map.class);
            updates.incrementAndGet();
        }).split(r.body()).streaming().to("mock:rows"));

        Exception failure = request("direct:a").getException();

        assertThat(updates.get()).isEqualTo(1);
        assertThat(failure).isInstanceOf(DataMakerDeterminismException.class).hasMessageContaining("templateVersion");
    }
}
