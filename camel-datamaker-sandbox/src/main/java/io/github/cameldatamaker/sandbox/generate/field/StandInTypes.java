package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stand-ins for what the sandbox cannot do: it runs no Python and calls no API. {@code sandbox_value} sets the value of such a
 * field. Without it, the value names the field and the row.
 */
final class StandInTypes {

    private static final Set<String> OPTIONS = Set.of("sandbox_value");

    private StandInTypes() {
    }

    static List<FieldType> types() {
        return List.of(of("python", OPTIONS, StandInTypes::python), of("api_response", OPTIONS, StandInTypes::apiResponse));
    }

    private static FieldValues python(FieldOptions options) {
        if (options.has("sandbox_value")) {
            Object constant = options.get("sandbox_value");
            return row -> constant;
        }
        return row -> "python:" + options.field() + ":" + row.number();
    }

    private static FieldValues apiResponse(FieldOptions options) {
        if (options.has("sandbox_value")) {
            Object constant = options.get("sandbox_value");
            return row -> constant;
        }
        return row -> {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("status", 200L);
            response.put("field", options.field());
            response.put("row", row.number());
            return response;
        };
    }
}
