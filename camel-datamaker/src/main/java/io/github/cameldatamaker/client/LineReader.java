package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a text of UTF-8 line by line as it comes. However long a line is, no more of it is held than a bound; the rest is read
 * and forgotten.
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

    /**
     * A line.
     *
     * @param text         without its end; what is no UTF-8 is U+FFFD
     * @param bytes        how many bytes of it were kept
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
     * Lines of a log: they end with LF, or CR LF.
     *
     * @param maxLength the most bytes of a line that are kept
     */
    public static LineReader ofText(InputStream in, int maxLength) {
        return new LineReader(in, maxLength, false);
    }

    /**
     * Lines of a stream of events: they end with LF, CR LF or CR.
     *
     * @param maxLength the most bytes of a line that are kept
     */
    public static LineReader ofEvents(InputStream in, int maxLength) {
        return new LineReader(in, maxLength, true);
    }

    /**
     * The next line, waiting for its end; empty at the end of the text.
     *
     * @throws DataMakerException when the text cannot be read to its end, as {@link ApiResponse#body()} says
     */
    public Optional<Line> next() {
        length = 0;
        cut = false;
        boolean begun = false;
        while (fill()) {
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
                return Optional.of(taken(true));
            }
        }
        return begun ? Optional.of(taken(false)) : Optional.empty();
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

    // One byte beyond the bound tells whether the bound is within a character.
    private void keep(int from, int to) {
        int kept = Math.min(to - from, maxLength + 1 - length);
        cut |= kept < to - from;
        if (line.length < length + kept) {
            line = Arrays.copyOf(line, Math.min(Math.max(2 * line.length, length + kept), maxLength + 1));
        }
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
    }

    private Line taken(boolean terminated) {
        if (terminated && !endsAtCr && !cut && length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length > maxLength) {
            cut = true;
            length = wholeCharacters(line, maxLength);
        }
        Line taken = new Line(new String(line, 0, length, StandardCharsets.UTF_8), length, cut, terminated);
        if (line.length > BUFFER_SIZE) {
            line = new byte[256];
        }
        return taken;
    }

    /** The bound, or less where it is within a character. */
    static int wholeCharacters(byte[] text, int bound) {
        int end = bound;
        while (end > 0 && (text[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
