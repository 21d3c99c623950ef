package io.github.cameldatamaker.sandbox.generate.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of a template with all types. */
public final class EveryType {

    private static final Map<String, Map<String, Object>> NEEDED = Map.of(
            "enum", Map.of("values", List.of("a", "b", "c"), "weights", List.of(1, 2, 3)),
            "constant", Map.of("value", "always"),
            "derived", Map.of("expression", "number * 2"),
            "template", Map.of("template_id", "tmpl_order_line", "array", true, "count", Map.of("min", 1, "max", 2)),
            "reference", Map.of("template_id", "tmpl_customer", "field", "id"),
            "date", Map.of("max", "2025-06-30", "recent_bias", true, "halflife_days", 30),
            "float", Map.of("min", -3, "max", 3, "distribution", "gaussian", "mean", 0, "stddev", 1),
            "currency", Map.of("min", 5, "max", 500, "distribution", "pareto", "alpha", 1.2),
            "iban", Map.of("country", "FR"));

    private EveryType() {
    }

    public static List<Map<String, Object>> fields() {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (String type : FieldTypes.names()) {
            fields.add(Map.of("name", type, "type", type, "options", NEEDED.getOrDefault(type, Map.of())));
        }
        return fields;
    }
}
