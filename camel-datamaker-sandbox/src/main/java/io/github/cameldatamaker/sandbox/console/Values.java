package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.http.Answers;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How values of rows and answers are written on a page. */
final class Values {

    private Values() {
    }

    /** A cell of a table of rows. A short one is shown in one line. */
    static Map<String, Object> cell(Object value) {
        String text = text(value);
        return Map.of("text", text, "long", text.length() > 40);
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value == null ? "" : value instanceof Map || value instanceof List ? json(value) : value.toString();
    }

    static String json(Object value) {
        return new String(Answers.bytes(value), StandardCharsets.UTF_8);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
