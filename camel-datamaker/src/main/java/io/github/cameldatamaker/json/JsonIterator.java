package io.github.cameldatamaker.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cameldatamaker.client.DataMakerException;
import org.jspecify.annotations.Nullable;

/**
 * A body that a route iterates over, once; or that is read as a JSON array instead:
 *
 * <ul>
 * <li>by a serializer or as an InputStream, element by element, in constant memory;</li>
 * <li>as String or byte[] into memory, up to {@code maxInMemorySize} bytes of JSON. The elements are kept then, so that a log before
 * a split loses nothing.</li>
 * </ul>
 *
 * Whoever else comes second is told so, and gets no empty array.
 */
public final class JsonIterator implements Iterator<@Nullable Object>, Closeable {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final Iterator<?> source;
    private final long maxInMemorySize;
    private final JsonText text;
    private final boolean textsAreJson;
    private Iterator<?> items;
    private boolean started;
    private boolean taken;

    /**
     * @param items           documents, rows or batches of rows; closed with this iterator
     * @param maxInMemorySize the most bytes of JSON that are held at once
     */
    public JsonIterator(Iterator<?> items, long maxInMemorySize) {
        this(items, maxInMemorySize, JsonText.DEFAULT, false);
    }

    /**
     * @param text         writes the elements
     * @param textsAreJson whether a String among them is JSON
     */
    public JsonIterator(Iterator<?> items, long maxInMemorySize, JsonText text, boolean textsAreJson) {
        this.source = items;
        this.items = items;
        this.maxInMemorySize = maxInMemorySize;
        this.text = text;
        this.textsAreJson = textsAreJson;
    }

    @Override
    public synchronized boolean hasNext() {
        requireNotTaken();
        return items.hasNext();
    }

    @Override
    public synchronized @Nullable Object next() {
        requireNotTaken();
        started = true;
        return items.next();
    }

    private void requireNotTaken() {
        if (taken) {
            throw new DataMakerException(
                    "The body was already read as JSON, and is gone: it can be read once. To read it again, or to redeliver it, use "
                                         + "outputType=List");
        }
    }

    /** Whoever calls it reads the elements from now on. */
    private Iterator<?> take() {
        requireNotTaken();
        if (started) {
            throw new DataMakerException(
                    "The body was already iterated over, and is gone: it can be read once. To read it again, or to redeliver it, use "
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

    /** The array, written while it is read. Whoever reads its first byte reads the elements. */
    InputStream openStream() {
        return new JsonArrayStream(this::elements, text, this);
    }

    /** The array, in memory. */
    synchronized byte[] bytes() {
        int max = (int) Math.min(maxInMemorySize, MAX_ARRAY - 1);
        List<@Nullable Object> read = new ArrayList<>();
        Iterator<?> rest = take();
        JsonElements elements = new JsonElements(new Noting(rest, read), textsAreJson);
        byte[] json;
        try {
            json = new JsonArrayStream(() -> elements, text, this).readNBytes(max + 1);
        } catch (IOException e) {
            throw new DataMakerException("The body cannot be written as JSON: " + e.getMessage(), e);
        }
        // What was read is put back. After a failure it is not: the elements behind it are gone.
        items = json.length <= max ? read.iterator() : new Chained(read.iterator(), rest);
        taken = false;
        if (json.length > max) {
            throw new DataMakerException(
                    "The body is larger than maxInMemorySize (" + max + " bytes) as JSON, and was to be held in memory. Iterate over it "
                                         + "with split(body()).streaming(), or raise maxInMemorySize");
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
        if (source instanceof Closeable closeable) {
            closeable.close();
        }
    }

    /** What it iterates over. */
    public Iterator<?> source() {
        return source;
    }

    /** Says what it is, and never reads. */
    @Override
    public String toString() {
        return source.toString();
    }

    /** Notes what goes by. */
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

    /** One iteration behind the other. */
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
