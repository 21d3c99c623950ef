package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.generate.field.FieldOptions;
import io.github.cameldatamaker.sandbox.generate.field.FieldTypes;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import io.github.cameldatamaker.sandbox.generate.row.Seed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A template prepared for one generation: how each field makes its values, in the template's order. */
final class RowPlan {

    private final List<String> names;
    private final long[] hashes;
    private final FieldValues[] values;
    private final Map<String, Integer> indexes = new HashMap<>();

    private RowPlan(List<TemplateField> fields, Overrides overrides, Instant now) {
        this.names = fields.stream().map(TemplateField::name).toList();
        this.hashes = new long[fields.size()];
        this.values = new FieldValues[fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            TemplateField field = overrides.apply(fields.get(i));
            hashes[i] = Seed.scrambled(Seed.of(field.name()));
            values[i] = overrides.constant(field.name())
                    .orElseGet(() -> FieldTypes.named(field.name(), field.type()).values(new FieldOptions(field, now)));
            indexes.put(field.name(), i);
        }
    }

    static RowPlan of(String templateId, List<TemplateField> fields, Map<String, Object> overrides, Instant now) {
        return new RowPlan(fields, Overrides.of(templateId, fields, overrides), now);
    }

    List<String> names() {
        return names;
    }

    int size() {
        return values.length;
    }

    String name(int index) {
        return names.get(index);
    }

    long hash(int index) {
        return hashes[index];
    }

    FieldValues values(int index) {
        return values[index];
    }

    /** The place of that field, or -1. */
    int indexOf(String field) {
        return indexes.getOrDefault(field, -1);
    }
}
