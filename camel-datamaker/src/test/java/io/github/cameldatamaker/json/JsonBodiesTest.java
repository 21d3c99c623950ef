package io.github.cameldatamaker.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Rows, batches, documents and iterators as text, bytes and streams: always JSON, never Java's text of a Map. */
class JsonBodiesTest extends WireMockRouteTest {

    private static final String ROW = "{\"id\":1,\"name\":\"Zoë\",\"limit\":12.30,\"large\":12345678901234567890,\"on\":true,"
            + "\"none\":null,\"tags\":[\"a\",{\"b\":1.10}],\"address\":{\"zip\":\"08007\"}}";

    @TempDir
    Path folder;

    /** The bodies after a route with these steps. */
    private List<Object> rows(String options, Class<?> type) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2" + options)
                .split(r.body()).streaming().convertBodyTo(type).to("mock:rows"));
        template.sendBody("direct:a", null);
        return mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList();
    }

    @Test
    void aRowAsText() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");

        assertThat(rows("", String.class)).containsExactly(ROW, ROW);
    }

    @Test
    void aRowAsBytesStreamReaderAndBuffer() throws Exception {
        answerJson("[" + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1").split(r.body()).streaming().process(e -> {
            byte[] json = ROW.getBytes(StandardCharsets.UTF_8);
            assertThat(e.getMessage().getBody(byte[].class)).isEqualTo(json);
            assertThat(e.getMessage().getBody(InputStream.class)).hasBinaryContent(json);
            assertThat(IOHelper.toString(e.getMessage().getBody(Reader.class))).isEqualTo(ROW);
            assertThat(e.getMessage().getBody(ByteBuffer.class)).isEqualTo(ByteBuffer.wrap(json));
        }).to("mock:row"));

        template.sendBody("direct:a", null);

        assertThat(mock("row").getExchanges()).hasSize(1);
    }

    /** The bodies still work as Maps and Lists. */
    /** camel-http looks at the length of a cached body: without one it would send GET and no body. */
    @ParameterizedTest
    @ValueSource(strings = { "generate?template=t&count=1&outputType=Iterator", "generate?template=t&count=1&outputType=List",
            "listTemplates",
            "getTemplate?template=t" })
    void aBodyIsNeverOfNoLength(String operation) throws Exception {
        answerJson(operation.startsWith("get") ? ROW : "[" + ROW + "]");

        Object body = template.requestBody("datamaker:" + operation, (Object) null);

        assertThat(body).isInstanceOf(StreamCache.class);
        assertThat(((StreamCache) body).length()).isPositive();
    }

    @Test
    void aRowIsAsLongAsItsJson() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2").split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody(StreamCache.class).length())
                .containsOnly((long) ROW.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aRowStaysAMap() throws Exception {
        answerJson("[" + ROW + "]");
        route(r -> r.from("direct:a").streamCache("true").to("datamaker:generate?template=t&count=1").split(r.body()).streaming()
                .setHeader("simple", r.simple("${body[name]}, ${body[address][zip]}, ${body[tags][0]}"))
                .setHeader("bean").method(new Beans(), "name")
                .process(e -> {
                    Map<String, Object> row = e.getMessage().getBody(Map.class);
                    row.put("since", LocalDate.of(2026, 4, 12));
                    row.remove("tags");
                    row.remove("large");
                })
                .to("mock:row"));

        template.sendBody("direct:a", null);

        MockEndpoint row = mock("row");
        assertThat(row.getExchanges()).hasSize(1);
        assertThat(row.getExchanges().get(0).getMessage().getHeaders()).containsEntry("simple", "Zoë, 08007, a")
                .containsEntry("bean", "Zoë");
        assertThat(row.getExchanges().get(0).getMessage().getBody(String.class)).isEqualTo(
                "{\"id\":1,\"name\":\"Zoë\",\"limit\":12.30,\"on\":true,\"none\":null,\"address\":{\"zip\":\"08007\"},\"since\":\"2026-04-12\"}");
    }

    @Test
    void objectsInsideARowAreJsonToo() throws Exception {
        answerJson("[" + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1").split(r.body()).streaming()
                .multicast().to("direct:tags", "direct:address"));
        route(r -> r.from("direct:tags").setBody(r.simple("${body[tags]}")).convertBodyTo(String.class).to("mock:inside"));
        route(r -> r.from("direct:address").setBody(r.simple("${body[address]}")).convertBodyTo(String.class).to("mock:inside"));

        template.sendBody("direct:a", null);

        assertThat(mock("inside").getExchanges()).extracting(e -> e.getMessage().getBody())
                .containsExactly("[\"a\",{\"b\":1.10}]", "{\"zip\":\"08007\"}");
    }

    /** Rows of lines, and rows after a check-point, become Maps in other ways. */
    @Test
    void rowsOfLinesAreJsonToo() throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/x-ndjson").withBody(ROW + "\n" + ROW + "\n"));

        assertThat(rows("", String.class)).containsExactly(ROW, ROW);
    }

    @ParameterizedTest
    @CsvSource({ "1, '{\"id\":1,\"tags\":[1.10],\"in\":{\"a\":null}}'",
            "2, '[{\"id\":1,\"tags\":[1.10],\"in\":{\"a\":null}},{\"id\":2}]'" })
    void rowsAfterACheckPointAreJsonToo(int batchSize, String first) throws Exception {
        answerJson("[{\"id\":1,\"tags\":[1.10],\"in\":{\"a\":null}},{\"id\":2}]");
        context.getRegistry().bind("state", new MemoryStateRepository());
        route(r -> r
                .from("datamaker:generate?template=t&count=2&initialDelay=0&resumeKey=k&resumeRepository=#state&batchSize="
                        + batchSize)
                .convertBodyTo(String.class).to("mock:rows"));
        MockEndpoint rows = mock("rows");
        rows.expectedMinimumMessageCount(2 / batchSize);
        rows.assertIsSatisfied();

        assertThat(rows.getExchanges().get(0).getMessage().getBody()).isEqualTo(first);
    }

    @Test
    void rowsOfCsvAreJsonOfStrings() throws Exception {
        answerCsv("id,name\n1,Zoë\n2,\n");

        assertThat(rows("&format=csv", String.class)).containsExactly("{\"id\":\"1\",\"name\":\"Zoë\"}",
                "{\"id\":\"2\",\"name\":\"\"}");
    }

    @Test
    void aBatchIsAnArray() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");

        assertThat(rows("&batchSize=2", String.class)).containsExactly("[" + ROW + "," + ROW + "]");
    }

    @Test
    void aBatchOfTextsIsAnArrayOfRowsToo() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");

        assertThat(rows("&batchSize=2&rowType=String", String.class)).containsExactly("[" + ROW + "," + ROW + "]");
    }

    @Test
    void aBatchOfCsvLinesIsAnArrayOfStrings() throws Exception {
        answerCsv("id,name\n1,\"a\"\n2,b\n");

        assertThat(rows("&format=csv&batchSize=2&rowType=String", String.class)).containsExactly("[\"1,\\\"a\\\"\",\"2,b\"]");
    }

    /** Written by the mapper that bound it. */
    @Test
    void aBatchOfAClassIsWrittenAsItWasBound() throws Exception {
        answerJson("[{\"last_name\":\"A\"},{\"last_name\":\"B\"}]");
        context.getRegistry().bind("snake", new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));

        assertThat(rows("&batchSize=2&objectMapper=#snake&rowType=" + Person.class.getName(), String.class))
                .containsExactly("[{\"last_name\":\"A\"},{\"last_name\":\"B\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "outputType=Iterator", "outputType=List", "outputType=Iterator&rowType=String",
            "outputType=List&rowType=String",
            "outputType=Iterator&batchSize=2" })
    void allRowsAtOnce(String options) throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&" + options).convertBodyTo(String.class));

        assertThat(template.requestBody("direct:a", null, String.class)).isEqualTo("[" + ROW + "," + ROW + "]");
        assertReleased();
    }

    @Test
    void rowsAreWrittenInTheCharsetOfTheFile() throws Exception {
        answerJson("[{\"name\":\"Zoë\"}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&outputType=Iterator")
                .to("file:" + folder + "?fileName=rows.json&charset=ISO-8859-1"));
        route(r -> r.from("direct:row").to("datamaker:generate?template=t&count=1").split(r.body()).streaming()
                .to("file:" + folder + "?fileName=row.json&charset=ISO-8859-1"));

        template.sendBody("direct:a", null);
        template.sendBody("direct:row", null);

        assertThat(folder.resolve("rows.json")).hasBinaryContent("[{\"name\":\"Zoë\"}]".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder.resolve("row.json")).hasBinaryContent("{\"name\":\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aLogBeforeASplitLosesNothing() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&outputType=Iterator").log("${body}")
                .log("${body}")
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody(String.class)).containsExactly(ROW, ROW);
    }

    @Test
    void anIteratorTooLargeForMemoryCanStillBeSplit() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&outputType=Iterator&maxInMemorySize=200")
                .process(e -> assertThatThrownBy(() -> e.getMessage().getBody(String.class)).rootCause()
                        .isInstanceOf(DataMakerException.class)
                        .hasMessageContaining("maxInMemorySize (200 bytes)"))
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody(String.class)).containsExactly(ROW, ROW);
    }

    @Test
    void aSecondReaderGetsAnError() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&outputType=Iterator")
                .process(e -> assertThat(e.getMessage().getBody(InputStream.class)).hasContent("[" + ROW + "," + ROW + "]"))
                .split(r.body()).streaming().to("mock:rows"));
        route(r -> r.from("direct:b").to("datamaker:generate?template=t&count=2&outputType=Iterator")
                .process(e -> e.getMessage().getBody(Iterator.class).next())
                .convertBodyTo(byte[].class));

        for (String route : List.of("direct:a", "direct:b")) {
            Exchange exchange = template.request(route, e -> {});
            assertThat(exchange.getException(DataMakerException.class)).hasMessageContaining("already");
        }
        assertThat(mock("rows").getExchanges()).isEmpty();
        assertReleased();
    }

    @Test
    void aBrokenArrayNeverPassesAsComplete() throws Exception {
        answerJson("[" + ROW + "," + ROW);
        List<Throwable> failures = new ArrayList<>();
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&outputType=Iterator").process(e -> {
            failures.add(catchThrowable(() -> e.getMessage().getBody(String.class)).getCause());
            failures.add(catchThrowable(() -> e.getMessage().getBody(String.class)).getCause());
        }));
        route(r -> r.from("direct:b").to("datamaker:generate?template=t&count=2&outputType=Iterator").process(e -> {
            InputStream stream = e.getMessage().getBody(InputStream.class);
            failures.add(catchThrowable(stream::readAllBytes));
            failures.add(catchThrowable(stream::read));
        }));

        template.sendBody("direct:a", null);
        template.sendBody("direct:b", null);

        // A second read does not give an empty array.
        assertThat(failures).extracting(Object::getClass).containsExactly(
                DataMakerTruncatedException.class, DataMakerException.class, DataMakerTruncatedException.class,
                DataMakerTruncatedException.class);
        assertReleased();
    }

    /** Answers of the service: documents, lists, and their parts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "getTemplate?template=t | {\"id\":\"t\",\"fields\":[{\"name\":\"a\",\"n\":1.10}]}",
            "getRun?scenario=s&run=r | {\"id\":\"r\",\"status\":\"done\",\"params\":{\"n\":1.10}}",
            "listTemplates | {\"items\":[{\"id\":\"t\",\"n\":1.10}],\"next_cursor\":null}",
            "listTemplates?outputType=List | {\"items\":[{\"id\":\"t\",\"n\":1.10}],\"next_cursor\":null}",
            "getConnectionMetadata?connection=c | {\"entitySets\":[{\"name\":\"a\"}]}" })
    void documents(String operation, String json) throws Exception {
        answerJson(json);
        String expected = json.contains("items") ? json.replaceAll("\\{\"items\":|,\"next_cursor.*", "") : json;
        route(r -> r.from("direct:a").to("datamaker:" + operation).log("${body}").process(e -> {
            assertThat(e.getMessage().getBody(String.class)).isEqualTo(expected);
            assertThat(e.getMessage().getBody(byte[].class)).isEqualTo(expected.getBytes(StandardCharsets.UTF_8));
            assertThat(e.getMessage().getBody(InputStream.class)).hasContent(expected);
        }).to("mock:done"));

        template.sendBody("direct:a", null);

        assertThat(mock("done").getExchanges()).hasSize(1);
    }

    @Test
    void anItemOfAListAndWhatIsInIt() throws Exception {
        answerJson("{\"items\":[{\"id\":\"t\",\"fields\":[{\"name\":\"a\"}]}],\"next_cursor\":null}");
        route(r -> r.from("direct:a").to("datamaker:listTemplates").split(r.body()).multicast().to("direct:item",
                "direct:fields"));
        route(r -> r.from("direct:item").convertBodyTo(String.class).to("mock:texts"));
        route(r -> r.from("direct:fields").split(r.simple("${body[fields]}")).convertBodyTo(String.class).to("mock:texts"));

        template.sendBody("direct:a", null);

        assertThat(mock("texts").getExchanges()).extracting(e -> e.getMessage().getBody())
                .containsExactly("{\"id\":\"t\",\"fields\":[{\"name\":\"a\"}]}", "{\"name\":\"a\"}");
    }

    @Test
    void chunksOfAPlan() throws Exception {
        answerJson("{\"version\":1}");
        String plan = "datamaker:plan?template=t&count=3&chunkSize=2&seed=s";
        route(r -> r.from("direct:a").to(plan).convertBodyTo(String.class));
        route(r -> r.from("direct:list").to(plan + "&outputType=List").convertBodyTo(String.class));
        route(r -> r.from("direct:chunk").to(plan).split(r.body()).convertBodyTo(byte[].class).to("mock:chunks"));

        String all = template.requestBody("direct:a", null, String.class);
        template.sendBody("direct:chunk", null);

        assertThat(all).startsWith("[{\"template\":\"t\",\"templateVersion\":1,\"seed\":\"s#0\",\"index\":0,").endsWith("}]");
        assertThat(template.requestBody("direct:list", null, String.class)).isEqualTo(all);
        assertThat(mock("chunks").getExchanges()).extracting(e -> "[" + e.getMessage().getBody(String.class) + "]")
                .hasSize(2).allSatisfy(chunk -> assertThat(all).contains(chunk.substring(1, chunk.length() - 1)));
    }

    /** The receiver of Java objects may not have our classes. */
    @Test
    void theyAreSerializedAsPlainCollections() throws Exception {
        answerJson("[" + ROW + "," + ROW + "]");

        Object batch = rows("&batchSize=2", ArrayList.class).get(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(batch);
        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("cameldatamaker");
        assertThat(read).isEqualTo(batch).isExactlyInstanceOf(ArrayList.class);
        assertThat(((List<?>) read).get(0)).isExactlyInstanceOf(LinkedHashMap.class);
    }

    @Test
    void aBodyThatCannotBeWrittenIsNamed() throws Exception {
        answerJson("[{\"id\":1}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1").split(r.body()).streaming()
                .process(e -> e.getMessage().getBody(Map.class).put("self", new Object()))
                .convertBodyTo(String.class).to("mock:rows"));

        assertThat(template.request("direct:a", e -> {}).getException()).rootCause().hasMessageContaining("java.lang.Object");
    }

    /** Beans that take a row as a type of their own. */
    public static final class Beans {

        public String name(Map<String, Object> row) {
            return (String) row.get("name");
        }
    }

    /** Named in Java's way. */
    public record Person(String lastName) {
    }
}
