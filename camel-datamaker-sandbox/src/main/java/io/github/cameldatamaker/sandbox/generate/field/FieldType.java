package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.FieldValues;
import io.github.cameldatamaker.sandbox.generate.Generation;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A type of field.
 *
 * @param name      as templates write it, in snake_case
 * @param sensitive whether {@code options.sensitive} is preset
 * @param options   the options it reads; others are kept in the template and ignored
 * @param compiler  reads the options, once a generation, and makes the values
 */
public record FieldType(String name, boolean sensitive, Set<String> options, BiFunction<FieldOptions, Generation, FieldValues> compiler) {

    static FieldType of(String name, Set<String> options, BiFunction<FieldOptions, Generation, FieldValues> compiler) {
        return new FieldType(name, false, options, compiler);
    }

    /** A type without options. */
    static FieldType plain(String name, FieldValues values) {
        return new FieldType(name, false, Set.of(), (options, generation) -> values);
    }

    /** A type whose values depend on the locale and on nothing else. */
    static FieldType localized(String name, BiFunction<FieldOptions, Generation, FieldValues> compiler) {
        return new FieldType(name, false, LocaleChoice.OPTIONS, compiler);
    }

    FieldType asSensitive() {
        return new FieldType(name, true, options, compiler);
    }

    /**
     * Makes the values of a field of this type.
     *
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error that names the field and the option
     */
    public FieldValues compile(FieldOptions fieldOptions, Generation generation) {
        return compiler.apply(fieldOptions, generation);
    }
}
