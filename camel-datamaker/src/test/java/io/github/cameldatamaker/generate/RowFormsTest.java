package io.github.cameldatamaker.generate;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows in every form: an array, lines, and an object around the array. */
class RowFormsTest extends WireMockRouteTest {

    private static final String JSON = "application/json";
    private static final String GENERATE = "datamaker:generate?template=t&count=2";

    /** Content type, and body with two rows. */
    static Stream<List<String>> forms() {
        List<List<String>> forms = new ArrayList<>(List.of(
                List.of(JSON, "[{'id':'a','age':1.50},{'id':'b','age':2}]"),
                List.of(JSON, "{'id':'a','age':1.50}\n{'id':'b','age':2}\n"),
                List.of(JSON, "{'id':'a','age':1.50}\r\n\r\n{'id':'b','age':2}")));
        for (String type : List.of("application/x-ndjson", "application/jsonl", "application/x-jsonlines; charset=utf-8",
                "application/stream+json")) {
            forms.add(List.of(type, "{'id':'a','age':1.50}\n{'id':'b','age':2}\n"));
        }
        for (String name : List.of("rows", "data", "items", "live_data")) {
            forms.add(List.of(JSON, "{'" + name + "':[{'id':'a','age':1.50},{'id':'b','age':2}]}"));
            forms.add(List.of(JSON, "{'template':{'rows':[1]},'fields':['id'],'next_cursor':null,'" + name
                    + "' : [ {'id':'a','age':1.50} , {'id':'b','age':2} ] ,'count':2,'nextCursor':'','meta':{'data':[1]}}\n"));
        }
        return forms.stream().map(form -> List.of(form.get(0), form.get(1).replace('\'', '"')));
    }

    private static void answer(String contentType, String body) {
        answer(aResponse().withHeader("Content-Type", contentType).withBody(body.replace('\'', '"')));
    }

    private static void answer(List<String> form) {
        answer(form.get(0), form.get(1));
    }

    private Object body(String uri) {
        Exchange out = template.request(uri, e -> {});
        assertThat(out.getException()).isNull();
        return out.getMessage().getBody();
    }

