package io.github.cameldatamaker.sandbox.http;

/** The client or a fault has closed the connection, so nothing more can be written. */
public final class ConnectionGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConnectionGone() {
        super("the connection is gone", null, false, false);
    }
}
