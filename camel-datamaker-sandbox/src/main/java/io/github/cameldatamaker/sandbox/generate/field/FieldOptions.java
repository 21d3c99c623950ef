package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the options of a field. Errors name field, option and value. A number may be a string, because URIs write it so. */
public final class FieldOptions {

    private final TemplateField field;
    private final Instant now;

    /** @param now what {@code "now"} means in the field */
    public FieldOptions(TemplateField field, Instant now) {
        this.field = field;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    String field() {
        return field.name();
    }

    boolean has(String option) {
        return field.options().get(option) != null;
    }

    Object get(String option) {
        return field.options().get(option);
    }

    String text(String option, String preset) {
        Object value = get(option);
        if (value == null) {
            return preset;
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(option, "a string");
    }

    String text(String option) {
        String text = text(option, "");
        if (text.isBlank()) {
            throw invalid("it needs the option '" + option + "'");
        }
        return text;
    }

    long integer(String option, long preset) {
        if (!has(option)) {
            return preset;
        }
        try {
            return number(option).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(option, "an integer");
        }
    }

    /** An integer within bounds. */
    int integer(String option, int preset, int least, int most) {
        long value = integer(option, preset);
        if (value < least || value > most) {
            throw wrong(option, "between " + least + " and " + most);
        }
        return (int) value;
    }

    BigDecimal decimal(String option, BigDecimal preset) {
        return has(option) ? number(option) : preset;
    }

    double real(String option, double preset) {
        return has(option) ? number(option).doubleValue() : preset;
    }

    boolean flag(String option, boolean preset) {
        Object value = get(option);
        if (value == null) {
            return preset;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        if ("true".equals(value) || "false".equals(value)) {
            return value.equals("true");
        }
        throw wrong(option, "true or false");
    }

    /** A non-empty array. */
    List<?> list(String option) {
        if (get(option) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw invalid("it needs the option '" + option + "', a non-empty array");
    }

    /** The entries of an object as options of the same field, so that errors look alike. */
    FieldOptions nested(Map<?, ?> entries) {
        Map<String, Object> options = new LinkedHashMap<>();
        entries.forEach((key, value) -> options.put(String.valueOf(key), value));
        return new FieldOptions(new TemplateField(field.name(), field.type(), options), now);
    }

    private BigDecimal number(String option) {
        Object value = get(option);
        if (value instanceof Number || value instanceof String) {
            try {
                return new BigDecimal(value.toString().trim());
            } catch (NumberFormatException e) {
                throw wrong(option, "a number");
            }
        }
        throw wrong(option, "a number");
    }

    ApiException wrong(String option, String expected) {
        Object value = get(option);
        return invalid(
                "option '" + option + "' must be " + expected + ", not " + (value instanceof String ? "'" + value + "'" : value));
    }

    ApiException invalid(String why) {
        return ApiException.invalidField(field.name(), why);
    }
}
