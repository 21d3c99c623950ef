package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** How far a call has come. It distinguishes a timeout of the connection from one of the response. */
final class CallProgress {

    private final boolean idempotent;
    private volatile boolean connected;
    private @Nullable ConnectionUse use;
    private volatile @Nullable InputStream socket;

    /** @param idempotent whether the request may be repeated if it may have reached the service */
    CallProgress(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /** The progress of the call of a request. */
    static CallProgress of(Request request) {
        CallProgress progress = request.tag(CallProgress.class);
        return progress == null ? new CallProgress(false) : progress;
    }

    boolean isIdempotent() {
        return idempotent;
    }

    void connected() {
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }

    /** @param in brings nothing but the answer of this call, and tells what has arrived; null if there is none */
    void answeredThrough(@Nullable InputStream in) {
        socket = in;
    }

    /** Whether so many bytes have arrived and can be read without waiting, as far as this is known. */
    boolean hasReceived(int bytes) {
        InputStream in = socket;
        try {
            return in != null && in.available() >= bytes;
        } catch (IOException e) {
            // The next read tells why.
            return false;
        }
    }

    synchronized void uses(ConnectionUse begun) {
        use = begun;
    }

    /** The call no longer uses the connection. May be called several times. */
    synchronized void end() {
        if (use != null) {
            use.end();
            use = null;
        }
    }
}
