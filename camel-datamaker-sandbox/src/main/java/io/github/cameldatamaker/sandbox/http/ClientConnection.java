package io.github.cameldatamaker.sandbox.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/**
 * The socket of a request, for what HTTP cannot express: cutting it, and noticing that the client has gone while nothing is
 * written.
 */
public final class ClientConnection {

    private final EndPoint socket;

    private ClientConnection(EndPoint socket) {
        this.socket = socket;
    }

    public static ClientConnection of(Context ctx) {
        return new ClientConnection(
                ServletContextRequest.getServletContextRequest(ctx.req()).getConnectionMetaData().getConnection().getEndPoint());
    }

    /** Closes the socket, even in the middle of a response. Returns what to throw then. */
    public ConnectionGone cut() {
        socket.close();
        return new ConnectionGone();
    }

    /** Whether the client has closed its side. Works only after the request has been read to its end. */
    public boolean isGone() {
        if (!socket.isOpen() || socket.isInputShutdown()) {
            return true;
        }
        try {
            // Drops what a client sends meanwhile. This connection serves no further request.
            return socket.fill(ByteBuffer.allocate(64).limit(0)) < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
