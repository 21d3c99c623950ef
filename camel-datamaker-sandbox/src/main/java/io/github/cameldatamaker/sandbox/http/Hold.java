package io.github.cameldatamaker.sandbox.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps requests waiting that have met a fault, until the sandbox releases them or the client goes. */
public final class Hold {

    private static final long CHECK_EVERY_MILLIS = 20;

    private final CountDownLatch released = new CountDownLatch(1);

    Hold() {
    }

    /** Waits until the client has gone or the sandbox releases its requests. */
    void await(ClientConnection connection) {
        pause(connection, Long.MAX_VALUE);
    }

    /** Waits likewise, but for at most that long. Returns whether the time ran out. */
    boolean pause(ClientConnection connection, long millis) {
        long left = millis;
        try {
            while (left > 0) {
                long step = Math.min(CHECK_EVERY_MILLIS, left);
                if (released.await(step, TimeUnit.MILLISECONDS) || connection.isGone()) {
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

    void release() {
        released.countDown();
    }
}
