package io.github.cameldatamaker.operation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.generate.ChunkPlan;
import io.github.cameldatamaker.generate.GenerateChunk;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code datamaker:plan}: a large generation in chunks, which anybody may generate at any time. */
class PlanTest extends DrivenSandboxTest {

    private static final String PLAN = "datamaker:plan?template=tmpl_customer&count=1050&chunkSize=100&seed=s";

    private Exchange plan(String uri) {
        return template.request(uri, e -> {});
    }

    @SuppressWarnings("unchecked")
    private List<GenerateChunk> chunks() {
        return plan(PLAN + "&outputType=List").getMessage().getBody(List.class);
    }

    private List<?> rows(Object chunk) {
        return template.requestBody("datamaker:generate?outputType=List", chunk, List.class);
    }

    @Test
    void itAsksForNoRows() {
        Exchange out = plan(PLAN);

        assertThat(out.getMessage().getBody()).isInstanceOf(Iterator.class);
        assertThat(sandbox.requests()).singleElement().satisfies(request -> assertThat(request.path()).endsWith("/preview"));
        List<GenerateChunk> all = new ArrayList<>();
        out.getMessage().getBody(Iterator.class).forEachRemaining(chunk -> all.add((GenerateChunk) chunk));
        assertThat(all).hasSize(11).isEqualTo(chunks());
        assertThat(all.get(10)).isEqualTo(
                new GenerateChunk("tmpl_customer", 1, "s#10", 10, 11, 1000, 50, 1050, Map.of(), all.get(10).digest()));
        assertThat(all).extracting(GenerateChunk::seed).doesNotHaveDuplicates();
    }

