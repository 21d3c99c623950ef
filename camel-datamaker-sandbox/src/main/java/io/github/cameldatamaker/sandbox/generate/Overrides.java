package io.github.cameldatamaker.sandbox.generate;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.field.FieldTypes;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code overrides} of a generate body do, which the contract leaves open. One that names a field makes it that value in every row;
 * else one that names a {@code parameter} of a field sets what the field declared it for; else {@code country} and
 * {@code locale} set that option on every field whose type has it; one that names nothing is refused.
 */
final class Overrides {

    // Not min, max and the like: a mistyped field's name would change other fields instead of being refused.
    private static final Set<String> OPTIONS = Set.of("country", "locale");

    private final Map<String, Object> constants;
    private final Map<String, Object> options;

    private Overrides(Map<String, Object> constants, Map<String, Object> options) {
        this.constants = constants;
        this.options = options;
    }

    static Overrides of(String templateId, List<TemplateField> fields, Map<String, Object> overrides) {
        Map<String, Object> constants = new LinkedHashMap<>();
        Map<String, Object> options = new LinkedHashMap<>();
        overrides.forEach((name, value) -> {
            if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                constants.put(name, value);
            } else if (fields.stream().anyMatch(field -> optionFor(field, name).isPresent())) {
                options.put(name, value);
            } else {
                throw ApiException.validation("override '" + name + "' names no field of template '" + templateId
                        + "', and is neither a parameter nor country or locale of one; its fields are "
                        + String.join(", ", fields.stream().map(TemplateField::name).toList()));
            }
        });
        return new Overrides(constants, options);
    }

    /** What takes the place of the field's own values. */
    Optional<FieldValues> constant(String field) {
        if (!constants.containsKey(field)) {
            return Optional.empty();
        }
        Object constant = constants.get(field);
        return Optional.of(row -> constant);
    }

    /** The field with its options overridden. */
    TemplateField apply(TemplateField field) {
        Map<String, Object> overridden = new LinkedHashMap<>(field.options());
        options.forEach((name, value) -> optionFor(field, name).ifPresent(option -> {
            overridden.put(option, value);
            if (option.equals("locale")) {
                overridden.remove("locale_from");
            }
        }));
        return new TemplateField(field.name(), field.type(), overridden);
    }

    private static Optional<String> optionFor(TemplateField field, String override) {
        if (override.equals(field.options().get("parameter"))) {
            return Optional.of("among");
        }
        boolean has = OPTIONS.contains(override) && FieldTypes.named(field.name(), field.type()).options().contains(override);
        return has ? Optional.of(override) : Optional.empty();
    }
}
