package io.github.cameldatamaker.generate.rows;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * The bytes below a parser. It bounds the size of a row. If needed it keeps the bytes of the row, so that the row's own text can
 * be cut out by the parser's offsets.
 */
final class RowWindow extends InputStream {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream in;
    private final long maxRowSize;
    private final RowDecoder decoder = new RowDecoder();
    private boolean keeping;
    /** Bytes that come before those of the stream. */
    private ByteArrayInputStream back = new ByteArrayInputStream(new byte[0]);
    private byte[] kept = new byte[0];
    private int keptLength;
    /** The offset in the response of the first kept byte. */
    private long keptFrom;
    private long position;
    private boolean ended;
    /** Where the parser was at the end of the last row. */
    private long rowFrom;

    RowWindow(InputStream in, long maxRowSize, boolean keeping) {
        this.in = in;
        this.maxRowSize = maxRowSize;
        this.keeping = keeping;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = readSome(buffer, offset, length);
        if (count > 0) {
            if (keeping) {
                keep(buffer, offset, count);
            }
            position += count;
            // Adding the length to the limit could overflow.
            if (position - rowFrom - length > maxRowSize) {
                throw new DataMakerException(
                        "One row is larger than " + maxRowSize + " bytes: raise maxInMemorySize, or read the data as a stream");
            }
        }
        return count;
    }

    private int readSome(byte[] buffer, int offset, int length) throws IOException {
        if (back.available() > 0) {
            return back.read(buffer, offset, length);
        }
        try {
            int count = in.read(buffer, offset, length);
            ended = count < 0;
            return count;
        } catch (EOFException e) {
            // The bytes end within a character.
            ended = true;
            throw e;
        }
    }

    private void keep(byte[] buffer, int offset, int count) {
        int done = (int) Math.min(Math.max(rowFrom - keptFrom, 0), keptLength);
        if (keptLength - done + count > kept.length) {
            long twice = 2L * (keptLength - done + count);
            kept = Arrays.copyOfRange(kept, done, done + (int) Math.min(Math.max(twice, 1 << 14), MAX_ARRAY - done));
        } else {
            System.arraycopy(kept, done, kept, 0, keptLength - done);
        }
        keptLength -= done;
        keptFrom += done;
        System.arraycopy(buffer, offset, kept, keptLength, count);
        keptLength += count;
    }

    /** Gives these bytes before all others. A row begins with them. */
    void putBack(byte[] bytes) {
        back = new ByteArrayInputStream(bytes);
        position -= bytes.length;
        rowFrom = position;
        ended = false;
    }

    /** A row ends at this offset. */
    void rowEndsAt(long offset) {
        rowFrom = offset;
    }

    /** A row ends and its text is not needed. Bytes that the parser read ahead count for the next row. */
    void rowEnds() {
        rowFrom = position;
    }

    /** From now on no text of a row is needed. */
    void stopKeeping() {
        keeping = false;
        kept = new byte[0];
        keptLength = 0;
    }

    /** Whether the parser has reached the end of the response. */
    boolean isEnded() {
        return ended;
    }

    /** The number of bytes of the response that the parser has taken. */
    long position() {
        return position;
    }

    /** The text between two offsets of the response. */
    String text(long from, long to) throws CharConversionException {
        return decoder.text(kept, (int) (from - keptFrom), (int) (to - keptFrom));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