    /** In any order, by any number of workers, and with some chunks twice, the rows are the same. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 4 })
    void theUnionIsTheSame(int workers) throws Exception {
        List<Object> expected = new ArrayList<>();
        chunks().forEach(chunk -> expected.addAll(rows(chunk)));
        Map<Integer, List<?>> byChunk = new ConcurrentHashMap<>();
        route(r -> r.from("seda:chunks?concurrentConsumers=" + workers).to("datamaker:generate?outputType=List")
                .process(e -> byChunk.put(e.getMessage().getHeader(DataMakerConstants.CHUNK_INDEX, Integer.class),
                        e.getMessage().getBody(List.class))));
        List<GenerateChunk> shuffled = new ArrayList<>(chunks());
        shuffled.addAll(shuffled.subList(0, 3));
        Collections.shuffle(shuffled, new Random(7));

        shuffled.forEach(chunk -> template.sendBody("seda:chunks", chunk));
        Awaitility.await().until(() -> byChunk.size() == 11);

        List<Object> union = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            union.addAll(byChunk.get(i));
        }
        assertThat(union).hasSize(1050).isEqualTo(expected);
        assertThat(Set.copyOf(expected)).as("no row twice").hasSize(1050);
    }

    /** The values of its overrides included, which each way writes in its own way. */
    @Test
    void aChunkTravelsAsObjectTextAndMap() throws Exception {
        Map<String, Object> overrides = new LinkedHashMap<>();
        overrides.put("segment", "gold");
        overrides.put("credit_limit", new BigDecimal("12.5"));
        overrides.put("phone", List.of(Map.of("b", 5, "a", "x")));
        overrides.put("birth_date", LocalDate.of(2001, 2, 3));
        overrides.put("newsletter", null);
        GenerateChunk chunk = new ChunkPlan("tmpl_customer", 1, 70, 20, "s", overrides).chunk(3);
        List<?> expected = rows(chunk);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(chunk);
        String text = context.getTypeConverter().convertTo(String.class, chunk);
        Map<?, ?> map = new ObjectMapper().readValue(text, Map.class);
        Map<?, ?> withOtherNumbers = new ObjectMapper()
                .readValue(text.replace("\"index\":3", "\"index\":3.0").replace("\"b\":5", "\"b\":5.0"), Map.class);

        assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject()).isEqualTo(chunk);
        assertThat(context.getTypeConverter().convertTo(GenerateChunk.class, text).toJson()).isEqualTo(text);
        for (Object form : List.of(text, text.getBytes(StandardCharsets.UTF_8), map)) {
            assertThat(rows(form)).as(form.getClass().getName()).isEqualTo(expected);
        }
        assertThat(rows(withOtherNumbers)).hasSize(10);
        assertThat(expected).hasSize(10).allSatisfy(row -> assertThat(((Map<?, ?>) row).get("segment")).isEqualTo("gold"));
    }

    /** Whatever was changed on the way, no request is sent. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"firstRow\":200   | \"firstRow\":300     | its digest is",
            "\"firstRow\":200   | \"firstRow\":-1      | its firstRow is -1",
            "\"count\":100      | \"count\":5000       | its total is 1050",
            "\"count\":100      | \"count\":99         | its digest is",
            "\"count\":100      | \"count\":9223372036854775807 | its total is 1050",
            "\"total\":1050     | \"total\":1051       | its digest is",
            "\"total\":1050,    |                      | its total is 0",
            "\"chunks\":11      | \"chunks\":2         | its index is 2",
            "\"chunks\":11,     |                      | its chunks is 0",
            "\"index\":2        | \"index\":3          | its seed is s#2",
            "s#2                | s#3                  | its seed is s#3",
            "s#2                | t#2                  | its digest is",
            "\"seed\":\"s#2\",  |                      | its seed is null",
            "gold               | silver               | its digest is",
            "segment            | email                | its digest is",
            "tmpl_customer      | tmpl_order           | its digest is",
            "\"templateVersion\":1, |                  | its digest is",
            "\"digest\":        | \"other\":           | its digest is null" })
    void aChunkThatWasTamperedWith(String planned, String tampered, String said) throws Exception {
        GenerateChunk chunk = new ChunkPlan("tmpl_customer", 1, 1050, 100, "s", Map.of("segment", "gold")).chunk(2);
        String text = chunk.toJson().replace(planned, tampered == null ? "" : tampered);
        assertThat(text).isNotEqualTo(chunk.toJson());

        for (Object form : List.of(text, new ObjectMapper().readValue(text, Map.class))) {
            Exception failure = template
                    .request("datamaker:generate?template=tmpl_order&count=5", e -> e.getMessage().setBody(form)).getException();
            assertThat(failure).isInstanceOf(DataMakerException.class).hasMessageContaining(said)
                    .hasMessageContaining("just as datamaker:plan makes them");
        }
        assertThat(sandbox.requests()).isEmpty();
    }

    /** Other JSON may stand beside a generation that is no chunk. */
    @Test
    void aBodyThatIsNoChunk() {
        for (Object body : List.of("{\"seed\":\"7\"}", "chunks, firstRow and seed", Map.of("chunks", 2))) {
            assertThat(template.requestBody("datamaker:generate?template=tmpl_product&count=5&outputType=List", body, List.class))
                    .hasSize(5);
        }
    }

    /** The chunk decides what is generated: an option or header beside it would make other rows. */
    @Test
    void aChunkWinsOverOptionsAndHeaders() {
        GenerateChunk chunk = chunks().get(2);

        Exchange out = template.request(
                "datamaker:generate?template=tmpl_order&count=7&seed=other&outputType=List&override.segment=silver", e -> {
                    e.getMessage().setBody(chunk);
                    e.getMessage().setHeader(DataMakerConstants.COUNT, 9);
                    e.getMessage().setHeader(DataMakerConstants.SEED, "another");
                    e.getMessage().setHeader(DataMakerConstants.OVERRIDES, Map.of("email", "a@b.example"));
                });

        assertThat(out.getMessage().getBody()).isEqualTo(rows(chunk));
        assertThat(out.getMessage().getHeader(DataMakerConstants.FIRST_ROW)).isEqualTo(200L);
        assertThat(out.getMessage().getHeader(DataMakerConstants.GENERATED_SEED)).isEqualTo("s#2");
    }

    /** The template is edited meanwhile, but all chunks of a plan have one version. */
    @Test
    void allChunksAreOfOneVersion() {
        Map<?, ?> created = template.requestBody("datamaker:createTemplate",
                Map.of("name", "T", "fields", List.of(Map.of("name", "n", "type", "uuid"))), Map.class);
        String id = (String) created.get("id");
        List<?> chunks = plan("datamaker:plan?count=20&chunkSize=10&seed=s&outputType=List&template=" + id).getMessage()
                .getBody(List.class);
        List<?> before = rows(chunks.get(1));

        template.requestBody("datamaker:updateTemplate?template=" + id,
                Map.of("fields", List.of(Map.of("name", "other", "type", "email"))), Map.class);

        assertThat(rows(chunks.get(1))).isEqualTo(before);
    }

    @Test
    void whatItWillCost() {
        template.requestBody("datamaker:generate?template=tmpl_product&count=400&outputType=List&maxRowsPerHour=1000",
                (Object) null);

        Map<?, ?> cost = plan(PLAN.replace("1050", "2000") + "&maxRowsPerHour=1000").getMessage()
                .getHeader(DataMakerConstants.PLAN, Map.class);

        assertThat(cost.get("rows")).isEqualTo(2000L);
        assertThat(cost.get("requests")).isEqualTo(20);
        assertThat(cost.get("hours")).isEqualTo(2.0);
        // 600 at once, 1000 an hour later, and the last 400 in the hour after.
        assertThat(cost.get("earliestFinish")).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(plan(PLAN).getMessage().getHeader(DataMakerConstants.PLAN, Map.class)).doesNotContainKey("earliestFinish");
    }

    /** A patient worker waits. Any other fails at once, and the queue delivers the chunk again and again. */
    @Test
    void theSecondChunkWaitsForTheNextHour() {
        GenerateChunk first = chunks().get(0);
        GenerateChunk second = chunks().get(1);
        String worker = "datamaker:generate?outputType=List&maxRowsPerHour=150";
        template.requestBody(worker, first);
        assertThat(send(worker, second).join().getException()).isInstanceOf(DataMakerRateLimitException.class);

        CompletableFuture<Exchange> waiting = send(worker + "&maxRateLimitWait=65m", second);
        time.advance(Duration.ofMinutes(59));
        assertThat(waiting).isNotDone();
        time.advance(Duration.ofMinutes(2));

        assertThat(waiting.join().getException()).isNull();
        assertThat(waiting.join().getMessage().getBody()).isEqualTo(rows(second));
    }

    /** An hour that has rows for one chunk and a half generates one. */
    @Test
    void theFinishIsThatOfWholeChunks() {
        Map<?, ?> cost = plan("datamaker:plan?template=tmpl_customer&count=70000&chunkSize=7000&seed=s&maxRowsPerHour=10000")
                .getMessage().getHeader(DataMakerConstants.PLAN, Map.class);
        Map<?, ?> withARest = plan("datamaker:plan?template=tmpl_customer&count=73000&chunkSize=7000&seed=s&maxRowsPerHour=10000")
                .getMessage().getHeader(DataMakerConstants.PLAN, Map.class);

        assertThat(cost.get("earliestFinish")).isEqualTo(START.plus(Duration.ofHours(9)));
        assertThat(withARest.get("earliestFinish")).as("the last 3,000 fit beside a chunk")
                .isEqualTo(START.plus(Duration.ofHours(9)));
    }

    @Test
    void aSeedOfOursWhenTheUserGaveNone() {
        Exchange out = plan("datamaker:plan?template=tmpl_customer&count=20&chunkSize=10&outputType=List");

        String seed = out.getMessage().getHeader(DataMakerConstants.GENERATED_SEED, String.class);
        assertThat(((GenerateChunk) out.getMessage().getBody(List.class).get(1)).seed()).isEqualTo(seed + "#1");
    }

    @Test
    void aTemplateThatIsNotThere() {
        Exception failure = plan("datamaker:plan?template=nope&count=20").getException();

        assertThat(failure).isInstanceOfSatisfying(DataMakerApiException.class,
                api -> assertThat(api.getStatusCode()).isEqualTo(404));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "datamaker:plan?template=tmpl_customer | count",
            "datamaker:plan?count=5 | template",
            "datamaker:plan?template=tmpl_customer&count=5000&chunkSize=2000&maxRowsPerHour=1000 | chunkSize is 2000",
            "datamaker:plan?template=tmpl_customer&count=999999999999&chunkSize=1 | chunkSize=1" })
    void badInputIsRefused(String uri, String said) {
        assertThat(plan(uri).getException()).isInstanceOf(DataMakerException.class).hasMessageContaining(said);
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void aChunkSizeOfZeroIsRefused() {
        assertThatThrownBy(() -> route(r -> r.from("direct:a").to("datamaker:plan?chunkSize=0"))).rootCause()
                .hasMessageContaining("chunkSize is 0");
        assertThatThrownBy(() -> new ChunkPlan("t", null, 5, 0, "s", Map.of())).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("chunkSize is 0");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[1]", "{\"template\":\"t\",\"seed\":\"s\",\"index\":5,\"chunks\":3,\"count\":1}", "no json" })
    void aTextThatIsNoChunk(String text) {
        assertThatThrownBy(() -> context.getTypeConverter().mandatoryConvertTo(GenerateChunk.class, text))
                .isInstanceOf(TypeConversionException.class).hasMessageContaining("no chunk of a plan");
    }

    /** The error of a count above an hour names the way out. */
    @Test
    void aCountAboveAnHourNamesPlan() {
        assertThat(plan("datamaker:generate?template=tmpl_product&count=101&maxRowsPerHour=100").getException())
                .hasMessageContaining("datamaker:plan");
    }
}
