package io.github.cameldatamaker.generate.rows;

import java.util.Map;

/**
 * How rows are handed out.
 *
 * @param type      {@code Map.class}, {@code String.class} for a row's own text, or a class that Jackson binds
 * @param batchSize how many rows make one element of the iteration; 1 hands out the rows themselves, more hands out Lists
 */
public record RowShape(Class<?> type, int batchSize) {

    /** One Map a row. */
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
