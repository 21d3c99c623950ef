package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that a test writes itself, because no server library would do what it does. */
abstract class LoopbackService implements AutoCloseable {

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param port 0 picks a free one */
    LoopbackService(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to accept connections. For the end of a constructor. */
    final void start() {
        threads.execute(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                int number = connections.size();
                threads.execute(() -> serveAndClose(connection, number));
            } catch (IOException e) {
                // The end.
                return;
            }
        }
    }

    private void serveAndClose(Socket connection, int number) {
        try (connection) {
            serve(connection, number);
        } catch (IOException e) {
            // Closed, by either side.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves a connection to its end. The first one has the number 1. */
    abstract void serve(Socket connection, int number) throws IOException, InterruptedException;

    final String baseUrl() {
        return "http://localhost:" + server.getLocalPort();
    }

    final List<Socket> connections() {
        return connections;
    }

    /** Closes the open connections, as a server does after some idle time. */
    final void closeConnections() {
        for (Socket connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public final void close() throws IOException {
        server.close();
        closeConnections();
        threads.shutdownNow();
    }
}
