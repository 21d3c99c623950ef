package io.github.cameldatamaker.state;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Keys with their values, in the order in which they were written. Not thread-safe. */
public final class StateEntries {

    private static final char SEPARATOR = ':';
    private static final String OURS = "datamaker:";

    private final Map<String, Entry> entries;

    /**
     * A value.
     *
     * @param written the time, in milliseconds since 1970
     */
    record Entry(String value, long written) {
    }

    /** No entries. */
    public StateEntries() {
        this(new LinkedHashMap<>());
    }

    private StateEntries(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** A copy that changes independently. */
    public StateEntries copy() {
        return new StateEntries(new LinkedHashMap<>(entries));
    }

    /** The value of a key; null if there is none. */
    public @Nullable String get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Whether a key has this value; null means none. */
    public boolean has(String key, @Nullable String value) {
        return Objects.equals(get(key), value);
    }

    /** Sets a key's value; null removes the key. */
    public void put(String key, @Nullable String value, Instant now) {
        // The last entry is the one that was written last.
        entries.remove(key);
        if (value != null) {
            entries.put(key, new Entry(value, now.toEpochMilli()));
        }
    }

    void restore(String key, Entry entry) {
        entries.put(key, entry);
    }

    Map<String, Entry> all() {
        return entries;
    }

    /** Removes the entries of a kind that were not written recently; zero removes all. Returns their number. */
    public int forget(String kind, Duration age, Instant now) {
        int size = entries.size();
        long before = age.isZero() ? Long.MAX_VALUE : now.minus(age).toEpochMilli();
        entries.entrySet().removeIf(entry -> isOfKind(entry.getKey(), kind) && entry.getValue().written() < before);
        return size - entries.size();
    }

    private static boolean isOfKind(String key, String kind) {
        return key.equals(kind) || key.startsWith(kind + SEPARATOR);
    }

    /**
     * Removes the oldest keys of the kind of this key until the limit is kept. Each kind counts alone, so that run keys do not
     * drop the position of a consumer. Returns the removed keys.
     */
    public List<String> boundLike(String key, int most) {
        List<String> like = entries.keySet().stream().filter(other -> kind(other).equals(kind(key))).toList();
        List<String> eldest = like.subList(0, Math.max(0, like.size() - most));
        eldest.forEach(entries::remove);
        return eldest;
    }

    private static String kind(String key) {
        return key.startsWith(OURS) ? key.substring(0, key.indexOf(SEPARATOR, OURS.length()) + 1) : "";
    }
}
