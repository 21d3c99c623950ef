package io.github.cameldatamaker.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
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
    private final ApiKey key;
    private long position;
    private volatile boolean closed;

    ResponseStream(Response response, Duration idleTimeout, Traffic traffic, ApiKey key) {
        this.response = response;
        this.in = response.body().byteStream();
        this.idleTimeout = idleTimeout;
        this.traffic = traffic;
        this.key = key;
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
            } else if (count < 0) {
                CallProgress.of(response.request()).end();
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
        CallProgress.of(response.request()).end();
    }

    private DataMakerException failure(IOException cause) {
        String what = response.request().method() + " " + response.request().url().encodedPath();
        if (cause instanceof SocketTimeoutException) {
            return new DataMakerTimeoutException(
                    what + " sent nothing for " + idleTimeout.toMillis() + " ms after " + position
                                                 + " bytes (option idleTimeout)",
                    "idleTimeout", idleTimeout, cause);
        }
        String broken = what + " broke off after " + position + " bytes: ";
        if (isEnd(cause)) {
            return new DataMakerTruncatedException(broken + "the connection was closed before the response was whole", cause);
        }
        if (cause instanceof ProtocolException) {
            // OkHttp quotes what it could not read, or a part of it: a proxy may have echoed the key there.
            return new DataMakerTruncatedException(broken + "what came then is not HTTP");
        }
        return new DataMakerTruncatedException(broken + key.mask(String.valueOf(cause.getMessage())), key.mask(cause));
    }

    private static boolean isEnd(IOException cause) {
        return cause instanceof EOFException || String.valueOf(cause.getMessage()).contains("end of stream");
    }

    /** Says what it is, and never reads. */
    @Override
    public String toString() {
        return "Bytes of " + response.request().method() + " " + response.request().url().encodedPath();
    }
}
