package io.github.cameldatamaker.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.server.RowServer;

/**
 * The service, in a JVM of its own.
 *
 * @param rowLength of JSON on average, in bytes
 */
record ServerProcess(Process process, String baseUrl, int rowLength) implements AutoCloseable {

    static ServerProcess start() throws IOException {
        Process process = ForkedJvm.of(RowServer.class, List.of("-Xmx256m")).start();
        String line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            throw new IllegalStateException("The server does not start");
        }
        String[] words = line.split(" ");
        return new ServerProcess(process, "http://localhost:" + words[0], Integer.parseInt(words[1]));
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
