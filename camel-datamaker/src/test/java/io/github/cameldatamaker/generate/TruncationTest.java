package io.github.cameldatamaker.generate;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** A response that ends early never passes as complete. */
class TruncationTest extends WireMockRouteTest {

    @TempDir
    Path folder;

    private Exception split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        return template.request("direct:a", e -> {}).getException();
    }

    private Exception bytes(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).to("file:" + folder));
        return template.request("direct:a", e -> {}).getException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "[", "[{\"a\":1},{\"a\":2}", "[{\"a\":1},{\"a\":2},", "[{\"a\":1},{\"a\":", "[{\"a\":1},{\"a\":\"\\u00",
            "{\"rows\":[{\"a\":1},{\"a\":2}]",
            "{\"rows\":[{\"a\":1}", "{\"a\":1}\n{\"a\":", "[{\"a\":1},{\"a\":tru", "[{\"a\":1},{\"a\":-", "[{\"a\":1},{\"a\":1e",
            "[{\"a\":1},{\"a\":\"\\" })
    void jsonThatIsNotClosed(String json) throws Exception {
        answerJson(json);

        assertThat(split("datamaker:generate?template=t&count=2")).isInstanceOf(DataMakerTruncatedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"id\":\"a\"},{\"id\":\"b", "[{\"id\":\"a\"},{\"age\":", "[{\"id\":\"a\"}," })
    void jsonThatIsNotClosedWhileItIsBoundOrCutOut(String json) throws Exception {
        answerJson(json);

        assertThat(split("datamaker:generate?template=t&count=2&rowType=" + Customer.class.getName()))
                .isInstanceOf(DataMakerTruncatedException.class);
        context.getRouteController().stopAllRoutes();
        context.removeRoute(context.getRoutes().get(0).getId());
        assertThat(split("datamaker:generate?template=t&count=2&rowType=String")).isInstanceOf(DataMakerTruncatedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"a\":1}]", "[]", "{\"a\":1}\n" })
    void fewerRowsThanCount(String json) throws Exception {
        answerJson(json);

        assertThat(split("datamaker:generate?template=t&count=2")).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("only").hasMessageContaining("2 were asked for");
    }

    @Test
    void moreRowsThanCount() throws Exception {
        answerJson("[{\"a\":1},{\"a\":2},{\"a\":3}]");

        assertThat(split("datamaker:generate?template=t&count=2")).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("more than the 2 rows that were asked for");
        assertThat(mock("rows").getExchanges()).hasSize(2);
    }

    @Test
    void theRowsBeforeTheBreakAreDelivered() throws Exception {
        answerJson("[{\"a\":1},{\"a\":2},{\"a\":3},{\"a\":");

        assertThat(split("datamaker:generate?template=t&count=4&batchSize=2")).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("after row 3");
        assertThat(mock("rows").getExchanges()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a,b\n1,2\n", "", "a,b\n", "a,b\n1,2\n3", "a,b\n1,2\n3,\"x" })
    void csvRowsThatAreMissing(String csv) throws Exception {
        answerCsv(csv);

        assertThat(split("datamaker:generate?template=t&count=2&format=csv")).isInstanceOf(DataMakerTruncatedException.class);
    }

    @Test
    void csvTextRowsThatAreMissing() throws Exception {
        answerCsv("a,b\n1,2\n");

        assertThat(split("datamaker:generate?template=t&count=2&format=csv&rowType=String"))
                .isInstanceOf(DataMakerTruncatedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "[{\"a\":1},{\"a\":2}", "[{\"a\":1},", "{\"rows\":[]", "{\"rows\":[{}]", "[{\"id\":1,\"tags\":[\"a\"]",
            "[{\"id\":1,\"in\":{\"a\":1}",
            "[{\"id\":\"]\\\"]", "[{\"id\":\"ü\",\"a\":[]", "{\"a\":1}\n{\"a\":[{}]" })
    void jsonAsBytesThatIsNotClosed(String json) throws Exception {
        answerJson(json);

        assertThat(bytes("datamaker:generate?template=t&count=2")).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("json document is not closed");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 21, 500 })
    void anXlsxWithoutItsDirectory(int missing) throws Exception {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("xl/workbook.xml"));
            out.write(new byte[100_000]);
        }
        byte[] whole = zip.toByteArray();
        answer(aResponse().withBody(missing == 0 ? new byte[0] : Arrays.copyOf(whole, Math.max(whole.length - missing, 0))));

        assertThat(bytes("datamaker:generate?template=t&count=2&format=xlsx")).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("xlsx document is not closed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv", "sql", "xlsx" })
    void aBrokenTransportAsBytes(String format) throws Exception {
        answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(bytes("datamaker:generate?template=t&count=2&format=" + format))
                .isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("broke off after");
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void aBrokenTransportAsRows(String format) throws Exception {
        answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(split("datamaker:generate?template=t&count=2&format=" + format))
                .isInstanceOf(DataMakerTruncatedException.class);
    }

    @Test
    void aTruncatedPreview() throws Exception {
        answerJson("[{\"a\":1},{\"a\":2}");

        assertThat(split("datamaker:preview?template=t")).isInstanceOf(DataMakerTruncatedException.class);
    }

    @Test
    void aTruncatedListAndText() throws Exception {
        answerJson("[{\"a\":1},{\"a\":2}");

        assertThat(bytes("datamaker:generate?template=t&count=2&outputType=List"))
                .isInstanceOf(DataMakerTruncatedException.class);
        context.removeRoute(stopFirst());
        assertThat(bytes("datamaker:generate?template=t&count=2&outputType=String"))
                .isInstanceOf(DataMakerTruncatedException.class);
    }

    private String stopFirst() throws Exception {
        String id = context.getRoutes().get(0).getId();
        context.getRouteController().stopRoute(id);
        return id;
    }
}
