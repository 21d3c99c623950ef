package io.github.cameldatamaker.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipException;

import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A response body that fails with this client's exceptions, so that routes see them. One thread reads it; any thread may close
 * it.
 */
final class ResponseStream extends InputStream {

    /** What OkHttp reads at once. So many bytes also hold the start of a chunk, so reading them does not wait. */
    private static final int SEGMENT = 8192;

    private final Call call;
    private final Response response;
    private final CallProgress progress;
    private final InputStream in;
    private final Duration idleTimeout;
    private final Traffic traffic;
    private final Credentials credentials;
    private final WhenClosed closing = new WhenClosed();
    /** Held while bytes are read: OkHttp breaks if two threads use one source, even if one of them only closes it. */
    private final ReentrantLock reading = new ReentrantLock();
    private volatile long position;
    private volatile boolean ended;
    /** Thrown after the bytes before it were handed out. */
    private @Nullable IOException failed;

    ResponseStream(Call call, Response response, Duration idleTimeout, Traffic traffic, Credentials credentials) {
        this.call = call;
        this.response = response;
        this.progress = CallProgress.of(response.request());
        this.in = response.body().byteStream();
        this.idleTimeout = idleTimeout;
        this.traffic = traffic;
        this.credentials = credentials;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (ended) {
            return -1;
        }
        reading.lock();
        try {
            int count = readReceived(buffer, offset, length);
            if (count > 0) {
                position += count;
                traffic.received(count);
            } else if (count < 0) {
                ended = true;
                close();
            }
            return count;
        } catch (IOException e) {
            boolean wasClosed = closing.isClosed();
            close();
            throw wasClosed ? closed(e) : failure(e);
        } finally {
            reading.unlock();
            if (closing.isClosed()) {
                release();
            }
        }
    }

    /** Reads on while the connection tells that more has arrived: a few large parts are faster to write elsewhere. */
    private int readReceived(byte[] buffer, int offset, int length) throws IOException {
        if (failed != null) {
            throw failed;
        }
        int count = in.read(buffer, offset, length);
        try {
            int more = count;
            while (more > 0 && length - count >= SEGMENT && progress.hasReceived(SEGMENT)) {
                more = in.read(buffer, offset + count, length - count);
                count += Math.max(more, 0);
            }
        } catch (IOException e) {
            failed = e;
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return closing.isClosed() ? 0 : in.available();
    }

    /** Releases the connection. If another thread reads, its read fails at once and it releases the connection instead. */
    @Override
    public void close() {
        closing.close();
        release();
    }

    private void release() {
        if (reading.tryLock()) {
            try {
                response.close();
                progress.end();
            } finally {
                reading.unlock();
            }
        } else {
            call.cancel();
        }
    }

    boolean isUnread() {
        return position == 0 && !closing.isClosed();
    }

    void whenClosed(Runnable action) {
        closing.add(action);
    }

    private DataMakerException closed(IOException cause) {
        return new DataMakerException(what() + " was closed after " + position + " bytes, before all of it was read", cause);
    }

    private String what() {
        return response.request().method() + " " + response.request().url().encodedPath();
    }

    private DataMakerException failure(IOException cause) {
        String what = what();
        if (cause instanceof SocketTimeoutException) {
            return new DataMakerTimeoutException(
                    what + " sent nothing for " + idleTimeout.toMillis() + " ms after " + position
                            + " bytes (option idleTimeout)",
                    "idleTimeout", idleTimeout, cause);
        }
        if (cause instanceof ZipException) {
            return new DataMakerException(
                    what + " is wrong after " + position + " bytes: its Content-Encoding is gzip, and "
                            + credentials.mask(cause.getMessage()),
                    credentials.mask(cause));
        }
        return new DataMakerTruncatedException(
                what + " broke off after " + position + " bytes: " + credentials.mask(reason(cause)), credentials.mask(cause));
    }

    // OkHttp's own message is about its buffers.
    private static String reason(IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        return cause instanceof EOFException || reason.contains("end of stream")
                ? "the connection was closed before the response was whole" : reason;
    }
}
