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
 * When a connection last showed that it is alive: when it was made, or when an answer began on it. Later bytes prove nothing,
 * because they may have arrived long before they are read. A server closes idle connections after an unknown time, often 5
 * seconds, and a request that is sent just then may or may not reach it. Other users of an HTTP/2 connection prove nothing
 * either: it may be dead.
 */
final class ConnectionUse {

    /** A connection that is silent for longer is not trusted. Hardly any server closes one sooner. */
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final WeakReference<Connection> connection;
    private final LongSupplier nanos;
    private int active;
    private long lastHeard;
    private boolean closed;

    ConnectionUse(Connection connection, LongSupplier nanos) {
        this.connection = new WeakReference<>(connection);
        this.nanos = nanos;
        this.lastHeard = nanos.getAsLong();
    }

    /** Whether a request can use a connection. */
    enum Verdict {
        USABLE,
        /** It may be dead, and was closed. */
        CLOSED,
        /** It may be dead, and others wait for answers on it. */
        LEFT_TO_OTHERS
    }

    /**
     * Begins to use the connection, unless it may be dead.
     *
     * @param idempotent whether the request may be repeated if the connection is dead; then the connection need not be proven
     *                   alive
     */
    synchronized Verdict begin(boolean idempotent) {
        boolean trusted = nanos.getAsLong() - lastHeard <= TRUSTED_NANOS;
        Connection used = connection.get();
        if (!closed && !trusted && used != null && !(idempotent && isOpen(used))) {
            if (active > 0) {
                return Verdict.LEFT_TO_OTHERS;
            }
            closed = true;
            close(used.socket());
        }
        if (!closed) {
            active++;
        }
        return closed ? Verdict.CLOSED : Verdict.USABLE;
    }

    /** An answer begins to come in. */
    synchronized void heard() {
        lastHeard = nanos.getAsLong();
    }

    synchronized void end() {
        active--;
    }

    // OkHttp reads HTTP/2 all the time, so it knows its end. On an idle HTTP/1 connection only the end may arrive.
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

    /** Whether requests share it, so that no request owns its socket. */
    static boolean isMultiplexed(Connection connection) {
        return connection.protocol() == Protocol.HTTP_2 || connection.protocol() == Protocol.H2_PRIOR_KNOWLEDGE;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The connection is no longer used.
        }
    }
}
