package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/** Wrong data is named, and not asked and paid for again. A response that ends too early is asked for again. */
class ContentFaultsTest extends WireMockRouteTest {

    private static final String GENERATE = "datamaker:generate?template=t&seed=s&retryBackoff=1&count=";
    private static final String CUSTOMER = Customer.class.getName();

    @Override
    protected boolean resumes() {
        return true;
    }

    private Exception split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().stopOnException().to("mock:rows"));
        return request();
    }

    private void removeRoute() throws Exception {
        context.getRouteController().stopAllRoutes();
        context.removeRoute(context.getRoutes().get(0).getId());
    }

    private Exception request() {
        return template.request("direct:a", e -> {}).getException();
    }

    private List<Object> rows() {
        return mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList();
    }

    private static void assertRequests(int count) {
        SERVICE.verify(count, anyRequestedFor(anyUrl()));
    }

    private static void assertContentFault(Exception failure) {
        assertThat(failure).isExactlyInstanceOf(DataMakerException.class);
        assertRequests(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "NaN", "Infinity", "-Infinity", "undefined", "01", "'a'", "+1" })
    void aValueThatJsonDoesNotHaveIsAnError(String value) throws Exception {
        answerJson("[{\"age\":1},{\"age\":" + value + "},{\"age\":3}]");

        Exception failure = split(GENERATE + 3);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("After row 1 the response is not valid json")
                .hasMessageNotContaining("broke off")
                .hasMessageNotContaining("ALLOW").hasMessageContaining("rowType=String");
        assertThat(rows()).containsExactly(Map.of("age", 1));
    }

    @Test
    void aValueThatJsonDoesNotHaveIsAnErrorForAClassToo() throws Exception {
        answerJson("[{\"age\":1},{\"age\":NaN}]");

        Exception failure = split(GENERATE + "2&rowType=" + CUSTOMER);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("NaN");
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"a\":NaN},{\"a\":2}]", "{\"a\":NaN}\n{\"a\":2}\n", "{\"rows\":[{\"a\":NaN},{\"a\":2}]}" })
    void rowTypeStringDoesNotReadTheValues(String json) throws Exception {
        answerJson(json);

        assertThat(split(GENERATE + "2&rowType=String")).isNull();
        assertThat(rows()).containsExactly("{\"a\":NaN}", "{\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"a\":1},{\"a\":2}]]", "[{\"a\":1},{\"a\":2}]{}", "[{\"a\":1}<html>", "[1,2]", "<html>not the service</html>",
            "[{\"a\":1}{\"a\":2}]",
            "[{\"a\":1,},{\"a\":2}]", "\"rows\"", "[\"a\",\"b\"]", "{\"a\":1},{\"a\":2}", "{\"items\":[1]}\n{\"items\":[2]}" })
    void aDocumentWithoutRowsIsAnError(String json) throws Exception {
        answerJson(json);

        assertContentFault(split(GENERATE + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = { "oops", "12", "[]]", "<html>", "[{\"a\":1}]]", "null" })
    void aDocumentWithoutRowsIsAnErrorAsBytesToo(String json) throws Exception {
        answerJson(json);
        route(r -> r.from("direct:a").to(GENERATE + "2&outputType=Bytes"));

        Exception failure = request();

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("it is not json with rows");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "java.util.Map | must be an object", "io.github.cameldatamaker.generate.Customer | it is null" })
    void aRowThatIsNullIsNotTheEndOfTheData(String type, String why) throws Exception {
        answerJson("[{\"age\":1},null,{\"age\":3}]");

        Exception failure = split(GENERATE + "3&rowType=" + type);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining(why);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void theTextOfARowThatIsNullIsNull() throws Exception {
        answerJson("[{\"age\":1},null,{\"age\":3}]");

        assertThat(split(GENERATE + "3&rowType=String")).isNull();
        assertThat(rows()).containsExactly("{\"age\":1}", "null", "{\"age\":3}");
    }

    /** Its deserializer makes null of any object. */
    @JsonDeserialize(using = Nothing.Reader.class)
    public static final class Nothing {

        public static final class Reader extends JsonDeserializer<Nothing> {

            @Override
            public Nothing deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                parser.skipChildren();
                return null;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void aRowThatIsBoundToNullIsNotTheEndOfTheDataEither(String format) throws Exception {
        if (format.equals("json")) {
            answerJson("[{\"a\":1},{\"a\":2}]");
        } else {
            answerCsv("a\n1\n2\n");
        }

        Exception failure = split(GENERATE + "2&format=" + format + "&rowType=" + Nothing.class.getName());

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("bound to null");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"id\":\"1\",\"age\":2},{\"id\":\"3\",\"age\":4,\"id\":\"5\"}]", "[{\"id\":\"1\"},{\"id\":\"3\",\"id\":\"3\"}]",
            "[{\"id\":\"1\"},{\"id\":null,\"id\":null}]", "{\"id\":\"1\"}\n{\"id\":\"3\",\"age\":1,\"id\":\"3\"}",
            "[{\"in\":{\"id\":1}},{\"in\":{\"id\":1,\"id\":2}}]" })
    void aFieldThatIsThereTwiceLosesNoValue(String json) throws Exception {
        answerJson(json);

        Exception failure = split(GENERATE + 2);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("After row 1").hasMessageContaining("Duplicate field 'id'")
                .hasMessageContaining("rowType=String");
        removeRoute();
        mock("rows").reset();
        assertThat(split(GENERATE + "2&rowType=String")).isNull();
        assertThat(rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"id\":\"1\",\"age\":2,\"id\":\"3\"},{\"id\":\"4\"}]", "{\"id\":\"1\",\"id\":\"1\"}\n{\"id\":\"3\"}",
            "{\"rows\":[{\"other\":{\"id\":1,\"id\":2}},{\"id\":\"3\"}]}" })
    void aFieldThatIsThereTwiceIsAnErrorForAClassToo(String json) throws Exception {
        answerJson(json);

        Exception failure = split(GENERATE + "2&rowType=" + CUSTOMER);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("Duplicate field 'id'");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aFirstLineWithAFieldTwice() throws Exception {
        answerJson("{\"id\":\"3\",\"age\":1,\"id\":\"3\"}\n{\"id\":\"1\"}");

        assertContentFault(split(GENERATE + 2));
    }

    @Test
    void aRowThatCannotBeBound() throws Exception {
        answerJson("[{\"age\":1},{\"age\":\"old\"}]");

        Exception failure = split(GENERATE + "2&rowType=" + CUSTOMER);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("Row 2 cannot be read as " + CUSTOMER);
    }

    @ParameterizedTest
    @CsvSource({ "json, java.util.Map", "json, String", "json, io.github.cameldatamaker.generate.Customer", "csv, java.util.Map",
            "csv, String" })
    void bytesOfAnotherCharset(String format, String type) throws Exception {
        answer(aResponse().withHeader("Content-Type", format.equals("csv") ? "text/csv" : "application/json")
                .withBody((format.equals("csv") ? "id,age\nA,1\nJ\u00f6rg,2\n" : "[{\"id\":\"A\"},{\"id\":\"J\u00f6rg\"}]")
                        .getBytes(StandardCharsets.ISO_8859_1)));

        Exception failure = split(GENERATE + "2&format=" + format + "&rowType=" + type);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("After row 1").hasMessageContaining("UTF-8");
        assertThat(rows()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "rowType=java.util.Map", "rowType=String", "outputType=String", "outputType=List" })
    void anUnknownCharset(String option) throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/json; charset=utf-9").withBody("[{\"a\":1}]"));

        Exception failure = split(GENERATE + "1&" + option);

        assertContentFault(failure);
        assertThat(failure).hasMessageContaining("'utf-9'").hasMessageContaining("bytes");
    }

    @Test
    void itsBytesCanBeRead() throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/json; charset=utf-9").withBody("[{\"a\":1}]"));
        route(r -> r.from("direct:a").to(GENERATE + "1&outputType=Bytes"));

        assertThat(template.requestBody("direct:a", null, byte[].class)).hasSize(9);
        assertRequests(1);
    }

    @ParameterizedTest
    @CsvSource({ "1, 0", "1, 1", "1, 2", "2, 0" })
    void aKeyAsksForNothingMoreAfterAContentFault(int batchSize, int faultAt) throws Exception {
        StringBuilder json = new StringBuilder("[");
        for (int row = 0; row < 3; row++) {
            json.append(row == 0 ? "" : ",").append(row == faultAt ? "{\"age\":NaN}" : "{\"age\":" + row + "}");
        }
        answerJson(json.append("]").toString());
        context.getRegistry().bind("state", new MemoryStateRepository());
        route(r -> {
            r.onException(DataMakerException.class).handled(true).to("mock:failures");
            r.from("datamaker:generate?template=t&count=3&seed=s&resumeKey=k&resumeRepository=#state&initialDelay=0&delay=10&bridgeErrorHandler=true&batchSize="
                    + batchSize)
                    .to("mock:rows");
        });

        Awaitility.await().until(() -> !mock("failures").getExchanges().isEmpty());
        context.getRouteController().stopAllRoutes();

        assertThat(mock("failures").getExchanges()).singleElement().satisfies(
                e -> assertThat(e.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)).hasMessageContaining("NaN")
                        .hasMessageContaining("sends no request"));
        assertThat(rows()).hasSize(batchSize == 1 ? faultAt : 0);
        assertRequests(1);
    }

    /** A response that ends well, but too early, once; then a whole one. */
    private static void cutThenWhole(String contentType, byte[] whole, int length) {
        ResponseDefinitionBuilder cut = aResponse().withHeader("Content-Type", contentType)
                .withBody(Arrays.copyOf(whole, length));
        SERVICE.stubFor(
                any(anyUrl()).inScenario("cut").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("whole").willReturn(cut));
        SERVICE.stubFor(any(anyUrl()).inScenario("cut").whenScenarioStateIs("whole")
                .willReturn(aResponse().withHeader("Content-Type", contentType).withBody(whole)));
    }

    @ParameterizedTest
    @CsvSource({ "rowType=java.util.Map, UTF-8", "rowType=String, UTF-8", "outputType=Bytes, UTF-8",
            "rowType=java.util.Map, UTF-16LE", "rowType=String, UTF-16LE",
            "outputType=String, UTF-16LE" })
    void aResponseThatEndsTooEarlyIsAskedForAgain(String option, String charset) throws Exception {
        for (boolean isLong : List.of(false, true)) {
            String json = "[{\"id\":1,\"tags\":[\"a\"],\"in\":{\"b\":1}},{\"id\":2,\"tags\":[],\"text\":\""
                    + "ü".repeat(isLong ? 5_000 : 1) + "\"}]";
            byte[] whole = json.getBytes(charset);
            for (int cut : List.of(
                    json.indexOf("]") + 1, json.indexOf("}") + 1, json.indexOf("}}") + 2, json.indexOf("[]") + 2,
                    json.indexOf("[]") + 1, json.length() - 1)) {
                SERVICE.resetAll();
                cutThenWhole("application/json; charset=" + charset, whole, cut * whole.length / json.length() / 2 * 2);
                route(r -> r.from("direct:a").to(GENERATE + "2&" + option).split(r.body()).streaming().to("mock:rows"));

                assertThat(request()).as("cut after character %d", cut).isNull();

                assertRequests(2);
                removeRoute();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "[]", " [ ] ", "[{}]", "{\"a\":1}" })
    void aShortDocumentIsWholeAlthoughItsReaderHasNotSeenIt(String json) throws Exception {
        answerJson(json);

        assertThat(split(GENERATE + 2)).isInstanceOf(DataMakerTruncatedException.class).hasMessageContaining("only")
                .hasMessageContaining("2 were asked for");
        assertRequests(1);
    }

    @Test
    void anEmptyResponseEndsTooEarly() throws Exception {
        answerJson("");

        assertThat(split(GENERATE + 2)).isInstanceOf(DataMakerTruncatedException.class).hasMessageContaining("maxResumes=3");
        assertRequests(4);
    }

    @ParameterizedTest
    @ValueSource(strings = { "java.util.Map", "String", "io.github.cameldatamaker.generate.Customer" })
    void withAByteOrderMark(String type) throws Exception {
        for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE")) {
            SERVICE.resetRequests();
            answer(aResponse().withHeader("Content-Type", "application/json")
                    .withBody("\uFEFF [{\"id\":\"ü\"},{\"id\":\"ä\"}]\n".getBytes(charset)));

            assertThat(split(GENERATE + "2&rowType=" + type)).isNull();
            assertThat(rows()).hasSize(2);
            assertThat(Optional.of(rows().get(0)).map(Object::toString).get()).contains("ü");
            assertRequests(1);
            mock("rows").reset();
            removeRoute();
        }
    }
}
