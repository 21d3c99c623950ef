package io.github.cameldatamaker.generate;

import java.io.CharConversionException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a document, out of which rows are cut as they stand; holds those of one row, and what was read ahead. */
final class RowBytes {

    private static final int AT_ONCE = 32 * 1024;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x80 * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private final RowWindow window;
    private final RowDecoder decoder = new RowDecoder();
    private byte[] buffer = new byte[AT_ONCE];
    private int position;
    private int limit;
    /** What is before it may be overwritten. */
    private int rowStart;

    RowBytes(RowWindow window) {
        this.window = window;
    }

    /** The next byte, or -1 behind the last. */
    int next() throws IOException {
        return position == limit && !hasMore() ? -1 : buffer[position++] & 0xff;
    }

    /** Skips all bytes before the next one that is among these, which it returns, or -1 when there is none. */
    int nextOf(boolean[] these) throws IOException {
        do {
            byte[] bytes = buffer;
            int at = position;
            int end = limit;
            while (at < end && !these[bytes[at] & 0xff]) {
                at++;
            }
            position = at;
            if (at < end) {
                position++;
                return bytes[at];
            }
        } while (hasMore());
        return -1;
    }

    /** Skips all bytes before the next quote or backslash, which it returns, or -1 when there is none; eight at a time. */
    int nextQuoteOrBackslash() throws IOException {
        do {
            byte[] bytes = buffer;
            int at = position;
            int end = limit;
            long found = 0;
            while (found == 0 && at + Long.BYTES <= end) {
                long eight = (long) EIGHT.get(bytes, at);
                found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
                at += found == 0 ? Long.BYTES : Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
            position = at;
            if (at < end) {
                position++;
                return bytes[at];
            }
        } while (hasMore());
        return -1;
    }

    // The highest bit of each byte that is 0, up to the first of them; behind it others may be set.
    private static long zeros(long eight) {
        return eight - ONES & ~eight & HIGHEST_BITS;
    }

    /** For {@link #nextOf}: these characters, which are ASCII. */
    static boolean[] among(String characters) {
        boolean[] these = new boolean[256];
        characters.chars().forEach(character -> these[character] = true);
        return these;
    }

    /** The last byte is not taken yet. */
    void back() {
        position--;
    }

    /** The next byte is the first of a row. */
    void startRow() {
        rowStart = position;
    }

    /** All from the start of the row on, but so many bytes at its end. */
    String endRow(int without) throws CharConversionException {
        window.rowEnds();
        return decoder.text(buffer, rowStart, position - without);
    }

    /** How many bytes were taken from the document. */
    long taken() {
        return window.position();
    }

    /** Whether more was asked for than the document has. */
    boolean isEnded() {
        return window.isEnded();
    }

    private boolean hasMore() throws IOException {
        if (rowStart > 0) {
            System.arraycopy(buffer, rowStart, buffer, 0, limit - rowStart);
            position -= rowStart;
            limit -= rowStart;
            rowStart = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = window.read(buffer, limit, Math.min(buffer.length - limit, AT_ONCE));
        limit += Math.max(count, 0);
        return count > 0;
    }
}
