package io.github.cameldatamaker.json;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * The elements that a serializer writes: those of each batch, and text that is already JSON as it is.
 */
public final class JsonElements implements Iterator<@Nullable Object> {

    private final Iterator<?> items;
    private final boolean textsAreJson;
    private Iterator<?> batch = Collections.emptyIterator();

    /**
     * @param items        elements, or batches of them
     * @param textsAreJson whether a String among them is JSON
     */
    public JsonElements(Iterator<?> items, boolean textsAreJson) {
        this.items = items;
        this.textsAreJson = textsAreJson;
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && items.hasNext()) {
            Object item = items.next();
            batch = item instanceof JsonArray array ? array.iterator() : Collections.singleton(item).iterator();
        }
        return batch.hasNext();
    }

    @Override
    public @Nullable Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The iteration has no more elements");
        }
        Object element = batch.next();
        return textsAreJson && element instanceof String text ? new RawJson(text) : element;
    }
}
