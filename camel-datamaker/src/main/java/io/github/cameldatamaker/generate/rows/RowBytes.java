package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document, from which rows are cut unchanged. It holds the bytes of one row and those read ahead.
 * It looks at eight bytes at a time. Byte by byte, rows as String take 1.3 times as long in json and twice in csv (types-json,
 * types-csv).
 */
final class RowBytes {

    private static final int AT_ONCE = 32 * 1024;
    /** Enough for a few rows, because an empty buffer of the other size takes longer to make than a row to read. */
    private static final int FIRST = 4 * 1024;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x80 * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long COMMAS = ',' * ONES;
    private static final long SPACES = ' ' * ONES;
    private static final long OTHER_BITS = 0x7f * ONES;
    /** In ASCII it makes of a square bracket the curly one. */
    private static final long LOWER_CASE = 0x20 * ONES;
    private static final long OPENING = '{' * ONES;
    private static final long CLOSING = '}' * ONES;

    private final RowWindow window;
    private final RowDecoder decoder = new RowDecoder();
    private byte[] buffer;
    private int position;
    private int limit;
    /** Bytes before it may be overwritten. */
    private int rowStart;
    private int commas;
    private boolean isInString;

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

    /** Skips to the next quote or backslash, eight bytes at a time, and returns it; -1 if there is none. */
    public int nextQuoteOrBackslash() throws IOException {
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

    /**
     * Skips to the next bracket of JSON outside of strings, eight bytes at a time, and returns it; -1 if there is none. It begins
     * outside of strings.
     */
    public int nextBracket() throws IOException {
        isInString = false;
        do {
            int at = position;
            while (at < limit) {
                at = withoutBrackets(at);
                int end = Math.min(at + Long.BYTES, limit);
                while (at < end) {
                    byte next = buffer[at++];
                    if (next == '"') {
                        isInString = !isInString;
                    } else if (isInString) {
                        // May be the last byte for now.
                        at += next == '\\' ? 1 : 0;
                    } else if (isBracket(next)) {
                        position = at;
                        return next;
                    }
                }
            }
            position = at;
        } while (hasMore());
        position = limit;
        return -1;
    }

    private static boolean isBracket(byte next) {
        return next == '{' || next == '}' || next == '[' || next == ']';
    }

    /** The index of the next eight bytes with a backslash, or with a bracket outside of strings, or of fewer than eight bytes. */
    private int withoutBrackets(int from) {
        byte[] bytes = buffer;
        int last = limit - Long.BYTES;
        long inside = isInString ? HIGHEST_BITS : 0;
        int at = from;
        for (; at <= last; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            // Marks each byte that has an odd number of quotes up to it.
            long odd = each(eight, QUOTES);
            odd ^= odd << 8;
            odd ^= odd << 16;
            odd ^= odd << 32;
            long brackets = each(eight | LOWER_CASE, OPENING) | each(eight | LOWER_CASE, CLOSING);
            if ((zeros(eight ^ BACKSLASHES) | brackets & ~(odd ^ inside)) != 0) {
                break;
            }
            // The last byte tells where the next ones begin.
            inside ^= odd < 0 ? HIGHEST_BITS : 0;
        }
        isInString = inside != 0;
        return at;
    }

    /** Marks each of the eight bytes that is the byte by its highest bit. */
    private static long each(long eight, long eightTimesTheByte) {
        long others = eight ^ eightTimesTheByte;
        return ~((others & OTHER_BITS) + OTHER_BITS | others) & HIGHEST_BITS;
    }

    /**
     * Skips to the next quote, CR or LF, eight bytes at a time, and returns it; -1 if there is none. It adds the commas on the
     * way to those of the row.
     */
    public int nextQuoteOrLineEnd() throws IOException {
        do {
            int at = position;
            while (at < limit) {
                at = countCommas(at);
                byte found = at < limit ? buffer[at++] : 0;
                if (found == '"' || found == '\n' || found == '\r') {
                    position = at;
                    return found;
                }
                commas += found == ',' ? 1 : 0;
            }
            position = at;
        } while (hasMore());
        return -1;
    }

    /** Counts up to the next quote or control character, or until fewer than eight bytes are left. */
    private int countCommas(int from) {
        byte[] bytes = buffer;
        int last = limit - Long.BYTES;
        int at = from;
        int passed = 0;
        while (at <= last) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeros(eight ^ QUOTES) | eight - SPACES & ~eight & HIGHEST_BITS;
            long comma = each(eight, COMMAS);
            if (found != 0) {
                passed += Long.bitCount(comma & Long.lowestOneBit(found) - 1);
                at += Long.numberOfTrailingZeros(found) / Byte.SIZE;
                break;
            }
            passed += Long.bitCount(comma);
            at += Long.BYTES;
        }
        commas += passed;
        return at;
    }

    /** The number of commas that {@link #nextQuoteOrLineEnd} has passed in this row. */
    public int commas() {
        return commas;
    }

    // Marks the first byte that is 0 by its highest bit. Later bytes may be marked wrongly.
    private static long zeros(long eight) {
        return eight - ONES & ~eight & HIGHEST_BITS;
    }

    /** The ASCII characters for {@link #nextOf}. */
    public static boolean[] among(String characters) {
        boolean[] these = new boolean[256];
        characters.chars().forEach(character -> these[character] = true);
        return these;
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
        commas = 0;
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
