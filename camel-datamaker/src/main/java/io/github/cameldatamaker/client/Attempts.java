package io.github.cameldatamaker.client;

import okhttp3.Request;

/**
 * A request, as often as it is sent, and what has become of it so far. Attempts follow one another.
 */
final class Attempts {

    private final Request request;
    private final boolean idempotent;
    private volatile boolean begun;

    Attempts(Request request, boolean idempotent) {
        this.request = request;
        this.idempotent = idempotent;
    }

    /** What is sent next. */
    Request next() {
        begun = true;
        return request.newBuilder().tag(CallProgress.class, new CallProgress(idempotent)).build();
    }

    /** Whether it was sent before. */
    boolean isRepeated() {
        return begun;
    }
}
