package io.github.cameldatamaker.client;

import java.io.Closeable;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import okhttp3.Response;

/**
 * A successful answer whose body has not been read. It holds a connection: whoever has it closes it, or reads its body to
 * the end.
 */
public final class ApiResponse implements Closeable {

    private final Response response;
    private final ResponseStream body;
    private final RateLimit rateLimit;

    ApiResponse(Response response, Duration idleTimeout, Clock clock) {
        this.response = response;
        this.body = new ResponseStream(response, idleTimeout);
        this.rateLimit = RateLimit.of(response.headers(), clock);
    }

    /** The HTTP status: 200 to 299. */
    public int status() {
        return response.code();
    }

    /** A response header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name));
    }

    /** The {@code Content-Type} as sent. */
    public Optional<String> contentType() {
        return header("Content-Type");
    }

    /** {@code X-Request-Id}. */
    public Optional<String> requestId() {
        return header("X-Request-Id");
    }

    /** What the headers say about the budget. */
    public RateLimit rateLimit() {
        return rateLimit;
    }

    /**
     * The body as the service sends it (a transport's compression undone), to be read once. Reading throws
     * {@link DataMakerTruncatedException} when the transport ends before the body does, and
     * {@link DataMakerTimeoutException} when no byte comes for {@code idleTimeout}.
     */
    public InputStream body() {
        return body;
    }

    /** Releases the connection, whatever was read. */
    @Override
    public void close() {
        body.close();
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.request().url().encodedPath() + " -> " + response.code();
    }
}
