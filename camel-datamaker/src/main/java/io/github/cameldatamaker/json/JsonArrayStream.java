package io.github.cameldatamaker.json;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** A JSON array, written element by element while it is read. */
final class JsonArrayStream extends InputStream {

    private static final int AT_ONCE = 8 * 1024;

    private final Supplier<Iterator<?>> source;
    private final JsonText text;
    private final Closeable closed;
    private final Chunk chunk = new Chunk();
    private @Nullable Iterator<?> elements;
    private @Nullable RuntimeException failure;
    private int position;
    private boolean ended;

    /**
     * @param source gives the elements on the first read
     * @param closed closed with the stream
     */
    JsonArrayStream(Supplier<Iterator<?>> source, JsonText text, Closeable closed) {
        this.source = source;
        this.text = text;
        this.closed = closed;
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : chunk.byteAt(position++);
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int read = chunk.copy(position, buffer, offset, count);
        position += read;
        return read;
    }

    private boolean isAtEnd() throws IOException {
        if (position == chunk.size() && !ended) {
            chunk.reset();
            position = 0;
            writeNext();
        }
        return position == chunk.size();
    }

    // Bytes before a failure go out first, and a later read must not take the failure for the end.
    private void writeNext() throws IOException {
        if (failure == null) {
            try {
                write();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null && chunk.size() == 0) {
            throw failure;
        }
    }

    private void write() throws IOException {
        boolean isFirst = elements == null;
        if (elements == null) {
            elements = source.get();
            chunk.write('[');
        }
        while (chunk.size() < AT_ONCE && elements.hasNext()) {
            if (!isFirst) {
                chunk.write(',');
            }
            isFirst = false;
            text.write(elements.next(), chunk);
        }
        if (!elements.hasNext()) {
            chunk.write(']');
            ended = true;
        }
    }

    @Override
    public int available() {
        return chunk.size() - position;
    }

    /** Drops what was not read. */
    @Override
    public void close() throws IOException {
        closed.close();
    }

    /** Bytes that are written but not read yet. */
    private static final class Chunk extends ByteArrayOutputStream {

        int byteAt(int position) {
            return buf[position] & 0xff;
        }

        int copy(int position, byte[] target, int offset, int most) {
            int length = Math.min(count - position, most);
            System.arraycopy(buf, position, target, offset, length);
            return length;
        }
    }
}
