package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;

import io.github.cameldatamaker.client.DataMakerTruncatedException;

/**
 * The bytes as the service sent them. At their end it is checked, as far as a format allows without parsing it, that they
 * are whole: JSON by its closing bracket, a workbook by its central directory; CSV and SQL rest on the transport's end.
 */
final class WholeStream extends InputStream implements GeneratedData.Access {

    /** The end record of a ZIP file: 22 bytes, and a comment of up to 65,535. */
    private static final int ZIP_END = 22;
    private static final int MAX_TAIL = ZIP_END + 0xffff;

    private final InputStream in;
    private final GenerateFormat format;
    private final GeneratedData data;
    private final byte[] tail;
    private long length;
    private int firstVisible = -1;
    private int lastVisible = -1;
    private volatile boolean started;
    private volatile boolean ended;

    WholeStream(InputStream in, GenerateFormat format, GeneratedData data) {
        this.in = in;
        this.format = format;
        this.data = data;
        this.tail = new byte[format == GenerateFormat.xlsx ? MAX_TAIL : 0];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (ended) {
            data.checkExchange();
            return -1;
        }
        started = true;
        int read;
        try {
            read = in.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            close();
            data.checkExchange();
            throw e;
        }
        if (read < 0) {
            close();
            checkEnd();
        } else {
            note(buffer, offset, read);
        }
        return read;
    }

    private void note(byte[] buffer, int offset, int read) {
        if (format == GenerateFormat.xlsx) {
            for (int i = Math.max(0, read - MAX_TAIL); i < read; i++) {
                tail[(int) ((length + i) % MAX_TAIL)] = buffer[offset + i];
            }
        } else if (format == GenerateFormat.json) {
            noteVisible(buffer, offset, read);
        }
        length += read;
    }

    private void noteVisible(byte[] buffer, int offset, int read) {
        for (int i = 0; firstVisible < 0 && i < read; i++) {
            firstVisible = visible(buffer[offset + i]);
        }
        for (int i = read - 1; i >= 0; i--) {
            int last = visible(buffer[offset + i]);
            if (last >= 0) {
                lastVisible = last;
                return;
            }
        }
    }

    private static int visible(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' ? -1 : b & 0xff;
    }

    private void checkEnd() {
        boolean whole = switch (format) {
            case json -> lastVisible == (firstVisible == '[' ? ']' : '}');
            case xlsx -> endsWithDirectory();
            case csv, sql -> true;
        };
        if (!whole) {
            throw new DataMakerTruncatedException(
                    "The response ended after " + length + " bytes, and its " + format + " document is not closed");
        }
    }

    private boolean endsWithDirectory() {
        int available = (int) Math.min(length, MAX_TAIL);
        for (int back = ZIP_END; back <= available; back++) {
            if (at(back) == 'P' && at(back - 1) == 'K' && at(back - 2) == 5 && at(back - 3) == 6
                    && (at(back - 20) | at(back - 21) << 8) == back - ZIP_END) {
                return true;
            }
        }
        return false;
    }

    // Counted from the end: 1 is the last byte.
    private int at(int back) {
        return tail[(int) ((length - back) % MAX_TAIL)] & 0xff;
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public int available() throws IOException {
        return ended ? 0 : in.available();
    }

    /** Releases the connection, whatever was read. */
    @Override
    public void close() {
        ended = true;
        data.close();
    }
}
