package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Type {@code template}: one row of a template as an object, or several as an array. The template may be the field's own. */
final class NestedTemplate {

    private static final int PRESET_DEPTH = 3;
    private static final int MOST_DEPTH = 10;
    private static final int MOST_ROWS = 10_000;

    private final String templateId;
    private final boolean array;
    private final int least;
    private final int most;
    private final int maxDepth;

    private NestedTemplate(FieldOptions options) {
        this.templateId = options.text("template_id");
        this.array = options.flag("array", options.has("count"));
        if (options.get("count") instanceof Map<?, ?> range) {
            FieldOptions limits = options.nested(range);
            this.least = limits.integer("min", 1, 0, MOST_ROWS);
            this.most = limits.integer("max", Math.max(1, least), 0, MOST_ROWS);
        } else {
            this.least = options.integer("count", 1, 0, MOST_ROWS);
            this.most = least;
        }
        if (least > most) {
            throw options.wrong("count", "a number or {min, max} with min not above max");
        }
        this.maxDepth = options.integer("max_depth", PRESET_DEPTH, 1, MOST_DEPTH);
    }

    // The first row finds the template, because a template may nest itself or one that is saved later.
    static FieldValues values(FieldOptions options) {
        NestedTemplate nested = new NestedTemplate(options);
        return nested::in;
    }

    private Object in(Row row) {
        boolean tooDeep = row.depth() >= maxDepth;
        if (!array) {
            return tooDeep ? null : nested(row, row.random().nextLong(), 1);
        }
        int count = tooDeep ? 0 : row.random().nextInt(least, most + 1);
        long seed = row.random().nextLong();
        List<Object> rows = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            rows.add(nested(row, seed, number));
        }
        return rows;
    }

    private Map<String, Object> nested(Row row, long seed, long number) {
        return row.nested(templateId, seed, number).toMap();
    }
}
