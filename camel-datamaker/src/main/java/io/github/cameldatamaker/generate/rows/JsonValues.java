package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.json.JsonArray;
import io.github.cameldatamaker.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Makes the values of JSON that {@link RowScanner} has accepted: the same as {@link RowMaps} makes. */
final class JsonValues {

    /** So many digits always fit into a long. */
    private static final int MOST_DIGITS = 18;

    private final byte[] json;
    private final @Nullable RowDecoder decoder;
    private int at;

    /** @param decoder makes text faster; null if several threads make the values of the row */
    JsonValues(byte[] json, @Nullable RowDecoder decoder) {
        this.json = json;
        this.decoder = decoder;
    }

    /** @param form of the objects inside the value, if there are any */
    @Nullable
    Object value(int from, int to, @Nullable RowForm form) {
        byte first = json[from];
        if (first == '{' || first == '[') {
            at = from;
            return next(form);
        }
        return scalar(from, to);
    }

    private @Nullable Object scalar(int from, int to) {
        return switch (json[from]) {
            case '"' -> string(from + 1, to - 1);
            case 't' -> Boolean.TRUE;
            case 'f' -> Boolean.FALSE;
            case 'n' -> null;
            default -> number(from, to);
        };
    }

    private String string(int from, int to) {
        String text = text(from, to);
        int backslash = text.indexOf('\\');
        return backslash < 0 ? text : unescaped(text, backslash);
    }

    private String text(int from, int to) {
        if (decoder == null) {
            return new String(json, from, to - from, StandardCharsets.UTF_8);
        }
        try {
            return decoder.text(json, from, to);
        } catch (CharConversionException e) {
            throw new UncheckedIOException("Malformed UTF-8 was accepted", e);
        }
    }

    private static String unescaped(String text, int first) {
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        for (int at = first; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\\') {
                at++;
                letter = text.charAt(at);
                if (letter == 'u') {
                    letter = (char) Integer.parseInt(text, at + 1, at + 5, 16);
                    at += 4;
                } else {
                    letter = switch (letter) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        default -> letter;
                    };
                }
            }
            plain.append(letter);
        }
        return plain.toString();
    }

    private Number number(int from, int to) {
        boolean isNegative = json[from] == '-';
        int point = -1;
        long digits = 0;
        for (int at = isNegative ? from + 1 : from; at < to; at++) {
            byte next = json[at];
            if (to - from > MOST_DIGITS || next == 'e' || next == 'E') {
                return longNumber(new String(json, from, to - from, StandardCharsets.ISO_8859_1));
            }
            if (next == '.') {
                point = at;
            } else {
                digits = 10 * digits + next - '0';
            }
        }
        long value = isNegative ? -digits : digits;
        return point < 0 ? smallest(value) : BigDecimal.valueOf(value, to - point - 1);
    }

    private static Number longNumber(String text) {
        if (text.chars().anyMatch(letter -> letter == '.' || letter == 'e' || letter == 'E')) {
            return new BigDecimal(text);
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() < Long.SIZE ? smallest(value.longValue()) : value;
    }

    private static Number smallest(long value) {
        // Without a block the compiler would make a Long of both.
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    private @Nullable Object next(@Nullable RowForm form) {
        byte first = json[at];
        if (first == '{') {
            return object(form);
        }
        return first == '[' ? array(form) : scalar(at, end(first));
    }

    private Map<String, Object> object(@Nullable RowForm form) {
        at++;
        if (space() == '}') {
            at++;
            return new JsonObject();
        }
        RowKeys keys = form.keys();
        @Nullable
        Object[] values = new Object[keys.size()];
        for (int place = 0; place < values.length; place++) {
            space();
            at += form.quoted(place).length;
            space();
            at++;
            space();
            values[place] = next(form.inside(place));
            // A comma, or the end of the object.
            space();
            at++;
        }
        return new RowMap(keys, values);
    }

    private List<Object> array(@Nullable RowForm form) {
        List<Object> array = new JsonArray();
        at++;
        boolean isEnded = space() == ']';
        while (!isEnded) {
            space();
            array.add(next(form));
            isEnded = space() == ']';
            if (!isEnded) {
                at++;
            }
        }
        at++;
        return array;
    }

    /** Moves behind the scalar. */
    private int end(byte first) {
        at++;
        if (first == '"') {
            while (json[at] != '"') {
                at += json[at] == '\\' ? 2 : 1;
            }
            at++;
        } else {
            while (!endsWord(json[at])) {
                at++;
            }
        }
        return at;
    }

    private static boolean endsWord(byte next) {
        return next <= ' ' || next == ',' || next == '}' || next == ']';
    }

    /** Moves to the next byte that is no space, and returns it. */
    private byte space() {
        while (json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return json[at];
    }
}
