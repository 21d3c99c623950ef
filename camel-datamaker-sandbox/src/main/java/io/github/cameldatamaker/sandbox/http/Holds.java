package io.github.cameldatamaker.sandbox.http;

/** Releases requests that wait. A request takes its hold before it meets a fault, so that no release overtakes it. */
public final class Holds {

    private Hold current = new Hold();

    /** The hold of a request that arrives now. */
    public synchronized Hold current() {
        return current;
    }

    /** Releases all requests that have arrived so far. */
    public synchronized void release() {
        current.release();
        current = new Hold();
    }
}
