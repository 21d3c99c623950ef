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
        String[] names = object.keySet().stream().map(String::valueOf).toArray(String[]::new);
        if (!Arrays.stream(names).allMatch(RowForm::isPlain)) {
            return null;
        }
        byte[][] quoted = Arrays.stream(names).map(name -> Utf8.bytes('"' + name + '"')).toArray(byte[][]::new);
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
        return name.chars().noneMatch(
                letter -> letter < ' ' || letter == '"' || letter == '\\' || Character.isSurrogate((char) letter));
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
