package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the sandbox with 64 MB of heap, and counts the rows that it sends. The profile soak asks for a million rows. */
class MemoryTest {

    private static final int ROWS = Boolean.getBoolean("soak") ? 1_000_000 : 100_000;

    @TempDir
    static Path folder;

    private static ForkedSandbox sandbox;
    private static Api api;

    @BeforeAll
    static void start() {
        sandbox = ForkedSandbox.start(List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"));
        api = new Api(sandbox.baseUrl(), DataMakerSandbox.PRESET_API_KEY);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv", "sql", "xlsx" })
    void streamsWithoutKeepingRows(String format) throws Exception {
        long start = System.nanoTime();
        String body = Api.text(Map.of("count", ROWS, "format", format, "seed", "memory"));
        try (InputStream rows = api.open("/templates/tmpl_customer/generate", body).body()) {
            assertThat(count(format, rows)).isEqualTo(ROWS);
        }
        System.out.println(ROWS + " rows as " + format + ": " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        assertThat(sandbox.isAlive()).isTrue();
    }

    // If the sandbox kept something after each response, it would run out of memory.
    @Test
    void manyGenerationsLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (InputStream rows = api.open("/templates/tmpl_order/generate", "{\"count\":200}").body()) {
                assertThat(rows.readAllBytes()).isNotEmpty();
            }
        }
        assertThat(sandbox.isAlive()).isTrue();
    }

    // A thousand requests with the most that is kept of each would need more than the heap.
    @Test
    void recordedBodiesAreBoundedTogether() {
        String large = "{\"name\":\"" + "x".repeat(100_000) + "\"}";
        for (int i = 0; i < 1000; i++) {
            assertThat(api.post("/templates", large).statusCode()).isEqualTo(400);
        }
        Api control = new Api(sandbox.baseUrl() + "/_sandbox/api", "");
        assertThat(Api.json(control.get("/requests?limit=1000").body()).path("items").size()).isBetween(200, 999);
        assertThat(sandbox.isAlive()).isTrue();
    }

    private static long count(String format, InputStream rows) throws IOException {
        return switch (format) {
            case "json" -> objects(rows);
            case "csv" -> lines(rows) - 1;
            case "sql" -> lines(rows);
            default -> sheetRows(rows) - 1;
        };
    }

    private static long objects(InputStream rows) throws IOException {
        long count = 0;
        try (JsonParser json = new JsonFactory().createParser(rows)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                json.skipChildren();
                count++;
            }
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_ARRAY);
        }
        return count;
    }

    private static long lines(InputStream rows) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))) {
            return reader.lines().count();
        }
    }

    private static long sheetRows(InputStream rows) throws IOException {
        Path file = folder.resolve("rows.xlsx");
        Files.copy(rows, file);
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> sheet = workbook.getFirstSheet().openStream()) {
            return sheet.count();
        }
    }
}
