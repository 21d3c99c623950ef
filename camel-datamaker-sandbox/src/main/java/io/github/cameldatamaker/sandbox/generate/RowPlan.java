package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.generate.field.FieldOptions;
import io.github.cameldatamaker.sandbox.generate.field.FieldTypes;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A template made ready for one generation: the values of each field, in the template's order. */
public final class RowPlan {

    private final List<String> names;
    private final long[] hashes;
    private final FieldValues[] values;
    private final Map<String, Integer> indexes = new HashMap<>();

    private RowPlan(List<TemplateField> fields, Generation generation, Overrides overrides) {
        this.names = fields.stream().map(TemplateField::name).toList();
        this.hashes = new long[fields.size()];
        this.values = new FieldValues[fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            TemplateField field = overrides.apply(fields.get(i));
            hashes[i] = Seed.of(field.name());
            values[i] = overrides.constant(field.name())
                    .orElseGet(() -> FieldTypes.named(field.name(), field.type()).compile(new FieldOptions(field), generation));
            indexes.put(field.name(), i);
        }
    }

    /**
     * Makes a template ready.
     *
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error that names the field or the override that is wrong
     */
    public static RowPlan of(Template template, Generation generation, Map<String, Object> overrides) {
        return new RowPlan(template.fields(), generation, Overrides.of(template, overrides));
    }

    /** The row of that number, counted from 1, of the whole with that seed. */
    public Row row(Generation generation, long wholeSeed, long number, int depth) {
        return new Row(this, generation, Seed.of(wholeSeed, number), number, depth);
    }

    public List<String> names() {
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
    public int indexOf(String field) {
        return indexes.getOrDefault(field, -1);
    }
}
