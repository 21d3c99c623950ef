package io.github.cameldatamaker.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import okhttp3.Response;

/**
 * A response body whose failures are this client's exceptions, so that they reach a route by their names.
 */
final class ResponseStream extends InputStream {

    private final Response response;
    private final InputStream in;
    private final Duration idleTimeout;
    private final Traffic traffic;
    private long position;
    private volatile boolean closed;

    ResponseStream(Response response, Duration idleTimeout, Traffic traffic) {
        this.response = response;
        this.in = response.body().byteStream();
        this.idleTimeout = idleTimeout;
        this.traffic = traffic;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                position += count;
                traffic.received(count);
            }
            return count;
        } catch (IOException e) {
            close();
            throw failure(e);
        }
    }

    @Override
    public int available() throws IOException {
        return closed ? 0 : in.available();
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }

    private DataMakerException failure(IOException cause) {
        String what = response.request().method() + " " + response.request().url().encodedPath();
        if (cause instanceof SocketTimeoutException) {
            return new DataMakerTimeoutException(
                    what + " sent nothing for " + idleTimeout.toMillis() + " ms after " + position
                                                 + " bytes (option idleTimeout)",
                    "idleTimeout", idleTimeout, cause);
        }
        return new DataMakerTruncatedException(
                what + " broke off after " + position + " bytes: " + reason(cause), cause);
    }

    // OkHttp's own words for it are about its buffers.
    private static String reason(IOException cause) {
        return cause instanceof EOFException || String.valueOf(cause.getMessage()).contains("end of stream")
                ? "the connection was closed before the response was whole" : cause.getMessage();
    }

    /** Says what it is, and never reads. */
    @Override
    public String toString() {
        return "Bytes of " + response.request().method() + " " + response.request().url().encodedPath();
    }
}
