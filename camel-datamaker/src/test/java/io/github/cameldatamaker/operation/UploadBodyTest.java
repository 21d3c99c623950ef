package io.github.cameldatamaker.operation;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.ConnectionRecord;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The bodies that can be uploaded, how their name is sent, and what is refused. */
class UploadBodyTest extends WireMockRouteTest {

    private static final String CONTENT = "plz;ort\r\n50667;Köln\r\n";
    private static final String UPLOAD = "datamaker:uploadFile?file=plz.csv";

    @TempDir
    Path folder;

    @BeforeEach
    void answerReceipt() {
        answerJson("{}");
    }

    private Exchange upload(String uri, Object body) {
        return template.request(uri, e -> e.getMessage().setBody(body));
    }

    /** The parts that were sent, each with its headers. */
    private static String[] parts() {
        List<LoggedRequest> requests = SERVICE.findAll(postRequestedFor(urlEqualTo("/workspace/files")));
        assertThat(requests).hasSize(1);
        String type = requests.get(0).getHeader("Content-Type");
        String boundary = type.substring(type.indexOf("boundary=") + 9);
        String[] parts = requests.get(0).getBodyAsString().split("--" + boundary + "(\r\n|--\r\n)");
        assertThat(parts).hasSize(3);
        return new String[] { parts[1], parts[2] };
    }

    private static void assertUploaded() {
        assertThat(parts()[1]).isEqualTo("Content-Disposition: form-data; name=\"file\"; filename=\"plz.csv\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + CONTENT + "\r\n");
    }

    private static void assertRefused(Exchange out, String... parts) {
        assertThat(out.getException()).isExactlyInstanceOf(DataMakerException.class);
        assertThat(out.getException().getMessage()).contains(parts);
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
    }

    static Stream<Object> bodies() {
        byte[] bytes = CONTENT.getBytes(UTF_8);
        return Stream.of(CONTENT, bytes, new ByteArrayInputStream(bytes), new StringBuilder(CONTENT), new StringReader(CONTENT));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void textBytesAndStreamsAreUploadedUnchanged(Object body) throws Exception {
        route(r -> r.from("direct:a").to(UPLOAD));

        assertThat(upload("direct:a", body).getException()).isNull();

        assertUploaded();
    }

    @Test
    void filesAndPathsAreUploadedWithTheirLength() throws Exception {
        Path file = Files.writeString(folder.resolve("local.csv"), CONTENT);

        assertThat(upload(UPLOAD, file.toFile()).getException()).isNull();
        assertUploaded();
        assertThat(SERVICE.findAll(anyRequestedFor(anyUrl())).get(0).getHeader("Content-Length")).isNotNull();
        SERVICE.resetRequests();
        assertThat(upload(UPLOAD, file).getException()).isNull();
        assertUploaded();
    }

    @Test
    void aRouteFromAFolderUploadsEachFileUnderItsName() throws Exception {
        Files.writeString(folder.resolve("plz.csv"), CONTENT);
        route(r -> r.from("file:" + folder + "?initialDelay=0")
                .setHeader(DataMakerConstants.FILE, r.header(Exchange.FILE_NAME)).to("datamaker:uploadFile").to("mock:done"));
        mock("done").expectedMessageCount(1);

        mock("done").assertIsSatisfied();

        assertUploaded();
    }

    @Test
    void generatedDataIsUploadedAsItsBytes() throws Exception {
        SERVICE.stubFor(post(urlEqualTo("/templates/t/generate"))
                .willReturn(aResponse().withHeader("Content-Type", "text/csv").withBody(CONTENT)));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&format=csv").to(UPLOAD));

        assertThat(upload("direct:a", null).getException()).isNull();

        assertUploaded();
        assertReleased();
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(upload(UPLOAD, "").getException()).isNull();

        assertThat(parts()[1]).endsWith("\r\n\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
            "lookups/a b.csv, a b.csv", "ü/größe 漢.csv, größe 漢.csv", "50%2F.csv, 50%2F.csv", "x@v2?y#z+, x@v2?y#z+", "../up, up",
            "'a\"b', a%22b", "/rooted, rooted" })
    void theNameIsAPartAndItsLastPieceTheFileName(String name, String fileName) {
        Exchange out = template.request("datamaker:uploadFile", e -> {
            e.getMessage().setBody("x");
            e.getMessage().setHeader(DataMakerConstants.FILE, name);
        });

        assertThat(out.getException()).isNull();
        assertThat(parts()[0]).isEqualTo("Content-Disposition: form-data; name=\"name\"\r\n\r\n" + name + "\r\n");
        assertThat(parts()[1]).startsWith("Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n");
    }

    @Test
    void aNameWithLineBreaksAddsNoHeaderToItsPart() {
        Exchange out = template.request("datamaker:uploadFile", e -> {
            e.getMessage().setBody("x");
            e.getMessage().setHeader(DataMakerConstants.FILE, "a\r\nX-Injected: 1\r\n\r\nb");
        });

        assertThat(out.getException()).isNull();
        assertThat(parts()[1])
                .isEqualTo("Content-Disposition: form-data; name=\"file\"; filename=\"a%0D%0AX-Injected: 1%0D%0A%0D%0Ab\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\nx\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "lookups/", "/", "a/b/" })
    void aNameThatEndsWithASlashIsRefused(String name) {
        assertRefused(
                template.request("datamaker:uploadFile", e -> {
                    e.getMessage().setBody("x");
                    e.getMessage().setHeader(DataMakerConstants.FILE, name);
                }), "file '" + name + "' ends with a slash");
    }

    @Test
    void whatIsNoContentIsRefused() {
        File missing = folder.resolve("none.csv").toFile();

        assertRefused(upload("datamaker:uploadFile", "x"), "needs a file", "CamelDataMakerFile");
        assertRefused(upload(UPLOAD, null), "datamaker:uploadFile needs a body", "a file, a stream");
        assertRefused(upload(UPLOAD, missing), missing.toString(), "does not exist");
        assertRefused(upload(UPLOAD, missing.toPath()), missing.toString(), "does not exist");
        assertRefused(upload(UPLOAD, folder.toFile()), folder.toString(), "is a directory");
        assertRefused(upload(UPLOAD, new Object()), "java.lang.Object", "cannot read as a stream");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 1_000_000 })
    void aStreamThatFailsNeverBecomesAFile(int bytes) throws Exception {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[bytes]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new FileNotFoundException("the source is gone");
            }
        });
        try (ConnectionRecord service = new ConnectionRecord()) {
            Exchange out = upload(UPLOAD + "&baseUrl=" + service.baseUrl(), failing);

            assertThat(out.getException()).isExactlyInstanceOf(DataMakerException.class)
                    .hasMessageContaining("POST /workspace/files was not sent completely: the source is gone")
                    .hasCauseExactlyInstanceOf(FileNotFoundException.class);
            assertThat(service.received()).doesNotContain("--\r\n").doesNotContain("\r\n0\r\n");
            assertThat(service.received()).startsWith(bytes < 1_000_000 ? "" : "POST /workspace/files HTTP/1.1\r\n");
        }
    }
}
