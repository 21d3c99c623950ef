package io.github.cameldatamaker.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * The service in a JVM of its own, on a free port of this machine. Prints its port and the average length of a row, and ends when
 * its standard input does: with the process that has started it, however that ends.
 */
public final class RowServer {

    private RowServer() {
    }

    public static void main(String[] args) throws IOException {
        ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(() -> accept(server), "accept");
        accepting.setDaemon(true);
        accepting.start();
        System.out.printf(Locale.ROOT, "%d %.0f%n", server.getLocalPort(), Connection.rowLength());
        while (System.in.read() >= 0) {
            // Nobody writes anything: it waits for the end.
        }
        System.exit(0);
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread connection = new Thread(new Connection(socket), "connection");
                connection.setDaemon(true);
                connection.start();
            }
        } catch (IOException e) {
            throw new IllegalStateException("The server cannot accept connections any more", e);
        }
    }
}
