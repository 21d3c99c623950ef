package io.github.cameldatamaker;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** Speaks HTTP/1.1 byte by byte: answers that no server library would send, and connections that close when a test says so. */
final class RawService implements AutoCloseable {

    /** An answer to any request that wants JSON. */
    static final String OBJECT = json("{\"id\":\"t\",\"status\":\"running\"}");

    private final ServerSocket server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<String, String> answers = request -> OBJECT;

    RawService() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    String baseUrl() {
        return "http://localhost:" + server.getLocalPort();
    }

    /** Answers every request so; an empty answer closes the connection. */
    void answer(String raw) {
        answer(request -> raw);
    }

    /** Answers by the request's line. */
    void answer(Function<String, String> byLine) {
        answers = byLine;
    }

    /** The requests that came, each with the number of its connection, from 1: {@code 1 GET /templates}. */
    List<String> requests() {
        return requests;
    }

    /** Closes what is open, as a server does with connections that are idle for too long. */
    void closeConnections() {
        connections.forEach(RawService::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                int number = connections.size();
                threads.execute(() -> serve(connection, number));
            } catch (IOException e) {
                // The end.
                return;
            }
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String line = readRequest(in);
                requests.add(number + " " + line);
                String answer = answers.apply(line);
                if (answer.isEmpty()) {
                    return;
                }
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // Closed, by either side.
        }
    }

    /** The method and path of a request, which is read to its end. */
    private static String readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append(readByte(in));
        }
        for (String header : head.toString().split("\r\n")) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                in.readNBytes(Integer.parseInt(header.substring(header.indexOf(':') + 1).strip()));
            }
        }
        return head.substring(0, head.lastIndexOf(" ", head.indexOf("\r\n")));
    }

    private static char readByte(InputStream in) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new EOFException();
        }
        return (char) read;
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        closeConnections();
        threads.shutdownNow();
    }
}
