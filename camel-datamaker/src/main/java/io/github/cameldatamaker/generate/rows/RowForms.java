package io.github.cameldatamaker.generate.rows;

import java.util.List;
import java.util.Set;

/** The words by which a JSON response shows the form of its rows. */
public final class RowForms {

    private static final String LIVE_DATA = "live_data";
    private static final List<String> ARRAYS = List.of("items", "rows", "data", LIVE_DATA);
    private static final Set<String> CURSORS = Set.of("next_cursor", "nextCursor");
    /** What the content types of lines (NDJSON) end with. */
    private static final List<String> LINES = List.of("ndjson", "jsonl", "jsonlines", "json-lines", "stream+json");

    private RowForms() {
    }

    /** Whether an array with this name, in the object that is the response, holds the rows. */
    public static boolean isArrayOfRows(String name) {
        return ARRAYS.contains(name);
    }

    /** Whether the name is that of generated data, and not also a plausible field of a row. */
    static boolean isOnlyForRows(String name) {
        return name.equals(LIVE_DATA);
    }

    /** The names of such an array, as text for people. */
    static String namesOfArrays() {
        return String.join(", ", ARRAYS);
    }

    /** Whether a text with this name is the cursor of a next page. */
    static boolean isCursor(String name) {
        return CURSORS.contains(name);
    }

    /** Whether the subtype of a content type says that each line is a row. */
    static boolean isLines(String subtype) {
        return LINES.stream().anyMatch(subtype::endsWith);
    }
}
