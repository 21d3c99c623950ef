package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads UTF-8 text line by line as it arrives. It keeps a bounded part of each line, and reads and drops the rest.
 */
public final class LineReader {

    private static final int BUFFER_SIZE = 8192;

    private final InputStream in;
    private final int maxLength;
    private final boolean endsAtCr;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int position;
    private int limit;
    private boolean skipLf;
    private byte[] line = new byte[256];
    private int length;
    private boolean cut;
    private boolean terminated;

    /**
     * A line.
     *
     * @param text         without its line end; bytes that are no UTF-8 become U+FFFD
     * @param bytes        the number of bytes that were kept
     * @param isCut        whether it was longer than the bound
     * @param isTerminated whether its end was seen; only the last line may lack one
     */
    public record Line(String text, int bytes, boolean isCut, boolean isTerminated) {
    }

    private LineReader(InputStream in, int maxLength, boolean endsAtCr) {
        this.in = in;
        this.maxLength = maxLength;
        this.endsAtCr = endsAtCr;
    }

    /**
     * For the lines of a log, which end with LF or CR LF.
     *
     * @param maxLength the most bytes of a line that are kept
     */
    public static LineReader ofText(InputStream in, int maxLength) {
        return new LineReader(in, maxLength, false);
    }

    /**
     * For the lines of an event stream, which end with LF, CR LF or CR.
     *
     * @param maxLength the most bytes of a line that are kept
     */
    public static LineReader ofEvents(InputStream in, int maxLength) {
        return new LineReader(in, maxLength, true);
    }

    /**
     * Waits for the next line; empty at the end of the text.
     *
     * @throws DataMakerException if the text cannot be read to its end, as {@link ApiResponse#body()} says
     */
    public Optional<Line> next() {
        return advance() ? Optional.of(new Line(text(0), length, cut, terminated)) : Optional.empty();
    }

    /** Moves to the next line without making a text of it; returns whether there is one. */
    boolean advance() {
        length = 0;
        cut = false;
        terminated = false;
        if (line.length > BUFFER_SIZE) {
            line = new byte[256];
        }
        boolean begun = false;
        while (!terminated && fill()) {
            int from = position;
            if (skipLf) {
                skipLf = false;
                if (buffer[from] == '\n') {
                    position++;
                    continue;
                }
            }
            position = end(from);
            keep(from, position);
            begun = true;
            if (position < limit) {
                skipLf = buffer[position++] == '\r';
                terminated = true;
            }
        }
        finish();
        return begun;
    }

    private boolean fill() {
        if (position < limit) {
            return true;
        }
        position = 0;
        try {
            limit = Math.max(in.read(buffer, 0, buffer.length), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return limit > 0;
    }

    private int end(int from) {
        int at = from;
        while (at < limit && buffer[at] != '\n' && !(endsAtCr && buffer[at] == '\r')) {
            at++;
        }
        return at;
    }

    // One byte beyond the bound shows whether the bound is within a character.
    private void keep(int from, int to) {
        int kept = Math.min(to - from, maxLength + 1 - length);
        cut |= kept < to - from;
        if (line.length < length + kept) {
            line = Arrays.copyOf(line, Math.min(Math.max(2 * line.length, length + kept), maxLength + 1));
        }
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
    }

    private void finish() {
        if (terminated && !endsAtCr && !cut && length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length > maxLength) {
            cut = true;
            length = wholeCharacters(line, 0, maxLength);
        }
    }

    /** The number of bytes of this line that were kept. */
    int length() {
        return length;
    }

    /** Whether this line was longer than the bound. */
    boolean isCut() {
        return cut;
    }

    /** Whether the end of this line was seen. */
    boolean isTerminated() {
        return terminated;
    }

    /** The index of this byte in the line; the length of the line if it is not there. */
    int indexOf(char ascii, int from) {
        int at = from;
        while (at < length && line[at] != ascii) {
            at++;
        }
        return at;
    }

    /** Whether this part of the line equals these bytes. */
    boolean matches(int from, int to, byte[] that) {
        return Arrays.equals(line, from, to, that, 0, that.length);
    }

    /** The text of this line from this index: the known one without a copy, if it is the same. */
    String text(int from, String known) {
        int at = 0;
        // A byte of no ASCII character is negative and equals no character.
        while (at < known.length() && from + at < length && known.charAt(at) == line[from + at]) {
            at++;
        }
        return at == known.length() && from + at == length ? known : text(from);
    }

    /** The text of this line from this index. */
    String text(int from) {
        return new String(line, from, length - from, StandardCharsets.UTF_8);
    }

    /** The text of this line from this index, at most so many bytes. */
    String text(int from, int most) {
        return length - from <= most ? text(from)
                : new String(line, from, wholeCharacters(line, from, from + most) - from, StandardCharsets.UTF_8);
    }

    /** The bound, or less if it is within a character. */
    private static int wholeCharacters(byte[] text, int from, int bound) {
        int end = bound;
        while (end > from && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
