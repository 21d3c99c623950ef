package io.github.cameldatamaker.consume;

/** A consumer that can be polled by others than its scheduler. */
public interface Polled {

    /** Polls once; how many exchanges were emitted. */
    int poll() throws Exception;
}
