package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import java.util.Set;
import java.util.function.Function;

/**
 * A type of field.
 *
 * @param name      as templates write it, in snake_case
 * @param sensitive whether the option {@code sensitive} is preset to true
 * @param options   the options that this type reads; others are kept in the template and ignored
 * @param compiler  reads the options, once for each generation, and prepares the values
 */
public record FieldType(String name, boolean sensitive, Set<String> options, Function<FieldOptions, FieldValues> compiler) {

    static FieldType of(String name, Set<String> options, Function<FieldOptions, FieldValues> compiler) {
        return new FieldType(name, false, options, compiler);
    }

    /** A type without options. */
    static FieldType plain(String name, FieldValues values) {
        return new FieldType(name, false, Set.of(), options -> values);
    }

    /** A type whose only options are those of the locale. */
    static FieldType localized(String name, Function<LocaleChoice, FieldValues> compiler) {
        return new FieldType(name, false, LocaleChoice.OPTIONS, options -> compiler.apply(LocaleChoice.of(options)));
    }

    /** A type that picks one of Datafaker's words under that key, in the language of the field. */
    static FieldType words(String name, String key) {
        return localized(name, locale -> locale.pick(key));
    }

    FieldType asSensitive() {
        return new FieldType(name, true, options, compiler);
    }

    /**
     * Prepares the values of a field of this type.
     *
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error that names the field and the option
     */
    public FieldValues values(FieldOptions fieldOptions) {
        return compiler.apply(fieldOptions);
    }
}
