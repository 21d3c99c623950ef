package io.github.cameldatamaker.json;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.model.rest.RestBindingMode;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code marshal()} of every body of the component gives an array of all rows, or an error. */
class SerializersTest extends WireMockRouteTest {

    private static final String ROWS = "[{\"id\":1,\"limit\":12.30,\"in\":{\"a\":[1.10]}},{\"id\":2}]";

    private String marshalled(String options) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2" + options).marshal().json(JsonLibrary.Jackson));
        return template.requestBody("direct:a", null, String.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Iterator", "&outputType=List", "&batchSize=2", "&batchSize=2&outputType=Iterator",
            "&rowType=String", "&rowType=String&outputType=Iterator", "&rowType=String&outputType=List",
            "&rowType=String&batchSize=2" })
    void theRowsAreAnArray(String options) throws Exception {
        answerJson(ROWS);

        assertThat(marshalled(options)).isEqualTo(ROWS);
        assertReleased();
    }

    @Test
    void rowsOfAClassAreAnArray() throws Exception {
        answerJson("[{\"id\":1},{\"id\":2}]");

        assertThat(marshalled("&rowType=" + Id.class.getName())).isEqualTo("[{\"id\":1},{\"id\":2}]");
    }

    @Test
    void rowsOfCsvAreAnArray() throws Exception {
        answerCsv("id,name\n1,Zoë\n2,\"b\"\n");

        assertThat(marshalled("&format=csv")).isEqualTo("[{\"id\":\"1\",\"name\":\"Zoë\"},{\"id\":\"2\",\"name\":\"b\"}]");
    }

    /** A filter and a routing key leave a row as it was; a step that changes it does not. */
    @Test
    void rowsAreWrittenOneByOne() throws Exception {
        answerJson("[{\"id\":1,\"d\":1.10,\"in\":{\"a\":1}},{\"id\":2,\"d\":2.20,\"in\":{\"a\":2}},"
                + "{\"id\":3, \"d\":3.3e1, \"in\":{\"a\":\"\\u00e9\"}},{\"id\":4,\"d\":4,\"in\":{\"a\":4}}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=4").split(r.body()).streaming()
                .filter(r.simple("${body[id]} != 1"))
                .choice().when(r.simple("${body[id]} == 4"))
                .process(e -> ((Map<?, ?>) ((Map<?, ?>) e.getMessage().getBody()).get("in")).clear()).end()
                .marshal().json(JsonLibrary.Jackson).convertBodyTo(String.class).to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody()).containsExactly(
                "{\"id\":2,\"d\":2.20,\"in\":{\"a\":2}}", "{\"id\":3,\"d\":33,\"in\":{\"a\":\"é\"}}",
                "{\"id\":4,\"d\":4,\"in\":{}}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "sql", "xlsx" })
    void formatsWithoutRowsAreRefused(String format) throws Exception {
        answer(aResponse().withBody("INSERT INTO t VALUES (1);"));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&format=" + format).marshal()
                .json(JsonLibrary.Jackson));

        assertThat(template.request("direct:a", e -> {}).getException()).rootCause().isInstanceOf(DataMakerException.class)
                .hasMessageContaining("format=" + format + " has no rows");
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = { "loadSet?set=a", "preview?template=t" })
    void rowsOfOtherOperationsAreArraysToo(String operation) throws Exception {
        answerJson(ROWS);
        route(r -> r.from("direct:a").to("datamaker:" + operation).marshal().json(JsonLibrary.Jackson));

        assertThat(template.requestBody("direct:a", null, String.class)).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "listTemplates | {\"items\":[{\"id\":\"t\",\"n\":1.10}]} | [{\"id\":\"t\",\"n\":1.10}]",
            "listTemplates?outputType=List | {\"items\":[{\"id\":\"t\",\"n\":1.10}]} | [{\"id\":\"t\",\"n\":1.10}]",
            "getTemplate?template=t | {\"id\":\"t\",\"fields\":[{\"name\":\"a\"}]} | {\"id\":\"t\",\"fields\":[{\"name\":\"a\"}]}" })
    void documentsAndListsAreWhatTheServiceSent(String operation, String json, String expected) throws Exception {
        answerJson(json);
        route(r -> r.from("direct:a").to("datamaker:" + operation).marshal().json(JsonLibrary.Jackson));

        assertThat(template.requestBody("direct:a", null, String.class)).isEqualTo(expected);
    }

    @Test
    void aPlanIsTheArrayOfItsChunks() throws Exception {
        answerJson("{\"version\":1}");
        route(r -> r.from("direct:a").to("datamaker:plan?template=t&count=3&chunkSize=2&seed=s").marshal()
                .json(JsonLibrary.Jackson));

        JsonNode chunks = new ObjectMapper().readTree(template.requestBody("direct:a", null, String.class));

        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).properties()).extracting(Map.Entry::getKey).containsExactly(
                "template", "templateVersion", "seed", "index", "chunks", "firstRow", "count", "total", "digest");
    }

    /** Only the first reader gets the rows. */
    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Iterator" })
    void aSecondReaderGetsAnError(String options) throws Exception {
        answerJson(ROWS);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2" + options)
                .process(e -> assertThat(new ObjectMapper().writeValueAsString(e.getMessage().getBody())).isEqualTo(ROWS))
                .marshal().json(JsonLibrary.Jackson));

        assertThat(template.request("direct:a", e -> {}).getException()).rootCause().isInstanceOf(DataMakerException.class)
                .hasMessageContaining("already read");
        assertReleased();
    }

    @Test
    void dataInMemoryCanBeWrittenAgain() throws Exception {
        answerJson(ROWS);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2").log("${body}")
                .process(e -> assertThat(new ObjectMapper().writeValueAsString(e.getMessage().getBody())).isEqualTo(ROWS))
                .marshal().json(JsonLibrary.Jackson));

        assertThat(template.requestBody("direct:a", null, String.class)).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&outputType=Iterator" })
    void aShortResponseIsAnError(String options) throws Exception {
        answerJson("[{\"id\":1}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2" + options).marshal().json(JsonLibrary.Jackson)
                .to("mock:done"));

        assertThat(template.request("direct:a", e -> {}).getException())
                .hasRootCauseInstanceOf(DataMakerTruncatedException.class);
        assertThat(mock("done").getExchanges()).isEmpty();
        assertReleased();
    }

    @Test
    void aCallersSerializerIsOneOfThem() throws Exception {
        answerJson(ROWS);
        try (GeneratedData data = template.requestBody("datamaker:generate?template=t&count=2", null, GeneratedData.class)) {
            assertThat(new ObjectMapper().writeValueAsString(data)).isEqualTo(ROWS);
        }
        answerJson(ROWS);
        try (GeneratedData data = template.requestBody("datamaker:generate?template=t&count=2", null, GeneratedData.class)) {
            assertThat(new ObjectMapper().writeValueAsString(data.iterator())).isEqualTo(ROWS);
        }
    }

    /** The other way: a data format can read a row as JSON. */
    @Test
    void aRowIsRead() throws Exception {
        answerJson("[{\"id\":1},{\"id\":2}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2").split(r.body()).streaming()
                .unmarshal().json(JsonLibrary.Jackson, Id.class).to("mock:ids"));

        template.sendBody("direct:a", null);

        assertThat(mock("ids").getExchanges()).extracting(e -> e.getMessage().getBody()).containsExactly(new Id(1), new Id(2));
    }

    @ParameterizedTest
    @CsvSource({ "generate?template=t&count=2", "generate?template=t&count=2&outputType=Iterator", "preview?template=t" })
    void restBinding(String operation) throws Exception {
        answerJson(ROWS);
        context.getRegistry().bind("rest", new DirectRest());
        route(r -> {
            r.restConfiguration().component("rest").bindingMode(RestBindingMode.json);
            r.rest("/rows").get().to("direct:rows");
            r.from("direct:rows").to("datamaker:" + operation);
        });

        Exchange answer = template.request("direct:/rows", e -> {});

        assertThat(answer.getException()).isNull();
        assertThat(answer.getMessage().getBody(String.class)).isEqualTo(ROWS);
    }

    /** The class that rows are bound to. */
    public record Id(int id) {
    }

    /** The smallest component that offers REST: a {@code direct:} of the path's name. */
    private static final class DirectRest implements RestConsumerFactory {

        @Override
        public Consumer createConsumer(
                CamelContext camelContext, Processor processor, String verb, String basePath, String uriTemplate, String consumes,
                String produces, RestConfiguration configuration, Map<String, Object> parameters)
                throws Exception {
            return camelContext.getEndpoint("direct:" + basePath).createConsumer(processor);
        }
    }

}
