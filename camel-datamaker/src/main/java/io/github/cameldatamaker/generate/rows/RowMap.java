package io.github.cameldatamaker.generate.rows;

import java.io.Serial;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.github.cameldatamaker.json.JsonText;
import io.github.cameldatamaker.json.OwnText;
import io.github.cameldatamaker.json.OwnTextSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A row. It behaves like a {@link LinkedHashMap}, but takes half the memory while it has its original keys, which it shares with
 * other rows. A row that was read from text makes each value when it is asked for, and is written as that text while it is
 * unchanged. It drops the text when all values are made. It is JSON wherever a step asks for text or bytes. Like a LinkedHashMap
 * it is not thread-safe, but several threads may read it.
 */
@JsonSerialize(using = OwnTextSerializer.class)
final class RowMap extends AbstractMap<String, Object> implements OwnText, Serializable {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(Object[].class);
    /** A value that was made, or put, and is null. */
    private static final Object NULL = new Object();

    private final transient RowKeys keys;
    /** While there is a text: null for a value that was not made yet. */
    private final transient @Nullable Object[] values;
    /** Null once all values are made. Whoever reads it before a value knows whether a null in its place is a value. */
    private transient volatile @Nullable RowText text;
    /** Whether the text is out of date, or may be, because the route has got an object or array inside it. */
    private transient volatile boolean isOutOfDate;
    /** The whole row, once a key was added or removed. */
    private transient @Nullable Map<String, Object> own;

    /** @param values one for each key; the row owns the array */
    RowMap(RowKeys keys, @Nullable Object[] values) {
        this.keys = keys;
        this.values = values;
        this.text = null;
    }

    /**
     * A row that makes its values when they are asked for. What the route asks for in one row it asks for in the next, so these
     * values are made at once: another thread may be reading ahead.
     *
     * @param text makes the values
     */
    RowMap(RowKeys keys, RowText text) {
        this.keys = keys;
        this.values = new Object[keys.size()];
        this.text = text;
        for (int place = 0; place < values.length; place++) {
            if (keys.isAsked(place)) {
                values[place] = orNull(text.value(place));
            }
        }
    }

    private static Object orNull(@Nullable Object value) {
        return value == null ? NULL : value;
    }

    private @Nullable Object value(int place) {
        RowText from = text;
        Object value = VALUES.getAcquire(values, place);
        if (from != null) {
            if (value == null) {
                value = make(place, from);
            }
            if (value instanceof Map || value instanceof List) {
                isOutOfDate = true;
            }
        }
        return value == NULL ? null : value;
    }

    // Threads that race here must get the same object, because each may change it.
    private Object make(int place, RowText from) {
        keys.ask(place);
        Object made = orNull(from.value(place));
        Object first = VALUES.compareAndExchange(values, place, null, made);
        if (areAllMade()) {
            text = null;
        }
        return first == null ? made : first;
    }

    // From the end, because values are mostly read in their order.
    private boolean areAllMade() {
        int place = values.length - 1;
        while (place >= 0 && VALUES.getAcquire(values, place) != null) {
            place--;
        }
        return place < 0;
    }

    @Override
    public byte @Nullable [] ownJson() {
        RowText from = text;
        return from == null || own != null || isOutOfDate ? null : from.json();
    }

    @Override
    public byte[] jsonBytes() {
        byte[] json = ownJson();
        return json == null ? JsonText.DEFAULT.bytes(this) : json.clone();
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
        return place < 0 ? null : value(place);
    }

    @Override
    public @Nullable Object put(String key, @Nullable Object value) {
        int place = own == null ? keys.place(key) : -1;
        return place < 0 ? own().put(key, value) : set(place, value);
    }

    private @Nullable Object set(int place, @Nullable Object value) {
        Object before = value(place);
        isOutOfDate = true;
        values[place] = orNull(value);
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
            action.accept(keys.name(place), value(place));
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

    /**
     * An entry of a row that still has its original keys. As in a LinkedHashMap it shows the present value, and behind a removal
     * the last one.
     */
    private final class Place implements Entry<String, Object> {

        private final int place;

        private Place(int place) {
            this.place = place;
        }

        @Override
        public String getKey() {
            return keys.name(place);
        }

        @Override
        public @Nullable Object getValue() {
            return own == null || !own.containsKey(getKey()) ? value(place) : own.get(getKey());
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            return own == null ? set(place, value) : own.replace(getKey(), value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry<?, ?> entry && getKey().equals(entry.getKey())
                    && Objects.equals(getValue(), entry.getValue());
        }

        @Override
        public int hashCode() {
            return getKey().hashCode() ^ Objects.hashCode(getValue());
        }

        @Override
        public String toString() {
            return getKey() + "=" + getValue();
        }
    }
}
