package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    private static final String PATH = "/workspace/files";

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private static String namePart(String name) {
        return "--b42\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name + "\r\n";
    }

    private static String filePart(String content) {
        return "--b42\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ignored.bin\"\r\nContent-Type: image/png\r\n\r\n"
                + content + "\r\n";
    }

    private HttpResponse<String> send(BodyPublisher body) {
        return api.send(api.request(PATH).header("Content-Type", "multipart/form-data; boundary=b42").POST(body).build());
    }

    private HttpResponse<String> upload(String name, String content) {
        return send(BodyPublishers.ofString(namePart(name) + filePart(content) + "--b42--\r\n"));
    }

    private HttpResponse<String> upload(String name, long size) {
        BodyPublisher zeros = BodyPublishers.ofInputStream(() -> new Zeros(size));
        return send(
                BodyPublishers.concat(BodyPublishers.ofString(namePart(name) + filePart("").stripTrailing() + "\r\n\r\n"), zeros,
                        BodyPublishers.ofString("\r\n--b42--\r\n")));
    }

    @Test
    void uploadsReplacesDownloadsAndDeletesAFile() {
        HttpResponse<String> uploaded = upload("postcodes.csv", "code\n10115\nä\n");
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(uploaded.body())
                .isEqualTo("{\"name\":\"postcodes.csv\",\"size\":14,\"uploaded_at\":\"2026-04-12T10:31:00Z\"}");
        HttpResponse<String> downloaded = api.get(PATH + "/postcodes.csv");
        assertThat(downloaded.statusCode()).isEqualTo(200);
        assertThat(downloaded.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(downloaded.headers().firstValue("Content-Length")).hasValue("14");
        assertThat(downloaded.body()).isEqualTo("code\n10115\nä\n");
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(upload("postcodes.csv", "x").statusCode()).isEqualTo(201);
        assertThat(api.get(PATH + "/postcodes.csv").body()).isEqualTo("x");
        assertThat(api.get(PATH).body())
                .isEqualTo("{\"items\":[{\"name\":\"postcodes.csv\",\"size\":1,\"uploaded_at\":\"2026-04-12T10:31:05Z\"}],"
                        + "\"next_cursor\":null,\"total\":1}");
        HttpResponse<String> deleted = api.delete(PATH + "/postcodes.csv");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(api.get(PATH + "/postcodes.csv").statusCode()).isEqualTo(404);
        assertThat(Api.error(api.delete(PATH + "/postcodes.csv")).path("code").asText()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = { "lookups/a b.json", "Größe ✓.txt", "a+b%c", "100%25?#", "a/", "//a", "../up", "a;b=c.yaml", "x@v1" })
    void aNameMayHaveAnyLetters(String name) {
        assertThat(upload(name, "content").statusCode()).isEqualTo(201);
        String path = PATH + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(api.get(path).body()).isEqualTo("content");
        assertThat(Api.json(api.get(PATH).body()).path("items").get(0).path("name").asText()).isEqualTo(name);
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
    }

    @Test
    void slashesOfANameMayBeRaw() {
        upload("lookups/de/a b.json", "[]");
        assertThat(api.get(PATH + "/lookups/de/a%20b.json").body()).isEqualTo("[]");
        assertThat(api.get(PATH + "/lookups%2Fde/a%20b.json").body()).isEqualTo("[]");
        assertThat(api.delete(PATH + "/lookups/de/a%20b.json").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({ "a.csv,text/csv", "a.b.JSON,application/json", "a.yml,application/yaml", "a.txt,text/plain",
            "a.csv.bin,image/png",
            "a.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" })
    void theTypeFollowsTheNameOrElseTheUpload(String name, String type) {
        upload(name, "x");
        assertThat(api.get(PATH + "/" + name).headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    }

    @Test
    void listsNewestFirstInPages() {
        for (int i = 0; i < 4; i++) {
            upload("file " + i, "x".repeat(i));
        }
        upload("file 1", "y");
        JsonNode first = Api.json(api.get(PATH + "?limit=3").body());
        assertThat(first.path("items")).extracting(file -> file.path("name").asText()).containsExactly("file 1", "file 3",
                "file 2");
        JsonNode second = Api.json(api.get(PATH + "?limit=3&cursor=" + first.path("next_cursor").asText()).body());
        assertThat(second.path("items")).extracting(file -> file.path("name").asText()).containsExactly("file 0");
        assertThat(second.path("items").get(0).path("size").asInt()).isZero();
        sandbox.reset();
        assertThat(Api.json(api.get(PATH).body()).path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "name", "file", "empty", "end", "json", "boundary" })
    void refusesABadUpload(String wrong) {
        String end = "--b42--\r\n";
        HttpResponse<String> response = switch (wrong) {
            case "name" -> send(BodyPublishers.ofString(filePart("x") + end));
            case "file" -> send(BodyPublishers.ofString(namePart("x") + end));
            case "empty" -> upload("", "x");
            case "end" -> send(BodyPublishers.ofString(namePart("x") + filePart("x")));
            case "json" -> api.post(PATH, "{\"name\":\"x\"}");
            default -> api.send(
                    api.request(PATH).header("Content-Type", "multipart/form-data").POST(BodyPublishers.ofString(end)).build());
        };
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).isNotBlank().doesNotContain(System.getProperty("java.io.tmpdir"),
                "null");
        assertThat(Api.json(api.get(PATH).body()).path("total").asInt()).isZero();
    }

    @Test
    void acceptsFiftyMegabytesAndNotOneByteMore() throws Exception {
        long most = 50L * 1024 * 1024;
        assertThat(upload("most.bin", most).statusCode()).isEqualTo(201);
        HttpResponse<InputStream> downloaded = api.open(PATH + "/most.bin");
        try (InputStream body = downloaded.body()) {
            assertThat(body.skip(most)).isEqualTo(most);
            assertThat(body.read()).isEqualTo(-1);
        }
        for (long size : new long[] { most + 1, 2 * most }) {
            HttpResponse<String> refused = upload("more.bin", size);
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(Api.error(refused).path("code").asText()).isEqualTo("payload_too_large");
        }
        assertThat(Api.json(api.get(PATH).body()).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aFaultBreaksADownload() {
        upload("a.txt", "0123456789");
        sandbox.faults().on("GET", PATH + "/{name}").cutAfter(4).on("GET", PATH + "/a.txt").endEarlyAfter(4);
        assertThatThrownBy(() -> api.get(PATH + "/a.txt")).hasRootCauseInstanceOf(IOException.class);
        assertThat(api.get(PATH + "/a.txt").body()).isEqualTo("0123");
        assertThat(api.get(PATH + "/a.txt").body()).isEqualTo("0123456789");
    }

    /** A number of zero bytes. */
    private static final class Zeros extends InputStream {

        private long left;

        private Zeros(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(left, length);
            Arrays.fill(buffer, offset, offset + read, (byte) 0);
            left -= read;
            return read;
        }
    }
}
