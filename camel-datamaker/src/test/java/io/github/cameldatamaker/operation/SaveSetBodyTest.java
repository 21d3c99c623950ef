package io.github.cameldatamaker.operation;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.cameldatamaker.client.ConnectionRecord;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

/** The bodies that can be saved as a set, and what happens if their rows break off. */
class SaveSetBodyTest extends WireMockRouteTest {

    private static final String SAVE = "datamaker:saveSet?set=golden";

    private static void answers(String contentType, String generated) {
        SERVICE.stubFor(post(urlMatching("/templates/.*")).willReturn(
                aResponse().withHeader("Content-Type", contentType).withBody(generated)));
        SERVICE.stubFor(post(urlEqualTo("/sets")).willReturn(okJson("{\"name\":\"golden\",\"version\":1}")));
    }

    private Exchange save(Object body) {
        return template.request(SAVE, e -> e.getMessage().setBody(body));
    }

    private static void assertSaved(String rows) {
        assertThat(SERVICE.findAll(postRequestedFor(urlEqualTo("/sets")).withHeader("Content-Type", equalTo("application/json"))))
                .singleElement().satisfies(request -> assertThat(request.getBodyAsString())
                        .isEqualTo("{\"name\":\"golden\",\"rows\":" + rows + "}"));
    }

    // Neither the document nor the chunked body has its end.
    private static void assertNotWhole(String received) {
        assertThat(received).doesNotContain("]}").doesNotContain("\r\n0\r\n");
    }

    /** A row bound to a class. */
    public record Row(int a) {
    }

