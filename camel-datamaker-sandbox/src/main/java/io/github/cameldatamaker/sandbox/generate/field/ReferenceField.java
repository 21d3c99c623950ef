package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Row;
import io.github.cameldatamaker.sandbox.generate.row.Seed;

/**
 * Type {@code reference}, which is our addition: a field from one of the first {@code among} rows of another template. The row is
 * that of a generation with the same seed. Fields with the same {@code same_row_as} read the same row. {@code parameter} names
 * the override that sets {@code among}.
 */
final class ReferenceField {

    private static final int MOST_DEPTH = 12;
    private static final int PRESET_AMONG = 1000;

    private final FieldOptions options;
    private final String templateId;
    private final String field;
    private final long among;
    private final long drawnBy;

    private ReferenceField(FieldOptions options) {
        this.options = options;
        this.templateId = options.text("template_id");
        this.field = options.text("field", "id");
        this.among = options.integer("among", PRESET_AMONG);
        if (among < 1) {
            throw options.wrong("among", "at least 1 row");
        }
        this.drawnBy = Seed.of(options.text("same_row_as", options.field()));
    }

    static FieldValues values(FieldOptions options) {
        ReferenceField reference = new ReferenceField(options);
        return reference::in;
    }

    private Object in(Row row) {
        if (row.depth() >= MOST_DEPTH) {
            throw options.invalid("templates refer to each other in a circle");
        }
        row.random().reseed(row.seedOf(drawnBy));
        Row referred = row.referred(templateId, 1 + row.random().nextLong(among));
        if (!referred.has(field)) {
            throw options.wrong("field",
                    "a field of template '" + templateId + "' (" + String.join(", ", referred.names()) + ")");
        }
        return referred.get(field);
    }
}
