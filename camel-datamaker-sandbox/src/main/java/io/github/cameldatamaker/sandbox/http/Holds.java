package io.github.cameldatamaker.sandbox.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where requests wait that a fault keeps without an answer, until the sandbox lets them all go. */
public final class Holds {

    private static final long LOOK_EVERY_MILLIS = 20;

    private volatile CountDownLatch released = new CountDownLatch(1);

    /** Waits until the client has gone or the holds are released. */
    void await(ClientConnection connection) {
        pause(connection, Long.MAX_VALUE);
    }

    /** The same, for at most that long. Says whether the time went by, rather than the client. */
    boolean pause(ClientConnection connection, long millis) {
        CountDownLatch latch = released;
        long left = millis;
        try {
            while (left > 0) {
                long step = Math.min(LOOK_EVERY_MILLIS, left);
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

    /** Lets go whoever waits. */
    public void release() {
        CountDownLatch latch = released;
        released = new CountDownLatch(1);
        latch.countDown();
    }
}
