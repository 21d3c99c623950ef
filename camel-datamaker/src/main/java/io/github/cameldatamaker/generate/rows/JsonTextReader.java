package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a JSON array as their own text. Quotes and brackets, which must match, show where a row begins and ends. Nothing
 * between them is parsed.
 */
final class JsonTextReader implements RowReader {

    /** If the first character is farther away, the parser takes the document. */
    private static final int LONGEST_START = 64;

    private final RowBytes bytes;
    private boolean isOpen;
    private boolean hasRows;
    private boolean isClosed;
    private byte[] brackets = new byte[16];
    private int depth;

    JsonTextReader(RowWindow window) {
        this.bytes = new RowBytes(window);
    }

    /** A stream for {@link #isArray}. */
    static PushbackInputStream lookingAhead(InputStream in) {
        return new PushbackInputStream(in, LONGEST_START);
    }

    /** Whether a UTF-8 document is an array, as far as its first characters show. It puts them back. */
    static boolean isArray(PushbackInputStream document) throws IOException {
        byte[] seen = new byte[LONGEST_START];
        int count = 0;
        int next = ' ';
        while (count < seen.length && isSpace(next)) {
            next = document.read();
            if (next < 0) {
                break;
            }
            seen[count++] = (byte) next;
        }
        document.unread(seen, 0, count);
        return next == '[';
    }

    @Override
    public @Nullable Object read() throws IOException {
        // The bytes between rows are not kept.
        bytes.startRow();
        if (!isOpen) {
            open();
        }
        int next = significant();
        if (hasRows && next != ']') {
            require(next == ',', next, "a comma or the end of the array");
            next = significant();
        } else if (next == ']') {
            isClosed = true;
            requireEnd();
            return null;
        }
        hasRows = true;
        bytes.back();
        bytes.startRow();
        readValue();
        return bytes.endRow(0);
    }

    @Override
    public long position() {
        return bytes.taken();
    }

    @Override
    public boolean isWhole() {
        return isClosed;
    }

    @Override
    public boolean isCut() {
        return bytes.isEnded() && !isClosed;
    }

    @Override
    public boolean showsItsEnd() {
        return true;
    }

    private void open() throws IOException {
        int next = significant();
        require(next == '[', next, "an array");
        isOpen = true;
    }

    private void requireEnd() throws IOException {
        int next = bytes.next();
        while (isSpace(next)) {
            next = bytes.next();
        }
        require(next < 0, next, "the end of the response");
    }

    private void readValue() throws IOException {
        int first = required();
        if (first == '"') {
            readString();
        } else if (first == '{' || first == '[') {
            readNested(first);
        } else {
            readScalar(first);
        }
    }

    private void readNested(int first) throws IOException {
        depth = 0;
        push(first);
        while (depth > 0) {
            int next = bytes.nextBracket();
            switch (next) {
                case '{', '[' -> push(next);
                // In ASCII each closing bracket is two after its opening one.
                case '}', ']' -> require(brackets[--depth] == next - 2, next, "the bracket that closes the open one");
                default -> requireMore(next);
            }
        }
    }

    private void push(int bracket) {
        if (depth == brackets.length) {
            brackets = Arrays.copyOf(brackets, 2 * depth);
        }
        brackets[depth++] = (byte) bracket;
    }

    // Reads to the closing quote.
    private void readString() throws IOException {
        int found = bytes.nextQuoteOrBackslash();
        while (found == '\\') {
            required();
            found = bytes.nextQuoteOrBackslash();
        }
        requireMore(found);
    }

    private void readScalar(int first) throws IOException {
        require(first == '-' || first < 128 && Character.isLetterOrDigit(first), first, "a row");
        int next = required();
        while (next != ',' && next != ']' && !isSpace(next)) {
            next = required();
        }
        bytes.back();
    }

    private int significant() throws IOException {
        int next = required();
        while (isSpace(next)) {
            next = required();
        }
        return next;
    }

    private static boolean isSpace(int next) {
        return next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }

    private int required() throws IOException {
        int next = bytes.next();
        requireMore(next);
        return next;
    }

    private static void requireMore(int next) throws JsonEOFException {
        if (next < 0) {
            throw new JsonEOFException(null, null, "the array of rows is not closed");
        }
    }

    private static void require(boolean condition, int found, String expected) throws JsonParseException {
        if (!condition) {
            throw new JsonParseException(null, "'" + (char) found + "' stands where " + expected + " should be");
        }
    }
}
