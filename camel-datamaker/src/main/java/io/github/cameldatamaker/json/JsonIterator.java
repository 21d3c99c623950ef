package io.github.cameldatamaker.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * A body that a route iterates over once, or reads as a JSON array instead:
 *
 * <ul>
 * <li>by a serializer or as an InputStream, element by element, in constant memory;</li>
 * <li>as String or byte[] into memory, up to {@code maxInMemorySize} bytes of JSON. The elements are then kept, so a log before a
 * split loses nothing.</li>
 * </ul>
 *
 * Any second reader gets an error, not an empty array. It is a {@link StreamCache} because Camel copies only those for another
 * exchange, and says when a step begins. Otherwise two readers of one iterator would look like one, and would divide the
 * elements. {@link OwnReaders} makes the copies that Camel does not make.
 */
public final class JsonIterator implements Iterator<@Nullable Object>, Closeable, StreamCache {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
    private static final long SHORTEST_ARRAY = 2;

    /** The copy that reads. */
    private final AtomicReference<@Nullable JsonIterator> reader;
    private final Iterator<?> source;
    private final long maxInMemorySize;
    private final JsonText text;
    private final boolean textsAreJson;
    private Iterator<?> items;
    private boolean started;
    private boolean exhausted;
    private volatile boolean taken;
    private boolean readAgain;
    /** Whether a late reader was told. */
    private boolean told;

    /**
     * @param items           documents, rows or batches of rows; closed with this iterator
     * @param maxInMemorySize the most bytes of JSON that are held in memory
     */
    public JsonIterator(Iterator<?> items, long maxInMemorySize) {
        this(items, maxInMemorySize, JsonText.DEFAULT, false);
    }

    /**
     * @param text         writes the elements
     * @param textsAreJson whether a String among them is JSON
     */
    public JsonIterator(Iterator<?> items, long maxInMemorySize, JsonText text, boolean textsAreJson) {
        this(items, maxInMemorySize, text, textsAreJson, new AtomicReference<>());
    }

    private JsonIterator(
            Iterator<?> items, long maxInMemorySize, JsonText text, boolean textsAreJson,
            AtomicReference<@Nullable JsonIterator> reader) {
        this.reader = reader;
        this.source = items;
        this.items = items;
        this.maxInMemorySize = maxInMemorySize;
        this.text = text;
        this.textsAreJson = textsAreJson;
    }

    /** Only {@link #next} tells a late reader: a splitter that has stopped calls this once more. */
    @Override
    public synchronized boolean hasNext() {
        requireNotTaken();
        if (isTooLate()) {
            return !told;
        }
        boolean hasNext = items.hasNext();
        exhausted = !hasNext;
        return hasNext;
    }

    @Override
    public synchronized @Nullable Object next() {
        requireNotTaken();
        if (isTooLate()) {
            told = true;
            throw alreadyRead();
        }
        started = true;
        return items.next();
    }

    private boolean isTooLate() {
        return readAgain || !reader.compareAndSet(null, this) && reader.get() != this;
    }

    private static DataMakerException alreadyRead() {
        return new DataMakerException(
                "The body was already read: it can be read only once. To read it again, or to redeliver it, use outputType=List");
    }

    /** A copy for another exchange at the same time. The first copy that asks for an element is the reader. */
    @Override
    public JsonIterator copy(Exchange exchange) {
        return new JsonIterator(source, maxInMemorySize, text, textsAreJson, reader);
    }

    /** A step begins. It may continue an iteration, but not read again what it, or a failed try, has read. */
    @Override
    public synchronized void reset() {
        readAgain |= started && (exhausted || RedeliveryCaller.isResetting());
        told = false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        openStream().transferTo(out);
    }

    @Override
    public boolean inMemory() {
        return false;
    }

    /** Unknown, but not 0: camel-http sends a body with a length, and sends GET without one. */
    @Override
    public long length() {
        return SHORTEST_ARRAY;
    }

    @Override
    public long position() {
        return -1;
    }

    private void requireNotTaken() {
        if (taken) {
            throw new DataMakerException(
                    "The body was already read as JSON: it can be read only once. To read it again, or to redeliver it, use outputType=List");
        }
    }

    /** The caller is the reader from now on. */
    private Iterator<?> take() {
        requireNotTaken();
        if (isTooLate()) {
            throw alreadyRead();
        }
        if (started) {
            throw new DataMakerException(
                    "The body was already iterated over: it can be read only once. To read it again, or to redeliver it, use "
                            + "outputType=List");
        }
        taken = true;
        return items;
    }

    /** The elements for a serializer. */
    @JsonValue
    synchronized Iterator<?> elements() {
        return new JsonElements(take(), textsAreJson);
    }

    /** The array, written while it is read. Its first byte takes the elements. */
    InputStream openStream() {
        return new JsonArrayStream(new JsonArrayStream.Source() {
            @Override
            public Iterator<?> elements() {
                return JsonIterator.this.elements();
            }

            @Override
            public void close(boolean isReader) throws IOException {
                if (isReader || !taken) {
                    JsonIterator.this.close();
                }
            }

            @Override
            public String toString() {
                return JsonIterator.this.toString();
            }
        }, text);
    }

    /** The array, in memory. */
    synchronized byte[] bytes() {
        int max = (int) Math.min(maxInMemorySize, MAX_ARRAY - 1);
        List<@Nullable Object> read = new ArrayList<>();
        Iterator<?> rest = take();
        JsonElements elements = new JsonElements(new Noting(rest, read), textsAreJson);
        byte[] json;
        try {
            json = new JsonArrayStream(elements, text).readNBytes(max + 1);
        } catch (IOException e) {
            throw new DataMakerException("The body cannot be written as JSON: " + e.getMessage(), e);
        }
        // Puts back what was read. After a failure it does not, because the next elements are lost.
        items = json.length <= max ? read.iterator() : new Chained(read.iterator(), rest);
        taken = false;
        if (json.length > max) {
            throw new DataMakerException(
                    "The body is larger than maxInMemorySize (" + max + " bytes) as JSON. Iterate over it with "
                            + "split(body()).streaming(), or raise maxInMemorySize");
        }
        return json;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** All elements, in memory. */
    synchronized JsonArray list() {
        JsonArray all = textsAreJson ? new JsonTexts(0) : new JsonArray(0, text);
        take().forEachRemaining(all::add);
        return all;
    }

    @Override
    public void close() throws IOException {
        JsonIterator reading = reader.get();
        if ((reading == null || reading == this) && source instanceof Closeable closeable) {
            closeable.close();
        }
    }

    /** The iterator behind it. */
    public Iterator<?> source() {
        return source;
    }

    /** Never reads. */
    @Override
    public String toString() {
        return source.toString();
    }

    /** Keeps a copy of each element. */
    private record Noting(Iterator<?> items, List<@Nullable Object> notes) implements Iterator<@Nullable Object> {

        @Override
        public boolean hasNext() {
            return items.hasNext();
        }

        @Override
        public @Nullable Object next() {
            Object item = items.next();
            notes.add(item);
            return item;
        }
    }

    /** One iteration after the other. */
    private record Chained(Iterator<?> first, Iterator<?> second) implements Iterator<@Nullable Object> {

        @Override
        public boolean hasNext() {
            return first.hasNext() || second.hasNext();
        }

        @Override
        public @Nullable Object next() {
            return first.hasNext() ? first.next() : second.next();
        }
    }
}
