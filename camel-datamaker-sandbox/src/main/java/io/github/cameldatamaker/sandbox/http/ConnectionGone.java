package io.github.cameldatamaker.sandbox.http;

/** There is no connection any more to answer on: the client closed it, or a fault did. Nothing is written after it. */
public final class ConnectionGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConnectionGone() {
        super("the connection is gone", null, false, false);
    }
}
