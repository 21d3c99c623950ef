package io.github.cameldatamaker.benchmarks.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A response body in HTTP's chunks. */
final class ChunkedBody {

    private static final byte[] LINE_END = { '\r', '\n' };
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    ChunkedBody(OutputStream out) {
        this.out = out;
    }

    /** Writes a chunk. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII));
        out.write(LINE_END);
        out.write(bytes, offset, length);
        out.write(LINE_END);
    }

    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    void end() throws IOException {
        out.write(LAST_CHUNK);
    }
}
