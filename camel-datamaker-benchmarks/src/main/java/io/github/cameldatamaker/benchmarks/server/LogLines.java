package io.github.cameldatamaker.benchmarks.server;

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
            ascii("waiting for the system to take them; that takes a moment, as it should") };

    private final ChunkedBody body;
    /** Not a stream of bytes, whose lock would be taken for each of them. */
    private final byte[] chunk = new byte[2 * CHUNK];
    private int end;

    private LogLines(ChunkedBody body) {
        this.body = body;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Server-sent events: lines with the ids behind {@code after} up to {@code count}. */
    static void writeEvents(ChunkedBody body, long after, long count) throws IOException {
        LogLines events = new LogLines(body);
        for (long id = after + 1; id <= count; id++) {
            events.put(ID);
            events.putNumber(id);
            events.put(DATA);
            events.put(line(id));
            events.put(END_OF_EVENT);
            events.writeIfFull();
        }
        events.write();
    }

    static void writeEnd(ChunkedBody body) throws IOException {
        body.write("event: end\ndata: done\n\n");
    }

    static void writeText(ChunkedBody body, long count) throws IOException {
        LogLines text = new LogLines(body);
        for (long id = 1; id <= count; id++) {
            text.put(line(id));
            text.put(END_OF_LINE);
            text.writeIfFull();
        }
        text.write();
    }

    private static byte[] line(long id) {
        return LINES[(int) (id % LINES.length)];
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, chunk, end, bytes.length);
        end += bytes.length;
    }

    // Faster than by a String: a million of them must not slow the server down.
    private void putNumber(long number) {
        if (number >= 10) {
            putNumber(number / 10);
        }
        chunk[end++] = (byte) ('0' + number % 10);
    }

    private void writeIfFull() throws IOException {
        if (end >= CHUNK) {
            write();
        }
    }

    private void write() throws IOException {
        if (end > 0) {
            body.write(chunk, 0, end);
            end = 0;
        }
    }
}
