package io.github.cameldatamaker.sandbox.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cameldatamaker.sandbox.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service that answers unlike the sandbox: what a test sets for a request, else 404. */
final class StubService implements AutoCloseable {

    private record Answer(int status, String body, boolean withRateLimit) {
    }

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Sets the answer to a request such as {@code GET /sets?cursor=a}. */
    StubService on(String request, int status, String body) {
        answers.put(request, new Answer(status, body, true));
        return this;
    }

    /** Sets an answer without the headers that the contract promises for every response. */
    StubService withoutRateLimitOn(String request, int status, String body) {
        answers.put(request, new Answer(status, body, false));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        exchange.getRequestBody().readAllBytes();
        Answer answer = answers.getOrDefault(request,
                new Answer(404, "{\"error\":{\"code\":\"not_found\",\"message\":\"none\"}}", true));
        if (answer.withRateLimit()) {
            exchange.getResponseHeaders().add("X-RateLimit-Remaining", "59");
            exchange.getResponseHeaders().add("X-RateLimit-Reset", "1714049400");
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    Api api() {
        return new Api("http://localhost:" + server.getAddress().getPort(), "key");
    }

    /** Methods and targets of all requests, oldest first. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
