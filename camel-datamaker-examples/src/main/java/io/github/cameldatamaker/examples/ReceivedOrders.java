package io.github.cameldatamaker.examples;

/** Counts the orders that come from the queue. */
public final class ReceivedOrders {

    private long count;
    private long lastAt;

    /** One more order. */
    public synchronized void count() {
        count++;
        lastAt = System.nanoTime();
        notifyAll();
    }

    synchronized long soFar() {
        return count;
    }

    /** When the last one came, by {@link System#nanoTime()}. */
    synchronized long lastAt() {
        return lastAt;
    }

    /** Waits until so many have come, or none for ten seconds. */
    synchronized void await(long expected) throws InterruptedException {
        long before = -1;
        while (count < expected && count != before) {
            before = count;
            wait(10_000);
        }
    }
}
