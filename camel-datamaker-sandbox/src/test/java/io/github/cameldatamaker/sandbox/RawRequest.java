package io.github.cameldatamaker.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A GET with headers that clients do not let a test set, such as Host. */
public final class RawRequest {

    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private RawRequest(String path) {
        this.path = path;
    }

    public static RawRequest get(String path) {
        return new RawRequest(path);
    }

    public RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The status of the answer. */
    public int status(DataMakerSandbox sandbox) throws IOException {
        headers.putIfAbsent("Host", "localhost:" + sandbox.port());
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
