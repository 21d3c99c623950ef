package io.github.cameldatamaker.consume;

/** A consumer that not only its scheduler can poll. */
public interface Polled {

    /** Polls once. Returns the number of emitted exchanges. */
    int poll() throws Exception;
}
