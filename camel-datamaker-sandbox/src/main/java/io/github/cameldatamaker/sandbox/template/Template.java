package io.github.cameldatamaker.sandbox.template;

import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One version of a template.
 *
 * @param createdAt when the template was created
 * @param updatedAt when this version was saved, which is what {@code "now"} means in a seeded generation
 */
public record Template(String id, String name, List<TemplateField> fields, int version, Instant createdAt, Instant updatedAt) {

    public Template {
        fields = List.copyOf(fields);
    }

    /** The JSON of an answer. {@code updatedAt} is our addition. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("fields", fields.stream().map(TemplateField::toJson).toList());
        json.put("version", version);
        json.put("createdAt", createdAt.toString());
        json.put("updatedAt", updatedAt.toString());
        return json;
    }
}