    static Stream<Object> rows() {
        List<Map<String, Object>> maps = List.of(Map.of("a", 1), Map.of("a", 2));
        return Stream.of(
                maps, maps.iterator(), Arrays.asList(new Row(1), new Row(2)), List.of("{\"a\":1}", "{ \"a\" : 2 }"),
                List.of(List.of(new Row(1)), List.of(Map.of("a", 2))), JsonNodeFactory.instance.arrayNode()
                        .add(JsonNodeFactory.instance.objectNode().put("a", 1))
                        .add(JsonNodeFactory.instance.objectNode().put("a", 2)),
                Stream.of(1, 2).map(Row::new).iterator());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowsOfAllKindsAreObjectsOfTheSet(Object body) {
        answers("application/json", "");

        assertThat(save(body).getMessage().getBody()).isEqualTo(Map.of("name", "golden", "version", 1));

        assertSaved("[{\"a\":1},{\"a\":2}]");
    }

    @Test
    void aSetMayBeEmpty() {
        answers("application/json", "");

        assertThat(save(List.of()).getException()).isNull();

        assertSaved("[]");
    }

    @Test
    void rowsKeepTheirDigits() {
        answers("application/json", "");

        save(List.of(Map.of("n", new BigDecimal("12345678901234567890.10")), "{\"n\":12345678901234567890.10}"));

        assertSaved("[{\"n\":12345678901234567890.10},{\"n\":12345678901234567890.10}]");
    }

    @ParameterizedTest
    @CsvSource({ "count=3, [{a:1};{a:2};{a:3}]", "count=3&rowType=String, [{a:1};{a:2};{a:3}]",
            "count=3&batchSize=2, [{a:1};{a:2};{a:3}]",
            "count=3&rowType=String&batchSize=100, [{a:1};{a:2};{a:3}]", "count=3&outputType=List, [{a:1};{a:2};{a:3}]",
            "count=3&outputType=Iterator, [{a:1};{a:2};{a:3}]" })
    void generatedDataIsSavedRowByRow(String options, String rows) throws Exception {
        String json = rows.replace(';', ',').replace("a", "\"a\"");
        answers("application/json", json);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&" + options).to(SAVE));

        assertThat(template.request("direct:a", e -> {}).getException()).isNull();

        assertSaved(json);
        assertReleased();
    }

    @Test
    void generatedCsvIsSavedAsObjectsOfTexts() throws Exception {
        answers("text/csv", "a,b\n1,\"x,\"\"y\"\n");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&format=csv").to(SAVE));

        assertThat(template.request("direct:a", e -> {}).getException()).isNull();

        assertSaved("[{\"a\":\"1\",\"b\":\"x,\\\"y\"}]");
    }

    @ParameterizedTest
    @CsvSource({ "xlsx", "sql" })
    void generatedDataWithoutRowsIsRefused(String format) throws Exception {
        answers("application/octet-stream", "PK");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&format=" + format).to(SAVE));

        assertThat(template.request("direct:a", e -> {}).getException()).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("format=" + format + " has no rows");
        SERVICE.verify(0, postRequestedFor(urlEqualTo("/sets")));
        assertReleased();
    }

    @Test
    void aLoadedSetIsSavedUnderAnotherName() throws Exception {
        SERVICE.stubFor(WireMock.get(urlEqualTo("/sets/old"))
                .willReturn(okJson("{\"name\":\"old\",\"version\":1,\"rows\":[{\"a\":1}]}")));
        answers("application/json", "");
        route(r -> r.from("direct:a").to("datamaker:loadSet?set=old").to(SAVE));

        assertThat(template.request("direct:a", e -> {}).getException()).isNull();

        assertSaved("[{\"a\":1}]");
    }

    @Test
    void aBodyThatIsNoListIsRefused() {
        for (Object body : Arrays.asList(
                "[{\"a\":1}]", Map.of("a", 1), 1, new byte[0], new Object[] { Map.of() }, Path.of("a", "b"),
                JsonNodeFactory.instance.objectNode())) {
            assertThat(save(body).getException()).isExactlyInstanceOf(DataMakerException.class)
                    .hasMessageContaining("datamaker:saveSet is " + body.getClass().getName())
                    .hasMessageContaining("a List, an Iterator");
        }
        assertThat(save(null).getException()).hasMessageContaining("datamaker:saveSet needs a body")
                .hasMessageContaining("a List");
        SERVICE.verify(0, postRequestedFor(urlEqualTo("/sets")));
    }

    static Stream<Object> wrongRows() {
        return Stream.of(1, true, "text", "[1]", "1", "null", "{\"a\":1} {\"b\":2}", "{\"a\":1", "{\"a\":1,\"a\":2}",
                new int[] { 1 }, Arrays.asList(1, null), Set.of(1));
    }

    @ParameterizedTest
    @MethodSource("wrongRows")
    void aRowThatIsNoObjectBreaksTheRequestOff(Object row) throws Exception {
        try (ConnectionRecord service = new ConnectionRecord()) {
            Exchange out = template.request(SAVE + "&baseUrl=" + service.baseUrl(),
                    e -> e.getMessage().setBody(Arrays.asList(Map.of("a", 1), row)));

            assertThat(out.getException()).isExactlyInstanceOf(DataMakerException.class).hasMessageContaining("row");
            assertNotWhole(service.received());
        }
    }

    /** Many rows and then a failure, or the end. */
    private static Iterator<Object> rowsUntil(int last, RuntimeException failure) {
        return new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return row <= last;
            }

            @Override
            public Object next() {
                if (row++ == last) {
                    throw failure;
                }
                return Map.of("a", "x".repeat(100));
            }
        };
    }

    @ParameterizedTest
    @CsvSource({ "0", "1", "10000" })
    void rowsThatFailNeverBecomeASet(int rows) throws Exception {
        try (ConnectionRecord service = new ConnectionRecord()) {
            RuntimeException failure = new NoSuchElementException("row " + rows);

            Exchange out = template.request(SAVE + "&baseUrl=" + service.baseUrl(),
                    e -> e.getMessage().setBody(rowsUntil(rows, failure)));

            assertThat(out.getException()).isExactlyInstanceOf(DataMakerException.class)
                    .hasMessageContaining("POST /sets was not sent completely: row " + rows).hasCause(failure);
            assertNotWhole(service.received());
            // Rows that fit in the client's buffers do not even go out.
            assertThat(service.received()).startsWith(rows < 10_000 ? "" : "POST /sets HTTP/1.1\r\n");
            assertReleased();
        }
    }

    @Test
    void generatedDataThatIsCutNeverBecomesASet() throws Exception {
        answers("application/json", "[{\"a\":1},{\"a\":2}");
        try (ConnectionRecord service = new ConnectionRecord()) {
            route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=3").to(SAVE + "&baseUrl=" + service.baseUrl()));

            assertThat(template.request("direct:a", e -> {}).getException())
                    .isExactlyInstanceOf(DataMakerTruncatedException.class);
            assertNotWhole(service.received());
        }
    }
}
