package io.github.cameldatamaker.generate;

/**
 * Whether a document is whole where its bytes end, as far as its format allows to see that without parsing it: JSON by its
 * closing bracket, a workbook by its central directory; CSV and SQL rest on the transport's end.
 */
final class EndOfDocument {

    /** The end record of a ZIP file: 22 bytes, and a comment of up to 65,535. */
    private static final int ZIP_END = 22;
    private static final int MAX_TAIL = ZIP_END + 0xffff;

    private final GenerateFormat format;
    private final byte[] tail;
    private long length;
    private int firstVisible = -1;
    private int lastVisible = -1;

    EndOfDocument(GenerateFormat format) {
        this.format = format;
        this.tail = new byte[format == GenerateFormat.xlsx ? MAX_TAIL : 0];
    }

    /** The next bytes of the document. */
    void note(byte[] buffer, int offset, int count) {
        if (format == GenerateFormat.xlsx) {
            for (int i = Math.max(0, count - MAX_TAIL); i < count; i++) {
                tail[(int) ((length + i) % MAX_TAIL)] = buffer[offset + i];
            }
        } else if (format == GenerateFormat.json) {
            noteVisible(buffer, offset, count);
        }
        length += count;
    }

    private void noteVisible(byte[] buffer, int offset, int count) {
        for (int i = 0; firstVisible < 0 && i < count; i++) {
            firstVisible = visible(buffer[offset + i]);
        }
        for (int i = count - 1; i >= 0; i--) {
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

    /** How many bytes were noted. */
    long length() {
        return length;
    }

    /** Whether nothing is missing behind them. */
    boolean isWhole() {
        return switch (format) {
            case json -> lastVisible == (firstVisible == '[' ? ']' : '}');
            case xlsx -> endsWithDirectory();
            case csv, sql -> true;
        };
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
}
