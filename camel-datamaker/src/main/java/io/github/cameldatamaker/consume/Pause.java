package io.github.cameldatamaker.consume;

import java.util.function.BooleanSupplier;

/** Holds the thread of a consumer while a policy has the consumer suspended. */
public final class Pause {

    private boolean isPaused;

    /** Begins or ends the pause. */
    public synchronized void set(boolean paused) {
        isPaused = paused;
        notifyAll();
    }

    /** Lets the thread look whether it ends. */
    public synchronized void wake() {
        notifyAll();
    }

    /**
     * Waits until the pause is over, or nothing is left to do.
     *
     * @return whether to go on
     */
    public boolean await(BooleanSupplier isEnding) {
        synchronized (this) {
            while (isPaused && !isEnding.getAsBoolean()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
        }
        return !isEnding.getAsBoolean();
    }
}
