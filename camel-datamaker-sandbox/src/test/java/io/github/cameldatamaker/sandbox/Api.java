package io.github.cameldatamaker.sandbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** A client for tests. It knows the key and nothing else. */
public final class Api {

    // Decimals keep their closing zeros.
    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(60)).build();

    static {
        // Ten seconds are little for a machine that does other work.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Awaitility.setDefaultPollDelay(Duration.ofMillis(10));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    private final String baseUrl;
    private final String apiKey;

    public Api(DataMakerSandbox sandbox) {
        this(sandbox.baseUrl(), sandbox.apiKey());
    }

    public Api(String baseUrl, String apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json);
    }

    public HttpResponse<String> send(String method, String path, String json) {
        return send(
                request(path).method(method, BodyPublishers.ofString(json)).header("Content-Type", "application/json").build());
    }

    public HttpRequest posting(String path, String json) {
        return request(path).POST(BodyPublishers.ofString(json)).header("Content-Type", "application/json").build();
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(60)).header("Authorization",
                "Bearer " + apiKey);
    }

    /** The body as it arrives. */
    public HttpResponse<InputStream> open(String path, String json) throws IOException, InterruptedException {
        return CLIENT.send(posting(path, json), BodyHandlers.ofInputStream());
    }

    /** The body as it arrives, of a GET. */
    public HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).GET().build(), BodyHandlers.ofInputStream());
    }

    /** The response as soon as its headers are here. Its body arrives later, or breaks off. */
    public ArrivingBody receive(HttpRequest request) {
        CompletableFuture<ArrivingBody> arriving = new CompletableFuture<>();
        CLIENT.sendAsync(request, head -> {
            ArrivingBody body = new ArrivingBody(head);
            arriving.complete(body);
            return body;
        }).exceptionally(failure -> {
            arriving.completeExceptionally(failure);
            return null;
        });
        return arriving.join();
    }

    /** The body of a generate that must succeed. */
    public String generate(String template, Map<String, ?> body) {
        HttpResponse<String> response = post("/templates/" + template + "/generate", text(body));
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** The rows of a generate as json. */
    public List<JsonNode> rows(String template, Map<String, ?> body) {
        return MAPPER.convertValue(json(generate(template, body)),
                MAPPER.getTypeFactory().constructCollectionType(List.class, JsonNode.class));
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    public static JsonNode error(HttpResponse<String> response) {
        return json(response.body()).path("error");
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
