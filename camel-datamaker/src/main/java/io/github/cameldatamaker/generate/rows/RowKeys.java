package io.github.cameldatamaker.generate.rows;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The keys that many rows share, in their order, and which of them the route asks for. */
final class RowKeys {

    private final String[] names;
    /** Changed without a lock: a thread that sees the change late only makes a value later. */
    private final boolean[] asked;
    // Made when a key is first looked up, because rows are often only passed on.
    private volatile @Nullable Map<String, Integer> places;

    /** @param names distinct names */
    RowKeys(String[] names) {
        this.names = names;
        this.asked = new boolean[names.length];
    }

    int size() {
        return names.length;
    }

    String name(int place) {
        return names[place];
    }

    /** The value of a key was asked for. */
    void ask(int place) {
        asked[place] = true;
    }

    /** Whether the value of the key was asked for in any row. */
    boolean isAsked(int place) {
        return asked[place];
    }

    boolean areAllAsked() {
        for (boolean is : asked) {
            if (!is) {
                return false;
            }
        }
        return true;
    }

    /** The index of the key, or -1. */
    int place(@Nullable Object key) {
        Map<String, Integer> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (int place = 0; place < names.length; place++) {
                known.put(names[place], place);
            }
            // Threads that race here make equal maps.
            places = known;
        }
        Integer place = known.get(key);
        return place == null ? -1 : place;
    }
}
