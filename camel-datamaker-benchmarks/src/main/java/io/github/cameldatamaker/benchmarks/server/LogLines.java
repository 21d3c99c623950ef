package io.github.cameldatamaker.benchmarks.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The log of a run, as events or as text: one line of four is a structured record, the others are what a script prints. */
final class LogLines {

    private static final int CHUNK = 32 * 1024;
    private static final byte[] ID = ascii("id: ");
    private static final byte[] DATA = ascii("\nevent: log\ndata: ");
    private static final byte[] END_OF_EVENT = ascii("\n\n");
    private static final byte[] END_OF_LINE = ascii("\n");
    private static final byte[][] LINES = {
            ascii("POST /A_SalesOrder -> 201, 14 items were booked for customer 0001004711"),
            ascii("generated another 100 orders, each with its items and its delivery"),
            ascii("{\"level\":\"info\",\"message\":\"orders written\",\"table\":\"orders\",\"rows\":100}"),
            ascii("waiting for the system to take them; that takes a moment, as it should")};

    private LogLines() {
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Server-sent events: lines with the ids behind {@code after} up to {@code count}, and the end. */
    static void writeEvents(ChunkedBody body, long after, long count) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK);
        for (long id = after + 1; id <= count; id++) {
            chunk.writeBytes(ID);
            writeNumber(chunk, id);
            chunk.writeBytes(DATA);
            chunk.writeBytes(line(id));
            chunk.writeBytes(END_OF_EVENT);
            writeFull(body, chunk, CHUNK);
        }
        writeFull(body, chunk, 1);
        body.write("event: end\ndata: done\n\n");
    }

    static void writeText(ChunkedBody body, long count) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK);
        for (long id = 1; id <= count; id++) {
            chunk.writeBytes(line(id));
            chunk.writeBytes(END_OF_LINE);
            writeFull(body, chunk, CHUNK);
        }
        writeFull(body, chunk, 1);
    }

    private static byte[] line(long id) {
        return LINES[(int) (id % LINES.length)];
    }

    private static void writeFull(ChunkedBody body, ByteArrayOutputStream chunk, int fullAt) throws IOException {
        if (chunk.size() >= fullAt) {
            byte[] bytes = chunk.toByteArray();
            body.write(bytes, 0, bytes.length);
            chunk.reset();
        }
    }

    // Faster than by a String: a million of them must not slow the server down.
    private static void writeNumber(ByteArrayOutputStream out, long number) {
        if (number >= 10) {
            writeNumber(out, number / 10);
        }
        out.write('0' + (int) (number % 10));
    }
}
