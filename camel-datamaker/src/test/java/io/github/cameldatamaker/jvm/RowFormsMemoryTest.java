package io.github.cameldatamaker.jvm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows in other forms than a JSON array, in a heap that could not hold them: 100 MB by default, 1 GB with -Psoak. */
class RowFormsMemoryTest {

    private static final int ROWS = Boolean.getBoolean("soak") ? 1_000_000 : 100_000;
    private static final List<String> SMALL_HEAP = List.of(
            "-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "application/x-ndjson||||split|batchSize=1",
            "application/json|{\"n\":1,\"live_data\":[|,|],\"n\":2}|split|rowType=String" })
    void aSmallHeapIsEnough(String type, String head, String between, String end, String how, String options) throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> answer(exchange, type, head, between, end));
        service.start();
        try {
            ForkedJvm jvm = ForkedJvm.run(GenerateMain.class, SMALL_HEAP, Map.of("DM_API_KEY", "dm_live_of_the_memory_test"),
                    "http://localhost:" + service.getAddress().getPort(), String.valueOf(ROWS), how, options);

            assertThat(jvm.exitCode()).as(jvm.output()).isZero();
            assertThat(jvm.output()).contains("rows=" + ROWS + " ");
        } finally {
            service.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, String type, String head, String between, String end) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        String row = "{\"id\":\"" + "x".repeat(1_000) + "\"}";
        byte[] next = ((between == null ? "\n" : between) + row).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
            out.write(((head == null ? "" : head) + row).getBytes(StandardCharsets.UTF_8));
            for (int i = 1; i < ROWS; i++) {
                out.write(next);
            }
            out.write((end == null ? "\n" : end).getBytes(StandardCharsets.UTF_8));
        }
    }
}
