package io.github.cameldatamaker.generate;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Generated data as bytes and text: streamed, or kept in memory. */
class BytesTest extends WireMockRouteTest {

    private static final String JSON = " [ {\"a\" : \"ü\"},\n{\"a\":12.30} ]\n";

    @TempDir
    Path folder;

    @Test
    void aFileHoldsTheBytesAsTheServiceSentThem() throws Exception {
        answerJson(JSON);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2").to("file:" + folder + "?fileName=rows.json"));

        template.sendBody("direct:a", null);

        assertThat(folder.resolve("rows.json")).hasContent(JSON).hasSize(JSON.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void xlsxIsBinary() throws Exception {
        byte[] zip = emptyZip();
        answer(aResponse().withBody(zip));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&format=xlsx")
                .to("file:" + folder + "?fileName=a.xlsx"));

        template.sendBody("direct:a", null);

        assertThat(Files.readAllBytes(folder.resolve("a.xlsx"))).isEqualTo(zip);
    }

    @Test
    void anXlsxMayEndWithAComment() throws Exception {
        byte[] zip = zipWithComment("made by a test");
        answer(aResponse().withBody(zip));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&format=xlsx&outputType=Bytes"));

        assertThat(template.requestBody("direct:a", null, byte[].class)).isEqualTo(zip);
    }

    @Test
    void dataInMemoryCanBeReadAgainInAnyWay() throws Exception {
        answerJson(JSON);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2")
                .log("${body}").to("log:rows?showBody=true")
                .process(e -> {
                    assertThat(e.getMessage().getBody(String.class)).isEqualTo(JSON);
                    assertThat(e.getMessage().getBody(byte[].class)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
                    assertThat(e.getMessage().getBody(List.class)).hasSize(2);
                    assertThat(IOHelper.toString(e.getMessage().getBody(Reader.class))).isEqualTo(JSON);
                    assertThat(e.getMessage().getBody(InputStream.class).readAllBytes()).hasSize(JSON.length() + 1);
                })
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).extracting(e -> e.getMessage().getBody(Map.class).get("a").toString())
                .containsExactly("ü", "12.30");
    }

    @Test
    void outputTypesOfBytes() throws Exception {
        answerJson(JSON);
        route(r -> r.from("direct:text").to("datamaker:generate?template=t&count=2&outputType=String"));
        route(r -> r.from("direct:bytes").to("datamaker:generate?template=t&count=2&outputType=Bytes"));
        route(r -> r.from("direct:stream").to("datamaker:generate?template=t&count=2&outputType=Stream")
                .process(e -> assertThat(e.getMessage().getBody()).isInstanceOf(InputStream.class))
                .convertBodyTo(String.class));

        assertThat(template.requestBody("direct:text", (Object) null)).isEqualTo(JSON);
        assertThat(template.requestBody("direct:bytes", (Object) null)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(template.requestBody("direct:stream", (Object) null)).isEqualTo(JSON);
    }

    @Test
    void textIsDecodedAsTheContentTypeSays() throws Exception {
        answer(aResponse().withHeader("Content-Type", "text/csv; charset=ISO-8859-1")
                .withBody("a\nü\n".getBytes(StandardCharsets.ISO_8859_1)));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&format=csv").convertBodyTo(String.class));

        assertThat(template.requestBody("direct:a", (Object) null)).isEqualTo("a\nü\n");
    }

    @Test
    void moreThanTheLimitIsNotHeldInMemory() throws Exception {
        answerJson("[{\"a\":\"" + "x".repeat(2_000) + "\"}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&maxInMemorySize=1000")
                .convertBodyTo(String.class));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).hasStackTraceContaining("larger than maxInMemorySize (1000 bytes)")
                .hasStackTraceContaining("split(body()).streaming()");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&rowType=String", "&format=csv", "&format=csv&rowType=String", "&outputType=List",
            "&outputType=Iterator" })
    void theLargestLimitWorks(String options) throws Exception {
        if (options.contains("csv")) {
            answerCsv("a\n1\n2\n");
        } else {
            answerJson("[{\"a\":1},{\"a\":2}]");
        }
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&maxInMemorySize=" + Long.MAX_VALUE + options)
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "listTemplates?", "getTemplate?template=t&" })
    void theLargestLimitWorksForDocuments(String operation) throws Exception {
        answerJson(operation.startsWith("list") ? "[]" : "{}");

        template.requestBody("datamaker:" + operation + "maxInMemorySize=" + Long.MAX_VALUE, null, Object.class);
    }

    @Test
    void aLogThatIsTooLargeCostsTheRouteNoRow() throws Exception {
        answerJson("[{\"a\":1},{\"a\":\"" + "x".repeat(500) + "\"},{\"a\":3}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=3&maxInMemorySize=520")
                .process(e -> assertThatThrownBy(() -> e.getMessage().getBody(GeneratedData.class).text())
                        .isInstanceOf(DataMakerException.class))
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(3);
    }

    @Test
    void toStringNeitherReadsNorThrows() throws Exception {
        answerJson(JSON);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2")
                .process(e -> assertThat(e.getMessage().getBody().toString()).contains("GeneratedData", "json",
                        "/templates/t/generate"))
                .split(r.body()).streaming().to("mock:rows").end()
                .process(e -> assertThat(e.getMessage().getBody().toString()).contains("closed")));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(2);
    }

    @Test
    void theErrorOfASecondReadSaysWhatToDo() throws Exception {
        answerJson(JSON);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2")
                .split(r.body()).streaming().to("mock:rows").end()
                .split(r.body()).streaming().to("mock:again"));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("already read")
                .hasMessageContaining("outputType=List");
    }

    @Test
    void aRedeliveryAfterTheFirstByteSaysSo() throws Exception {
        answerJson(JSON);
        route(r -> {
            r.errorHandler(r.defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0));
            r.from("direct:a").to("datamaker:generate?template=t&count=2").process(e -> {
                e.getMessage().getBody(InputStream.class).read();
                throw new IllegalStateException("first failure");
            });
        });

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).hasStackTraceContaining("already read");
    }

    @Test
    void openingWithoutReadingCostsNothing() throws Exception {
        answerJson(JSON);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2")
                .process(e -> {
                    e.getMessage().getBody(InputStream.class);
                    e.getMessage().getBody(GeneratedData.class).iterator();
                })
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(2);
    }

    @Test
    void aWorkbookHasNoText() throws Exception {
        answer(aResponse().withBody(emptyZip()));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&format=xlsx").convertBodyTo(String.class));

        Exception error = template.request("direct:a", (Exchange e) -> {}).getException();

        assertThat(error).hasStackTraceContaining("format=xlsx is a workbook and has no text");
    }

    private static byte[] emptyZip() throws Exception {
        return zipWithComment("");
    }

    private static byte[] zipWithComment(String comment) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setComment(comment);
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write(new byte[70_000]);
        }
        return bytes.toByteArray();
    }
}
