package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.io.IOException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The bytes of a document, from which rows are cut unchanged. It holds the bytes of one row and those read ahead. */
final class RowBytes {

    private static final int AT_ONCE = 32 * 1024;
    /** Enough for a few rows, because an empty buffer of the other size takes longer to make than a row to read. */
    private static final int FIRST = 4 * 1024;

    private final RowWindow window;
    private final RowDecoder decoder = new RowDecoder();
    private final RowSearch search = new RowSearch();
    private byte[] buffer;
    private int position;
    private int limit;
    /** Bytes before it may be overwritten. */
    private int rowStart;

    RowBytes(RowWindow window) {
        this(window, FIRST);
    }

    /** @param size of the first buffer in bytes */
    RowBytes(RowWindow window, int size) {
        this.window = window;
        this.buffer = new byte[size];
    }

    /** The next byte, or -1 at the end. */
    public int next() throws IOException {
        return position == limit && !hasMore() ? -1 : buffer[position++] & 0xff;
    }

    /** Skips to the next byte that is one of these, and returns it; -1 if there is none. */
    public int nextOf(boolean[] these) throws IOException {
        do {
            position = RowSearch.oneOf(these, buffer, position, limit);
            if (position < limit) {
                return buffer[position++];
            }
        } while (hasMore());
        return -1;
    }

    /** Skips to the next quote or backslash, and returns it; -1 if there is none. */
    public int nextQuoteOrBackslash() throws IOException {
        do {
            position = RowSearch.quoteOrBackslash(buffer, position, limit);
            if (position < limit) {
                return buffer[position++];
            }
        } while (hasMore());
        return -1;
    }

    /** Skips to the next bracket of JSON outside of strings, and returns it; -1 if there is none. It is not in a string now. */
    public int nextBracket() throws IOException {
        search.leaveString();
        do {
            position = search.bracket(buffer, position, limit);
            if (position < limit) {
                return buffer[position++];
            }
        } while (hasMore());
        position = limit;
        return -1;
    }

    /**
     * Skips to the next quote, CR or LF, and returns it; -1 if there is none. It adds the commas on the way to those of the row.
     */
    public int nextQuoteOrLineEnd() throws IOException {
        do {
            position = search.quoteOrLineEnd(buffer, position, limit);
            if (position < limit) {
                return buffer[position++];
            }
        } while (hasMore());
        return -1;
    }

    /** The number of commas that {@link #nextQuoteOrLineEnd} has passed in this row. */
    public int commas() {
        return search.commas();
    }

    /** Puts the last byte back. */
    public void back() {
        position--;
    }

    /** Goes back to the start of the row. */
    public void backToStart() {
        position = rowStart;
    }

    /** Starts a row with the next byte. */
    public void startRow() {
        rowStart = position;
        search.startRow();
    }

    /** The text of the row, without so many bytes at its end. */
    String endRow(int without) throws CharConversionException {
        window.rowEnds();
        return decoder.text(buffer, rowStart, position - without);
    }

    /** The number of bytes of the row up to here. */
    public int offset() {
        return position - rowStart;
    }

    /** The byte at an offset of the row. */
    public int at(int offset) {
        return buffer[rowStart + offset];
    }

    /** The text between two offsets of the row. */
    public String text(int from, int to) throws CharConversionException {
        return decoder.text(buffer, rowStart + from, rowStart + to);
    }

    /** The bytes of the row up to an offset. */
    byte[] copy(int to) {
        return Arrays.copyOfRange(buffer, rowStart, rowStart + to);
    }

    /** Whether the row is UTF-8 up to an offset. */
    boolean isUtf8(int to) {
        return RowDecoder.isUtf8(buffer, rowStart, rowStart + to);
    }

    /** Whether there are only spaces and tabs between two offsets of the row. */
    public boolean isBlank(int from, int to) {
        int at = rowStart + from;
        while (at < rowStart + to && (buffer[at] == ' ' || buffer[at] == '\t')) {
            at++;
        }
        return at == rowStart + to;
    }

    /** The number of bytes that were taken from the document. */
    long taken() {
        return window.position();
    }

    /** Whether the end of the document was reached. */
    boolean isEnded() {
        return window.isEnded();
    }

    /** Moves behind the object that begins here, as {@link RowScanner#scan} tells; returns the same. */
    int scan(RowScanner scanner, @Nullable RowForm form) {
        int behind = scanner.scan(buffer, position, limit, form);
        position = Math.max(behind, position);
        return behind;
    }

    /** Puts all bytes of the row, and those read ahead, back into the window, behind others. */
    void putBack(byte[] others) {
        byte[] all = Arrays.copyOf(others, others.length + limit - rowStart);
        System.arraycopy(buffer, rowStart, all, others.length, limit - rowStart);
        window.putBack(all);
        limit = rowStart;
        position = rowStart;
    }

    /** Waits for more bytes; returns whether there are any. The bytes of the row stay. */
    boolean hasMore() throws IOException {
        byte[] next = limit < buffer.length ? buffer : bigger();
        System.arraycopy(buffer, rowStart, next, 0, limit - rowStart);
        buffer = next;
        position -= rowStart;
        limit -= rowStart;
        rowStart = 0;
        int count = window.read(buffer, limit, Math.min(buffer.length - limit, AT_ONCE));
        limit += Math.max(count, 0);
        return count > 0;
    }

    // The first one is only for short documents; a later one grows when a row fills it.
    private byte[] bigger() {
        if (buffer.length < AT_ONCE) {
            return new byte[AT_ONCE];
        }
        return rowStart > 0 ? buffer : new byte[2 * buffer.length];
    }
}
