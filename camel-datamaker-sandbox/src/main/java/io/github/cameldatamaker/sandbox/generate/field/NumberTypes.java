package io.github.cameldatamaker.sandbox.generate.field;

import static io.github.cameldatamaker.sandbox.generate.field.FieldType.of;

import io.github.cameldatamaker.sandbox.generate.row.FieldValues;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Numbers and booleans. Decimals keep their closing zeros: 12.30. */
final class NumberTypes {

    private static final int FLOAT_DECIMALS = 6;
    private static final int MOST_DECIMALS = 12;

    private NumberTypes() {
    }

    static List<FieldType> types() {
        return List.of(
                of("number", Range.OPTIONS, NumberTypes::number),
                of("float", with(Range.OPTIONS, "decimals"), NumberTypes::decimal),
                of("currency", Range.OPTIONS, options -> scaled(options, 2, 1, 1000)),
                of("boolean", Set.of("probability"), NumberTypes::flag),
                of("sequence", Set.of("start", "step", "prefix", "suffix", "digits"), NumberTypes::sequence),
                FieldType.plain("row_number", row -> row.number()));
    }

    private static Set<String> with(Set<String> options, String another) {
        Set<String> all = new HashSet<>(options);
        all.add(another);
        return Set.copyOf(all);
    }

    private static FieldValues number(FieldOptions options) {
        Range range = Range.of(options, 0, 0, 1000);
        return row -> range.draw(row.random());
    }

    private static FieldValues decimal(FieldOptions options) {
        return scaled(options, options.integer("decimals", FLOAT_DECIMALS, 0, MOST_DECIMALS), 0, 1);
    }

    static FieldValues scaled(FieldOptions options, int scale, long presetMin, long presetMax) {
        Range range = Range.of(options, scale, presetMin, presetMax);
        return row -> BigDecimal.valueOf(range.draw(row.random()), scale);
    }

    private static FieldValues flag(FieldOptions options) {
        double probability = options.real("probability", 0.5);
        if (probability < 0 || probability > 1) {
            throw options.wrong("probability", "between 0 and 1");
        }
        return row -> row.random().nextDouble() < probability;
    }

    // A text such as C000001 if it has a prefix, a suffix or digits, else a number.
    private static FieldValues sequence(FieldOptions options) {
        long start = options.integer("start", 1);
        long step = options.integer("step", 1);
        String prefix = options.text("prefix", "");
        String suffix = options.text("suffix", "");
        int digits = options.integer("digits", 0, 0, 18);
        if (prefix.isEmpty() && suffix.isEmpty() && digits == 0) {
            return row -> start + (row.number() - 1) * step;
        }
        return row -> {
            StringBuilder text = new StringBuilder(32).append(prefix).append(start + (row.number() - 1) * step);
            int missing = digits - (text.length() - prefix.length());
            return text.insert(prefix.length(), "0".repeat(Math.max(0, missing))).append(suffix).toString();
        };
    }
}
