package io.github.cameldatamaker.generate.rows;

import java.util.Map;

/**
 * How to hand out rows.
 *
 * @param type      {@code Map.class}, {@code String.class} for a row's own text, or a class that Jackson binds
 * @param batchSize the number of rows in one element of the iteration; 1 gives the rows themselves, more gives Lists
 */
public record RowShape(Class<?> type, int batchSize) {

    /** Each row is a Map. */
    public static final RowShape MAPS = new RowShape(Map.class, 1);

    public boolean isText() {
        return type == String.class;
    }

    boolean isMap() {
        return type == Map.class;
    }

    /** Whether Jackson binds rows to a class. */
    public boolean isObject() {
        return !isText() && !isMap();
    }
}
