package io.github.cameldatamaker.sandbox.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds requests that a fault keeps without an answer, until the sandbox releases them. */
public final class Holds {

    private static final long CHECK_EVERY_MILLIS = 20;

    private volatile CountDownLatch released = new CountDownLatch(1);

    /** Waits until the client has gone or the sandbox releases its requests. */
    void await(ClientConnection connection) {
        pause(connection, Long.MAX_VALUE);
    }

    /** Waits likewise, but for at most that long. Returns whether the time ran out. */
    boolean pause(ClientConnection connection, long millis) {
        CountDownLatch latch = released;
        long left = millis;
        try {
            while (left > 0) {
                long step = Math.min(CHECK_EVERY_MILLIS, left);
                if (latch.await(step, TimeUnit.MILLISECONDS) || connection.isGone()) {
                    return false;
                }
                left -= step;
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Releases all requests that wait. */
    public void release() {
        CountDownLatch latch = released;
        released = new CountDownLatch(1);
        latch.countDown();
    }
}