    private List<Object> split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        assertThat(template.request("direct:a", e -> {}).getException()).isNull();
        assertReleased();
        return mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList();
    }

    private Exception failedSplit(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().stopOnException().to("mock:rows"));
        Exception error = template.request("direct:a", e -> {}).getException();
        assertReleased();
        return error;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void rowsOfAnyShape(List<String> form) throws Exception {
        answer(form);

        for (String operation : List.of(GENERATE, "datamaker:preview?template=t", "datamaker:loadSet?set=s")) {
            String uri = operation + "&outputType=List";
            assertThat(body(uri)).asString().contains("1.50");
            assertThat((List<?>) body(uri)).extracting(row -> ((Map<?, ?>) row).get("id")).isEqualTo(List.of("a", "b"));
            assertThat((List<?>) body(uri + "&rowType=String"))
                    .isEqualTo(List.of("{\"id\":\"a\",\"age\":1.50}", "{\"id\":\"b\",\"age\":2}"));
            assertThat((List<?>) body(uri + "&batchSize=2")).hasSize(1).first().asList().hasSize(2);
            assertThat((List<?>) body(uri + "&rowType=" + Customer.class.getName())).hasSize(2).first()
                    .isInstanceOf(Customer.class);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aSplitterStreamsThem(List<String> form) throws Exception {
        answer(form);

        assertThat(split(GENERATE)).extracting(row -> ((Map<?, ?>) row).get("id")).isEqualTo(List.of("a", "b"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theBytesPassAsTheyCame(List<String> form) throws Exception {
        answer(form);

        assertThat(body(GENERATE + "&outputType=String")).isEqualTo(form.get(1));
        try (InputStream stream = (InputStream) body(GENERATE + "&outputType=Stream")) {
            assertThat(stream.readAllBytes()).isEqualTo(form.get(1).getBytes("UTF-8"));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aSerializerWritesTheArray(List<String> form) throws Exception {
        answer(form);
        route(r -> r.from("direct:a").to(GENERATE).marshal().json());

        assertThat(template.requestBody("direct:a", null, String.class))
                .isEqualTo("[{\"id\":\"a\",\"age\":1.50},{\"id\":\"b\",\"age\":2}]");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void tooManyAndTooFewRows(List<String> form) throws Exception {
        answer(form);

        for (int count : List.of(1, 3)) {
            Exchange out = template.request("datamaker:generate?template=t&outputType=List&count=" + count, e -> {});
            assertThat(out.getException()).as("count %d", count).isExactlyInstanceOf(DataMakerTruncatedException.class);
        }
    }

    /** Wherever it ends, it is no success. Between two lines only the number of rows tells. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "application/json|[{'id':'a'},{'id':'b'}]",
            "application/json|{'id':'a'}~{'id':'b'}", "application/x-ndjson|{'id':'a'}~{'id':'b'}",
            "application/json|{'n':1,'live_data':[{'id':'a'},{'id':'b'}],'n':2}" })
    void aDocumentThatEndsEarly(String contentType, String body) {
        boolean hasLines = body.contains("~");
        String whole = body.replace('~', '\n');
        for (int length = 0; length < whole.length(); length++) {
            SERVICE.resetMappings();
            answer(contentType, whole.substring(0, length));
            for (String options : List.of("&outputType=List", "&outputType=List&rowType=String")) {
                assertThat(template.request(GENERATE + options, e -> {}).getException()).as("%d bytes, %s", length, options)
                        .isExactlyInstanceOf(DataMakerTruncatedException.class);
            }
            boolean endsBetweenLines = hasLines && whole.substring(0, length).stripTrailing().endsWith("}");
            Exchange bytes = template.request(GENERATE + "&outputType=Bytes", e -> {});
            if (endsBetweenLines) {
                assertThat(bytes.getException()).isNull();
            } else {
                assertThat(bytes.getException()).as("%d bytes as bytes", length).isInstanceOf(DataMakerTruncatedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&rowType=String" })
    void theRowsBeforeABreakComeFirst(String options) throws Exception {
        answer("application/json", "{'id':'a'}\n{'id':");

        assertThat(failedSplit(GENERATE + options)).isExactlyInstanceOf(DataMakerTruncatedException.class);

        assertThat(mock("rows").getExchanges()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'error':'out of rows','code':'quota'}|is only one object without rows (items, rows, data, live_data). Its fields are error, code",
            "{'data':{'rows':[{'id':'a'}]}}|Its fields are data", "{}|is only one object without rows",
            "{'live_data':{'id':['a','b']},'dependencies':{}}|holds live_data as an object",
            "{'rows':[],'data':[{'id':'a'}]}|holds two arrays of rows. The second one is data",
            "{'rows':[{'id':'a'},{'id':'b'}],'next_cursor':'c2'}|holds one page of rows and names the next one (next_cursor)",
            "{'nextCursor':'c2','items':[{'id':'a'},{'id':'b'}]}|holds one page of rows and names the next one (nextCursor)" })
    void rowsThatAreNotCertain(String answer, String why) {
        answer(JSON, answer);

        for (String operation : List.of("preview?template=t", "loadSet?set=s", "generate?template=t&count=3",
                why.contains("live_data as") ? "generate?template=t&count=1" : "preview?template=t")) {
            Exchange out = template.request("datamaker:" + operation + "&outputType=List", e -> {});
            assertThat(out.getException()).as(operation).isInstanceOf(DataMakerException.class)
                    .hasMessageStartingWith("The response ").hasMessageContaining(why);
        }
    }

    @Test
    void theFieldsOfAnObjectWithoutRowsAreShownWithoutTheKey() {
        answer(JSON, "{'" + apiKey() + "':1,'a':1,'b':1,'c':1,'d':1,'e':1,'f':1,'g':1,'h':1,'i':1,'j':1}");

        assertThat(template.request("datamaker:preview?template=t&outputType=List", e -> {}).getException())
                .hasMessageContaining("***, a, b, c, d, e, f, g, h, i, ...").hasMessageNotContaining(apiKey());
    }

    @Test
    void theOnlyRowOfOne() throws Exception {
        answer(JSON, "{'id':'a'}");

        assertThat(split("datamaker:generate?template=t&count=1")).isEqualTo(List.of(Map.of("id", "a")));
    }

    @Test
    void theOnlyLine() {
        answer("application/x-ndjson", "{'id':'a'}\n");

        assertThat(body("datamaker:preview?template=t&outputType=List")).isEqualTo(List.of(Map.of("id", "a")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{'name':'n','version':3,'rows':[{'id':'a'}]}|n|3",
            "{'name':'n','columns':['id'],'meta':{'version':9},'version':3,'data':[{'id':'a'}]}|n|3",
            "{'rows':[{'id':'a'}],'name':'n','version':3}|n|3", "{'name':null,'items':[{'id':'a'}]}|s|",
            "[{'name':'x','version':9}]|s|", "{'name':'x','version':9}{'name':'y','version':9}|s|" })
    void nameAndVersionOfASet(String answer, String name, Integer version) {
        answer(JSON, answer);

        Exchange out = template.request("datamaker:loadSet?set=s&outputType=List", e -> {});

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getHeader(DataMakerConstants.LOADED_SET)).isEqualTo(name);
        assertThat(out.getMessage().getHeader(DataMakerConstants.LOADED_VERSION)).isEqualTo(version);
    }
}
