package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All types of fields that the sandbox knows. */
public final class FieldTypes {

    private static final Map<String, FieldType> ALL = new TreeMap<>();

    static {
        Stream.of(PersonTypes.types(), AddressTypes.types(), InternetTypes.types(), FinanceTypes.types(), NumberTypes.types(),
                DateTypes.types(), TextTypes.types(), CommerceTypes.types(), StructureTypes.types(), StandInTypes.types())
                .flatMap(List::stream)
                .forEach(type -> ALL.put(type.name(), type));
    }

    private FieldTypes() {
    }

    /**
     * The type of that name.
     *
     * @throws ApiException validation_error that names the field and lists the types
     */
    public static FieldType named(String field, String type) {
        FieldType found = ALL.get(type);
        if (found == null) {
            throw ApiException.invalidField(field,
                    "unknown type '" + type + "'; the types are " + String.join(", ", ALL.keySet()));
        }
        return found;
    }

    /**
     * Checks the options of a field that is to be saved. The templates that it nests or refers to may be saved later.
     *
     * @param now what {@code "now"} means in the field
     * @throws ApiException validation_error that names the field and the option
     */
    public static void check(TemplateField field, Instant now) {
        named(field.name(), field.type()).values(new FieldOptions(field, now));
    }

    /** The names of all types, sorted. */
    public static Set<String> names() {
        return ALL.keySet();
    }
}
