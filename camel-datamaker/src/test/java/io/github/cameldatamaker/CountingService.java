package io.github.cameldatamaker;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A service that takes any path, counts the bytes of whole requests, and holds none of them. */
public final class CountingService implements AutoCloseable {

    private static final byte[] ANSWER = "{\"version\":1}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<Long> whole = new CopyOnWriteArrayList<>();

    /** Starts it on a free port. */
    public CountingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    private void receive(HttpExchange request) throws IOException {
        paths.add(request.getRequestURI().getRawPath());
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream body = request.getRequestBody()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
            }
        }
        whole.add(bytes);
        request.getResponseHeaders().add("Content-Type", "application/json");
        request.sendResponseHeaders(201, ANSWER.length);
        request.getResponseBody().write(ANSWER);
        request.close();
    }

    /** Its address. */
    public String baseUrl() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The paths asked for, as they came: other servers refuse some, or make them pretty. */
    public List<String> paths() {
        return paths;
    }

    /** The sizes of the bodies of requests that came to their end. */
    public List<Long> whole() {
        return whole;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
