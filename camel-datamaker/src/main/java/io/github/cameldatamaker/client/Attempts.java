package io.github.cameldatamaker.client;

import java.util.Set;

import okhttp3.Request;

/**
 * The attempts to send one request, one after the other, and what became of them.
 */
final class Attempts {

    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final int CONFLICT = 409;
    private static final String RUN = "/runs/{run}";

    private final ApiRequest request;
    private final Request http;
    private volatile boolean begun;
    private volatile boolean mayBeDone;

    Attempts(ApiRequest request, Request http) {
        this.request = request;
        this.http = http;
    }

    ApiRequest request() {
        return request;
    }

    /** The request to send next. */
    Request next() {
        begun = true;
        return http.newBuilder().tag(CallProgress.class, new CallProgress(request.idempotent())).build();
    }

    /** Whether it was sent before. */
    boolean isRepeated() {
        return begun;
    }

    /** An attempt has failed. */
    void failed(Throwable error) {
        mayBeDone |= !(error instanceof DataMakerException ours && ours.isNeverSent());
    }

    /**
     * Whether a status shows that an earlier attempt deleted the resource and its answer was lost: it is gone, or a run can no
     * longer be cancelled.
     */
    boolean isDeletedBefore(int status) {
        boolean isGone = GONE.contains(status) || status == CONFLICT && request.path().endsWith(RUN);
        return mayBeDone && request.method().equals("DELETE") && isGone;
    }
}
