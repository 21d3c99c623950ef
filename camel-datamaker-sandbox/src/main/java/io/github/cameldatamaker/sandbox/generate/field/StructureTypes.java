package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Fields from given values, from other templates or from each other. */
final class StructureTypes {

    private StructureTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                of("enum", Set.of("values", "weights"), StructureTypes::choice),
                of("constant", Set.of("value"), StructureTypes::constant),
                of("template", Set.of("template_id", "array", "count", "max_depth"), NestedTemplate::values),
                of("reference", Set.of("template_id", "field", "among", "same_row_as", "parameter"), ReferenceField::values),
                of("derived", Set.of("expression", "decimals"), DerivedField::values));
    }

    private static FieldValues constant(FieldOptions options) {
        Object constant = options.get("value");
        return row -> constant;
    }

    private static FieldValues choice(FieldOptions options) {
        Object[] values = options.list("values").toArray();
        if (!options.has("weights")) {
            return row -> values[row.random().nextInt(values.length)];
        }
        double[] upTo = cumulated(options, values.length);
        return row -> {
            double point = row.random().nextDouble() * upTo[upTo.length - 1];
            int found = Arrays.binarySearch(upTo, point);
            return values[Math.min(values.length - 1, found < 0 ? -found - 1 : found + 1)];
        };
    }

    private static double[] cumulated(FieldOptions options, int length) {
        List<?> weights = options.list("weights");
        if (weights.size() != length) {
            throw options.invalid("it has " + length + " values but " + weights.size() + " weights");
        }
        double[] upTo = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            if (!(weights.get(i) instanceof Number weight) || weight.doubleValue() < 0) {
                throw options.invalid("weights must be numbers of at least 0, not " + weights.get(i));
            }
            sum += weight.doubleValue();
            upTo[i] = sum;
        }
        if (sum <= 0) {
            throw options.invalid("weights must not all be 0");
        }
        return upTo;
    }
}
