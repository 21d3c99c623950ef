package io.github.cameldatamaker.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.Response;

/**
 * A successful answer whose body is not read yet. It holds a connection, so its owner must close it or read its body to the end.
 */
public final class ApiResponse implements Closeable {

    private final Call call;
    private final Response response;
    private final ResponseStream body;
    private final RateLimit rateLimit;
    private final Credentials credentials;
    private final Optional<String> contentType;

    ApiResponse(
            Call call, Response response, RateLimit rateLimit, Duration idleTimeout, Traffic traffic, Credentials credentials) {
        this.call = call;
        this.response = response;
        this.credentials = credentials;
        this.body = new ResponseStream(call, response, idleTimeout, traffic, credentials);
        this.rateLimit = rateLimit;
        this.contentType = header("Content-Type");
    }

    /** The HTTP status: 200 to 299. */
    public int status() {
        return response.code();
    }

    /** A response header's first value, with the key masked: a proxy may echo a request. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name)).map(credentials::mask);
    }

    /** A text of the service with the key masked, to be shown. */
    public String withoutKey(String text) {
        return credentials.mask(text);
    }

    /** The exception itself. If it quotes the key, an exception that says the same with the key masked. */
    public Throwable withoutKey(Throwable error) {
        return credentials.mask(error);
    }

    /** The {@code Content-Type} as sent. */
    public Optional<String> contentType() {
        return contentType;
    }

    /** The subtype of the {@code Content-Type}, such as {@code json}; empty if there is none. */
    public String subtype() {
        return contentType().map(MediaType::parse).map(MediaType::subtype).orElse("");
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
     * The body as the service sends it, with the transport's compression undone. It can be read once. Reading throws
     * {@link DataMakerTruncatedException} when the transport ends before the body does, and {@link DataMakerTimeoutException}
     * when no byte comes for {@code idleTimeout}.
     */
    public InputStream body() {
        return body;
    }

    /**
     * Reads the body into memory and closes it.
     *
     * @param  max                the most bytes to read
     * @throws DataMakerException when there are more
     */
    byte[] readAll(long max) {
        int limit = (int) Math.min(max, Integer.MAX_VALUE - 16);
        try (body) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new DataMakerException(this + " is larger than maxInMemorySize (" + limit + " bytes)");
            }
            return bytes;
        } catch (IOException e) {
            // Failures of this stream are unchecked.
            throw new DataMakerException(this + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text body into memory and closes it.
     *
     * @param  max                the most bytes to read
     * @throws DataMakerException when there are more, or it declares a charset that this JVM does not know
     */
    public String text(long max) {
        byte[] bytes = readAll(max);
        return charset().lenientText(bytes);
    }

    /**
     * The charset of a body that is text.
     *
     * @throws DataMakerException when it declares one that this JVM does not know
     */
    public TextCharset charset() {
        return TextCharset.of(toString(), contentType());
    }

    /**
     * A text body as UTF-8, whatever its charset is. Like {@link #body()} it can be read once.
     *
     * @throws DataMakerException when it declares a charset that this JVM does not know
     */
    public InputStream utf8() {
        return charset().lenientUtf8(body);
    }

    /** Whether nothing of its body was read and it is not closed. */
    public boolean isUnread() {
        return body.isUnread();
    }

    /** Runs an action once, when the response is closed; at once if it is closed already. */
    public void whenClosed(Runnable action) {
        body.whenClosed(action);
    }

    /** Ends the response while another thread reads it. That read fails at once. The reader must still close it. */
    public void cancel() {
        call.cancel();
    }

    /** Releases the connection, however much was read. */
    @Override
    public void close() {
        body.close();
    }

    @Override
    public String toString() {
        return response.request().method() + " " + response.request().url().encodedPath() + " -> " + response.code();
    }
}
