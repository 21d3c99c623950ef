package io.github.cameldatamaker.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A JSON array, written element by element while it is read. */
final class JsonArrayStream extends ReadOnceStream {

    private static final int AT_ONCE = 8 * 1024;

    private final Source source;
    private final JsonText text;
    private final Chunk chunk = new Chunk();
    private @Nullable Iterator<?> elements;
    private @Nullable RuntimeException failure;
    private int position;
    private boolean ended;

    /** The source of the elements. */
    interface Source {

        /** The elements, for the first caller. */
        Iterator<?> elements();

        /** @param isReader whether this stream has got the elements */
        void close(boolean isReader) throws IOException;
    }

    /** @param source gives the elements on the first read; closed with the stream */
    JsonArrayStream(Source source, JsonText text) {
        super("use outputType=List");
        this.source = source;
        this.text = text;
    }

    /** @param elements closed by their owner */
    JsonArrayStream(Iterator<?> elements, JsonText text) {
        this(new Source() {
            @Override
            public Iterator<?> elements() {
                return elements;
            }

            @Override
            public void close(boolean isReader) {
            }
        }, text);
    }

    @Override
    public JsonArrayStream copy(Exchange exchange) {
        return new JsonArrayStream(source, text);
    }

    @Override
    protected int readNext(byte[] buffer, int offset, int count) throws IOException {
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
            elements = source.elements();
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

    /** Never reads. */
    @Override
    public String toString() {
        return "JSON of " + source;
    }

    /** Drops what was not read. */
    @Override
    protected void closeReader() throws IOException {
        source.close(elements != null);
    }

    /** Bytes that are written but not read yet. */
    private static final class Chunk extends ByteArrayOutputStream {

        int copy(int position, byte[] target, int offset, int most) {
            int length = Math.min(count - position, most);
            System.arraycopy(buf, position, target, offset, length);
            return length;
        }
    }
}
