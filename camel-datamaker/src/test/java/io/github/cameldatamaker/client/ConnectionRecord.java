package io.github.cameldatamaker.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes one connection, answers nothing, and keeps every byte until the client closes it. */
public final class ConnectionRecord implements AutoCloseable {

    private final ServerSocket server;
    private final CompletableFuture<String> received;

    public ConnectionRecord() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        received = CompletableFuture.supplyAsync(this::record);
    }

    private String record() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Socket connection = server.accept(); InputStream in = connection.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
        } catch (IOException e) {
            // A reset is an end, too.
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public String baseUrl() {
        return "http://localhost:" + server.getLocalPort();
    }

    /** All that came on the connection, once it is closed. */
    public String received() throws Exception {
        return received.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
