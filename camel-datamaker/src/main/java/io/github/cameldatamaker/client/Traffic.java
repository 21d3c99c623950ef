package io.github.cameldatamaker.client;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what clients send and receive. Thread-safe.
 */
public final class Traffic {

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
