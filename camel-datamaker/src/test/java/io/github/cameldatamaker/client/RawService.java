package io.github.cameldatamaker.client;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Speaks HTTP/1.1 byte by byte: answers that no server library would send, and connections that close when a test says so. */
final class RawService extends LoopbackService {

    /** An answer to any request that wants JSON. */
    static final String OBJECT = json("{\"id\":\"t\",\"status\":\"running\"}");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile Function<String, String> answers = request -> OBJECT;

    RawService() {
        this(0);
    }

    /** On a port that a test knows to be free. */
    RawService(int port) {
        super(port);
        start();
    }

    static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Answers every request so; an empty answer closes the connection. */
    void answer(String raw) {
        answer(request -> raw);
    }

    /** Answers by the request line. */
    void answer(Function<String, String> byLine) {
        answers = byLine;
    }

    /** The requests that came, each with the number of its connection, from 1: {@code 1 GET /templates}. */
    List<String> requests() {
        return requests;
    }

    /** The bodies of requests with a length. */
    List<String> bodies() {
        return bodies;
    }

    /** Sends unexpected bytes on all connections. */
    void push(String raw) {
        for (Socket connection : connections()) {
            try {
                connection.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Answers nothing until so many requests are there. */
    void holdUntil(int number) {
        held = new CountDownLatch(number);
    }

    @Override
    void serve(Socket connection, int number) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(connection.getInputStream());
        while (true) {
            String line = readRequest(in);
            requests.add(number + " " + line);
            held.countDown();
            held.await();
            String answer = answers.apply(line);
            if (answer.isEmpty()) {
                return;
            }
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** The method and path of a request, which is read to its end. */
    private String readRequest(InputStream in) throws IOException {
        String head = readUntil(in, "\r\n\r\n");
        for (String header : head.toLowerCase(Locale.ROOT).split("\r\n")) {
            if (header.startsWith("content-length:")) {
                byte[] body = in.readNBytes(Integer.parseInt(header.substring(header.indexOf(':') + 1).strip()));
                bodies.add(new String(body, StandardCharsets.UTF_8));
            } else if (header.equals("transfer-encoding: chunked")) {
                readUntil(in, "\r\n0\r\n\r\n");
            }
        }
        return head.substring(0, head.lastIndexOf(" ", head.indexOf("\r\n")));
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || !text.substring(text.length() - end.length()).equals(end)) {
            text.append(readByte(in));
        }
        return text.toString();
    }

    private static char readByte(InputStream in) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new EOFException();
        }
        return (char) read;
    }
}
