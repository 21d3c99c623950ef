package io.github.cameldatamaker.generate.rows;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

import io.github.cameldatamaker.json.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * A row. It behaves like a {@link LinkedHashMap}, but takes half the memory while it has its original keys, which it shares with
 * other rows. It is JSON wherever a step asks for text or bytes. Like a LinkedHashMap it is not thread-safe.
 */
final class RowMap extends AbstractMap<String, Object> implements JsonBody, Serializable {

    private final transient RowKeys keys;
    private final transient @Nullable Object[] values;
    /** The whole row, once a key was added or removed. */
    private transient @Nullable Map<String, Object> own;

    /** @param values one for each key; the row owns the array */
    RowMap(RowKeys keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    private Map<String, Object> own() {
        if (own == null) {
            own = new LinkedHashMap<>(this);
        }
        return own;
    }

    @Override
    public int size() {
        return own == null ? values.length : own.size();
    }

    @Override
    public boolean containsKey(Object key) {
        return own == null ? keys.place(key) >= 0 : own.containsKey(key);
    }

    @Override
    public @Nullable Object get(Object key) {
        if (own != null) {
            return own.get(key);
        }
        int place = keys.place(key);
        return place < 0 ? null : values[place];
    }

    @Override
    public @Nullable Object put(String key, @Nullable Object value) {
        int place = own == null ? keys.place(key) : -1;
        return place < 0 ? own().put(key, value) : set(place, value);
    }

    private @Nullable Object set(int place, @Nullable Object value) {
        Object before = values[place];
        values[place] = value;
        return before;
    }

    @Override
    public @Nullable Object remove(Object key) {
        return containsKey(key) ? own().remove(key) : null;
    }

    @Override
    public void clear() {
        own().clear();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        if (own != null) {
            own.forEach(action);
            return;
        }
        for (int place = 0; place < values.length; place++) {
            requireSameKeys();
            action.accept(keys.name(place), values[place]);
        }
    }

    private void requireSameKeys() {
        if (own != null) {
            throw new ConcurrentModificationException();
        }
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new Entries();
    }

    /** Written as a plain Map, because the reader may not have this class. */
    @Serial
    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }

    private final class Entries extends AbstractSet<Entry<String, Object>> {

        @Override
        public int size() {
            return RowMap.this.size();
        }

        @Override
        public Iterator<Entry<String, Object>> iterator() {
            return own == null ? new Places() : own.entrySet().iterator();
        }
    }

    private final class Places implements Iterator<Entry<String, Object>> {

        private int next;
        /** The rest of the iteration over the row's own map, after a removal. */
        private @Nullable Iterator<Entry<String, Object>> rest;

        @Override
        public boolean hasNext() {
            return rest == null ? next < values.length : rest.hasNext();
        }

        @Override
        public Entry<String, Object> next() {
            if (rest != null) {
                return rest.next();
            }
            requireSameKeys();
            if (next == values.length) {
                throw new NoSuchElementException();
            }
            return new Place(next++);
        }

        @Override
        public void remove() {
            if (rest == null) {
                requireSameKeys();
                if (next == 0) {
                    throw new IllegalStateException();
                }
                rest = own().entrySet().iterator();
                for (int place = 0; place < next; place++) {
                    rest.next();
                }
            }
            rest.remove();
        }
    }

    private final class Place extends SimpleEntry<String, Object> {

        @Serial
        private static final long serialVersionUID = 1L;

        private final int place;

        private Place(int place) {
            super(keys.name(place), values[place]);
            this.place = place;
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            if (own == null) {
                set(place, value);
            } else {
                own.replace(getKey(), value);
            }
            return super.setValue(value);
        }
    }
}
