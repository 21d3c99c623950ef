package io.github.cameldatamaker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerException;
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
        return template.request(uri, e -> {
        });
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
        assertThat(all.get(10)).isEqualTo(new GenerateChunk("tmpl_customer", 1, "s#10", 10, 11, 1000, 50, 1050, Map.of()));
        assertThat(all).extracting(GenerateChunk::seed).doesNotHaveDuplicates();
    }

    /** In any order, by any number of workers, some of them twice: the same rows. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 4 })
    void theUnionIsTheSame(int workers) throws Exception {
        List<Object> expected = new ArrayList<>();
        chunks().forEach(chunk -> expected.addAll(rows(chunk)));
        Map<Integer, List<?>> byChunk = new ConcurrentHashMap<>();
        route(r -> r.from("seda:chunks?concurrentConsumers=" + workers).to("datamaker:generate?outputType=List")
                .process(e -> byChunk.put(e.getMessage().getHeader(DataMakerConstants.CHUNK_INDEX, Integer.class), e.getMessage().getBody(List.class))));
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

    @Test
    void aChunkTravelsAsObjectTextAndMap() throws Exception {
        GenerateChunk chunk = new GenerateChunk("tmpl_customer", 1, "s#3", 3, 11, 300, 20, 1050, Map.of("segment", "gold"));
        List<?> expected = rows(chunk);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(chunk);
        String text = context.getTypeConverter().convertTo(String.class, chunk);

        assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject()).isEqualTo(chunk);
        assertThat(context.getTypeConverter().convertTo(GenerateChunk.class, text)).isEqualTo(chunk);
        assertThat(rows(Map.of("template", "tmpl_customer", "templateVersion", 1, "seed", "s#3", "index", 3, "chunks", 11, "firstRow", 300,
                "count", 20, "total", 1050, "overrides", Map.of("segment", "gold")))).isEqualTo(expected);
        assertThat(expected).hasSize(20).allSatisfy(row -> assertThat(((Map<?, ?>) row).get("segment")).isEqualTo("gold"));
    }

    /** A chunk says what is generated: an option or header beside it would make other rows. */
    @Test
    void aChunkWinsOverOptionsAndHeaders() {
        GenerateChunk chunk = chunks().get(2);

        Exchange out = template.request("datamaker:generate?template=tmpl_order&count=7&seed=other&outputType=List", e -> {
            e.getMessage().setBody(chunk);
            e.getMessage().setHeader(DataMakerConstants.COUNT, 9);
            e.getMessage().setHeader(DataMakerConstants.SEED, "another");
        });

        assertThat(out.getMessage().getBody()).isEqualTo(rows(chunk));
        assertThat(out.getMessage().getHeader(DataMakerConstants.FIRST_ROW)).isEqualTo(200L);
        assertThat(out.getMessage().getHeader(DataMakerConstants.GENERATED_SEED)).isEqualTo("s#2");
    }

    /** The template goes on to be edited; the chunks of a plan are of one version. */
    @Test
    void allChunksAreOfOneVersion() {
        Map<?, ?> created = template.requestBody("datamaker:createTemplate",
                Map.of("name", "T", "fields", List.of(Map.of("name", "n", "type", "uuid"))), Map.class);
        String id = (String) created.get("id");
        List<?> chunks = plan("datamaker:plan?count=20&chunkSize=10&seed=s&outputType=List&template=" + id).getMessage().getBody(List.class);
        List<?> before = rows(chunks.get(1));

        template.requestBody("datamaker:updateTemplate?template=" + id,
                Map.of("fields", List.of(Map.of("name", "other", "type", "email"))), Map.class);

        assertThat(rows(chunks.get(1))).isEqualTo(before);
    }

    @Test
    void whatItWillCost() {
        template.requestBody("datamaker:generate?template=tmpl_product&count=400&outputType=List&maxRowsPerHour=1000", (Object) null);

        Map<?, ?> cost = plan(PLAN.replace("1050", "2000") + "&maxRowsPerHour=1000").getMessage().getHeader(DataMakerConstants.PLAN, Map.class);

        assertThat(cost.get("rows")).isEqualTo(2000L);
        assertThat(cost.get("requests")).isEqualTo(20);
        assertThat(cost.get("hours")).isEqualTo(2.0);
        // 600 at once, 1000 an hour later, and the last 400 in the hour after.
        assertThat(cost.get("earliestFinish")).isEqualTo(START.plus(Duration.ofHours(2)));
        assertThat(plan(PLAN).getMessage().getHeader(DataMakerConstants.PLAN, Map.class)).doesNotContainKey("earliestFinish");
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

        assertThat(failure).isInstanceOfSatisfying(DataMakerApiException.class, api -> assertThat(api.getStatusCode()).isEqualTo(404));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "datamaker:plan?template=tmpl_customer | count",
            "datamaker:plan?count=5 | template",
            "datamaker:plan?template=tmpl_customer&count=5000&chunkSize=2000&maxRowsPerHour=1000 | chunkSize is 2000",
            "datamaker:plan?template=tmpl_customer&count=999999999999&chunkSize=1 | chunkSize=1" })
    void badInput(String uri, String said) {
        assertThat(plan(uri).getException()).isInstanceOf(DataMakerException.class).hasMessageContaining(said);
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void chunkSizeOfNothing() {
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

    /** What the hour cannot hold at once names the way out. */
    @Test
    void aCountAboveAnHourNamesPlan() {
        assertThat(plan("datamaker:generate?template=tmpl_product&count=101&maxRowsPerHour=100").getException())
                .hasMessageContaining("datamaker:plan");
    }
}
