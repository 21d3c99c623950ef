package io.github.cameldatamaker.client;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import okhttp3.Connection;
import okhttp3.Protocol;

/**
 * How long a connection has been idle. A server closes idle connections after a time that it does not say, often 5 seconds, and
 * what is sent just then may or may not have reached it.
 */
final class ConnectionUse {

    /** Idle for longer, a connection is not trusted: a server that closes it so soon would hardly keep any. */
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WeakReference<Connection> connection;
    private final LongSupplier nanos;
    private int active;
    private long idleSince;
    private boolean closed;

    ConnectionUse(Connection connection, LongSupplier nanos) {
        this.connection = new WeakReference<>(connection);
        this.nanos = nanos;
        this.idleSince = nanos.getAsLong();
    }

    /**
     * Begins to use the connection, or closes it because it may be dead.
     *
     * @param  idempotent whether the request may be repeated if the connection turns out to be dead: then it is enough that
     *                    nothing shows that it is
     * @return            whether it can be used
     */
    synchronized boolean begin(boolean idempotent) {
        boolean trusted = active > 0 || nanos.getAsLong() - idleSince <= TRUSTED_NANOS;
        Connection used = connection.get();
        if (!closed && !trusted && used != null && !(idempotent && isOpen(used))) {
            closed = true;
            close(used.socket());
        }
        if (!closed) {
            active++;
        }
        return !closed;
    }

    synchronized void end() {
        active--;
        idleSince = nanos.getAsLong();
    }

    // HTTP/2 is read all the time, so that OkHttp knows of its end. On an idle HTTP/1 connection nothing must come but the end.
    private static boolean isOpen(Connection connection) {
        Socket socket = connection.socket();
        if (isMultiplexed(connection)) {
            return !socket.isClosed();
        }
        try {
            int limit = socket.getSoTimeout();
            try {
                socket.setSoTimeout(1);
                socket.getInputStream().read();
                return false;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(limit);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether requests share it, so that its socket is nobody's own. */
    static boolean isMultiplexed(Connection connection) {
        return connection.protocol() == Protocol.HTTP_2 || connection.protocol() == Protocol.H2_PRIOR_KNOWLEDGE;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is not used any more.
        }
    }
}
