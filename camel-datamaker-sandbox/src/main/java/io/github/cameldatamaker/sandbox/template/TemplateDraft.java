package io.github.cameldatamaker.sandbox.template;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.field.FieldTypes;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of a template that a client writes, checked: name and fields. A PATCH may leave out one of them. */
public record TemplateDraft(Optional<String> name, Optional<List<TemplateField>> fields) {

    // The service adds these, and a client may send back what it has read.
    private static final Set<String> READ_ONLY = Set.of("id", "version", "createdAt", "updatedAt");
    private static final Set<String> WRITABLE = Set.of("name", "fields");

    /**
     * Reads a body of POST or PATCH /templates.
     *
     * @param now what {@code "now"} means in a seeded generation: the time when the template is saved
     * @throws ApiException validation_error that names what is wrong
     */
    public static TemplateDraft parse(Map<?, ?> json, Instant now) {
        for (Object key : json.keySet()) {
            if (!WRITABLE.contains(key) && !READ_ONLY.contains(key)) {
                throw ApiException.validation("unknown property '" + key + "' of a template; a template has name and fields");
            }
        }
        Optional<String> name = json.containsKey("name") ? Optional.of(name(json.get("name"))) : Optional.empty();
        Optional<List<TemplateField>> fields = json.containsKey("fields") ? Optional.of(fields(json.get("fields"), now))
                : Optional.empty();
        return new TemplateDraft(name, fields);
    }

    /** The names of all types of fields, sorted. */
    public static Set<String> fieldTypes() {
        return FieldTypes.names();
    }

    /**
     * This draft, if it has both parts.
     *
     * @throws ApiException validation_error if one is missing
     */
    public TemplateDraft complete() {
        if (name.isEmpty()) {
            throw ApiException.validation("a template needs a name");
        }
        if (fields.isEmpty()) {
            throw ApiException.validation("a template needs fields: [{\"name\":\"...\",\"type\":\"...\",\"options\":{}}]");
        }
        return this;
    }

    private static String name(Object value) {
        if (value instanceof String name && !name.isBlank()) {
            return name;
        }
        throw ApiException.validation("the name of a template must be a non-empty string, not " + value);
    }

    private static List<TemplateField> fields(Object value, Instant now) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw ApiException.validation("the fields of a template must be a non-empty array of {name, type, options}");
        }
        List<TemplateField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            TemplateField field = field(list.get(i), i, now);
            if (!names.add(field.name())) {
                throw ApiException.invalidField(field.name(), "the name is used twice");
            }
            fields.add(field);
        }
        return fields;
    }

    private static TemplateField field(Object value, int index, Instant now) {
        if (!(value instanceof Map<?, ?> json)) {
            throw ApiException.validation("fields[" + index + "] must be an object {name, type, options}, not " + value);
        }
        if (!(json.get("name") instanceof String name) || name.isBlank()) {
            throw ApiException.validation("fields[" + index + "] needs a name");
        }
        if (!(json.get("type") instanceof String type)) {
            throw ApiException.invalidField(name, "it needs a type");
        }
        Map<String, Object> options = new LinkedHashMap<>();
        Object given = json.get("options");
        if (given instanceof Map<?, ?> map) {
            map.forEach((key, option) -> options.put(String.valueOf(key), option));
        } else if (given != null) {
            throw ApiException.invalidField(name, "options must be an object, not " + given);
        }
        if (FieldTypes.named(name, type).sensitive()) {
            options.putIfAbsent("sensitive", true);
        }
        TemplateField field = new TemplateField(name, type, options);
        FieldTypes.check(field, now);
        return field;
    }
}
