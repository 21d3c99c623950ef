package io.github.cameldatamaker.client;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** How far a call came: it tells a timeout of connecting from one of waiting for the response. */
final class CallProgress {

    private final boolean idempotent;
    private volatile boolean connected;
    private @Nullable ConnectionUse use;

    /** @param idempotent whether the request may be repeated when nobody knows whether it has reached the service */
    CallProgress(boolean idempotent) {
        this.idempotent = idempotent;
    }

    /** The progress of a request's call: each has one. */
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

    synchronized void uses(ConnectionUse begun) {
        use = begun;
    }

    /** The connection is not used any more; it may be said several times. */
    synchronized void end() {
        if (use != null) {
            use.end();
            use = null;
        }
    }
}
