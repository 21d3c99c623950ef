package io.github.cameldatamaker.generate.rows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The keys that rows of JSON share, and those of the objects inside them. Immutable. */
final class RowForm {

    private final RowKeys keys;
    private final byte[][] quoted;
    /** By the index of the key; null where no object was seen. */
    private final @Nullable RowForm[] inside;

    private RowForm(RowKeys keys, byte[][] quoted, @Nullable RowForm[] inside) {
        this.keys = keys;
        this.quoted = quoted;
        this.inside = inside;
    }

    /**
     * The form of an object; null if one of its keys can be written in several ways.
     *
     * @param before knows the objects inside others with the same keys; null if there is none
     */
    static @Nullable RowForm of(Map<?, ?> object, @Nullable RowForm before) {
        String[] names = new String[object.size()];
        byte[][] quoted = new byte[names.length][];
        int count = 0;
        for (Object key : object.keySet()) {
            String name = String.valueOf(key);
            if (!isPlain(name)) {
                return null;
            }
            names[count] = name;
            quoted[count] = Utf8.bytes('"' + name + '"');
            count++;
        }
        boolean isSame = before != null && Arrays.deepEquals(quoted, before.quoted);
        @Nullable
        RowForm[] inside = new RowForm[names.length];
        int place = 0;
        for (Object value : object.values()) {
            inside[place] = inside(value, isSame ? before.inside[place] : null);
            place++;
        }
        return new RowForm(isSame ? before.keys : new RowKeys(names), quoted, inside);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\' || Character.isSurrogate(letter)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable RowForm inside(@Nullable Object value, @Nullable RowForm before) {
        if (value instanceof Map<?, ?> object) {
            return object.isEmpty() ? before : of(object, before);
        }
        RowForm form = before;
        if (value instanceof List<?> array) {
            for (Object element : array) {
                form = inside(element, form);
            }
        }
        return form;
    }

    RowKeys keys() {
        return keys;
    }

    /** The key in its quotes; null behind the last. */
    byte @Nullable [] quoted(int place) {
        return place < quoted.length ? quoted[place] : null;
    }

    /** The form of the objects inside a value; null if it is unknown. */
    @Nullable
    RowForm inside(int place) {
        return place < inside.length ? inside[place] : null;
    }
}
