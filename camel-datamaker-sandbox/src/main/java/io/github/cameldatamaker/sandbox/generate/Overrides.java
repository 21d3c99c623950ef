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
 * The {@code overrides} of a generate body. The contract does not say what they do. Here the name of a field sets that field to
 * the value in every row. Else the name of a field's {@code parameter} sets how many rows the field refers to. Else
 * {@code country} and {@code locale} set that option on every field whose type has it. Any other name is refused.
 */
final class Overrides {

    // Not min, max and others: a field's name with a typo would change other fields instead of being refused.
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
                throw ApiException.validation("override '" + name + "' is not a field of template '" + templateId
                        + "', nor a parameter, country or locale of one; the fields are "
                        + String.join(", ", fields.stream().map(TemplateField::name).toList()));
            }
        });
        return new Overrides(constants, options);
    }

    /** The value that replaces the field's own values. */
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
