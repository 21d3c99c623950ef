package io.github.cameldatamaker.client;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Counts what clients send and receive. Thread-safe.
 */
public final class Traffic {

    /** Is told of each answer, on the thread that received it. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param path   the path of the contract's row, with its placeholders
         * @param status the HTTP status, {@code 2xx} for a success, or {@code none} without an answer
         * @param nanos  from the request to the head of its answer
         */
        void answered(String method, String path, String status, long nanos);
    }

    private static final Listener NOBODY = (method, path, status, nanos) -> {};

    private volatile Listener listener = NOBODY;
    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void sent(boolean again) {
        requests.increment();
        if (again) {
            retries.increment();
        }
    }

    /** @param error why there is no usable answer; null if there is one */
    void answered(ApiRequest request, long nanos, @Nullable Throwable error) {
        String status = error == null ? "2xx"
                : error instanceof DataMakerApiException refused ? Integer.toString(refused.getStatusCode()) : "none";
        listener.answered(request.method(), request.path(), status, nanos);
    }

    /** Sets who is told of each answer; there is one at a time. */
    public void listen(Listener who) {
        listener = who;
    }

    /** Tells nobody any more. */
    public void listenNoMore() {
        listener = NOBODY;
    }

    void generated(long count) {
        rows.add(count);
    }

    void received(int count) {
        bytes.add(count);
    }

    /** Requests that were sent, repetitions included. */
    public long requests() {
        return requests.sum();
    }

    /** Requests that were sent because an earlier one had failed. */
    public long retries() {
        return retries.sum();
    }

    /** Rows that the service was asked for and answered. */
    public long rows() {
        return rows.sum();
    }

    /** Bytes of response bodies that were read. */
    public long bytes() {
        return bytes.sum();
    }
}
