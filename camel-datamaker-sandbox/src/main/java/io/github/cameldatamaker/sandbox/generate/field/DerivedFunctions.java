package io.github.cameldatamaker.sandbox.generate.field;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The functions of derived fields: {@code sum(lines, "amount")}, {@code round(price * 1.19, 2)}, {@code upper(name)}. */
public final class DerivedFunctions {

    private DerivedFunctions() {
    }

    /** The sum of a field over nested rows. */
    public static BigDecimal sum(List<?> rows, String field) {
        return rows.stream().map(row -> decimal(((Map<?, ?>) row).get(field))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The number with that many decimals, rounded half up. It keeps closing zeros: 12.30. */
    public static BigDecimal round(Object number, int decimals) {
        return decimal(number).setScale(decimals, RoundingMode.HALF_UP);
    }

    public static String upper(Object text) {
        return String.valueOf(text).toUpperCase(Locale.ROOT);
    }

    public static String lower(Object text) {
        return String.valueOf(text).toLowerCase(Locale.ROOT);
    }

    /** All arguments in one text. */
    public static String concat(Object... parts) {
        return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining());
    }

    /** The first characters of a text. */
    public static String left(Object text, int length) {
        String whole = String.valueOf(text);
        return whole.substring(0, Math.min(length, whole.length()));
    }

    /** The number with leading zeros. */
    public static String pad(Object number, int digits) {
        String text = String.valueOf(number);
        return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
    }

    private static BigDecimal decimal(Object number) {
        return number == null ? BigDecimal.ZERO : new BigDecimal(number.toString());
    }
}
