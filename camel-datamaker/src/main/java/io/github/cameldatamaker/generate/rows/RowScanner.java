package io.github.cameldatamaker.generate.rows;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Finds the values of a JSON object without making them. It accepts only what Jackson accepts too, and leaves whatever is broken
 * or rare to Jackson, so that errors are always Jackson's.
 */
final class RowScanner {

    /** The bytes end within the object. */
    static final int PART = -1;
    /** The object is broken, or so rare that Jackson reads it. */
    static final int REFUSED = -2;

    /** So that offsets fit into a char. */
    private static final int LONGEST_ROW = Character.MAX_VALUE;
    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 100;
    /** Larger exponents may be too large for a BigDecimal. */
    private static final int DIGITS_OF_EXPONENT = 3;
    /** The last decimal that BigDecimal writes without an exponent has six digits behind the point. */
    private static final byte[] SMALL = Utf8.bytes("0.000000");
    private static final byte[] TRUE = Utf8.bytes("true");
    private static final byte[] FALSE = Utf8.bytes("false");
    private static final byte[] NULL = Utf8.bytes("null");

    private static final long QUOTES = EightBytes.all('"');
    private static final long BACKSLASHES = EightBytes.all('\\');

    private final RowDecoder decoder = new RowDecoder();
    private byte[] bytes = {};
    private int start;
    private int behind;
    private int end;
    /** The offsets where each value of the last object begins and ends, if it has the form. */
    private char[] places = {};
    private boolean hasForm;
    /** Whether Jackson would write the last object as the same bytes. */
    private boolean isPlain;

    /**
     * Reads the object that begins at an index.
     *
     * @param  to   where the bytes end for now
     * @param  form that it probably has; null if none is known
     * @return      the index behind it; {@link #PART} or {@link #REFUSED}
     */
    int scan(byte[] json, int from, int to, @Nullable RowForm form) {
        bytes = json;
        start = from;
        end = to;
        hasForm = form != null;
        isPlain = true;
        if (form != null && places.length != 2 * form.keys().size()) {
            places = new char[2 * form.keys().size()];
        }
        behind = object(from, form, from, 0);
        return (behind == PART ? to : behind) - from > LONGEST_ROW ? REFUSED : behind;
    }

    /** Whether the last object and the objects inside it have the expected keys. */
    boolean hasForm() {
        return hasForm;
    }

    /** The bytes of the last object. */
    byte[] bytes() {
        return Arrays.copyOfRange(bytes, start, behind);
    }

    /** The text of the last object, which has this form. */
    JsonRowText text(RowForm form) {
        return new JsonRowText(form, bytes(), places.clone(), isPlain);
    }

    /** The values of the last object, which has this form. */
    @Nullable
    Object[] values(RowForm form) {
        @Nullable
        Object[] values = new Object[form.keys().size()];
        JsonValues made = new JsonValues(bytes, decoder);
        for (int place = 0; place < values.length; place++) {
            values[place] = made.value(start + places[2 * place], start + places[2 * place + 1], form.inside(place));
        }
        return values;
    }

    /** @param row where the row begins; negative for an object inside it, whose places do not matter */
    private int object(int from, @Nullable RowForm form, int row, int depth) {
        int at = space(from + 1);
        if (at == end) {
            return PART;
        }
        if (bytes[at] == '}') {
            // Inside a row it has no key twice, which is all that matters there.
            hasForm &= row < 0;
            return at + 1;
        }
        int place = 0;
        while (true) {
            at = key(at, form, place);
            if (at < 0) {
                return at;
            }
            int begin = at;
            at = value(at, form == null || !hasForm ? null : form.inside(place), depth);
            if (at < 0) {
                return at;
            }
            if (row >= 0 && hasForm) {
                places[2 * place] = (char) (begin - row);
                places[2 * place + 1] = (char) (at - row);
            }
            place++;
            at = space(at);
            if (at == end) {
                return PART;
            }
            if (bytes[at] == '}') {
                hasForm &= form != null && place == form.keys().size();
                return at + 1;
            }
            if (bytes[at] != ',') {
                return REFUSED;
            }
            at = space(at + 1);
        }
    }

    /** Returns the index of the value behind the key. */
    private int key(int from, @Nullable RowForm form, int place) {
        int at = from;
        byte[] expected = form == null ? null : form.quoted(place);
        if (expected != null && at + expected.length <= end
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length)) {
            at += expected.length;
        } else {
            hasForm = false;
            if (at == end) {
                return PART;
            }
            at = bytes[at] == '"' ? string(at) : REFUSED;
            if (at < 0) {
                return at;
            }
        }
        at = space(at);
        if (at == end) {
            return PART;
        }
        return bytes[at] == ':' ? space(at + 1) : REFUSED;
    }

    private int value(int at, @Nullable RowForm form, int depth) {
        if (at == end) {
            return PART;
        }
        if (depth == DEEPEST) {
            return REFUSED;
        }
        return switch (bytes[at]) {
            case '"' -> string(at);
            case '{' -> object(at, form, -1, depth + 1);
            case '[' -> array(at, form, depth + 1);
            case 't' -> word(at, TRUE);
            case 'f' -> word(at, FALSE);
            case 'n' -> word(at, NULL);
            default -> number(at);
        };
    }

    private int array(int from, @Nullable RowForm form, int depth) {
        int at = space(from + 1);
        if (at < end && bytes[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(at, form, depth);
            if (at < 0) {
                return at;
            }
            at = space(at);
            if (at == end) {
                return PART;
            }
            if (bytes[at] == ']') {
                return at + 1;
            }
            if (bytes[at] != ',') {
                return REFUSED;
            }
            at = space(at + 1);
        }
    }

    private int word(int at, byte[] word) {
        if (at + word.length > end) {
            return PART;
        }
        return Arrays.equals(bytes, at, at + word.length, word, 0, word.length) ? at + word.length : REFUSED;
    }

    private int number(int from) {
        boolean isNegative = bytes[from] == '-';
        int first = isNegative ? from + 1 : from;
        int at = digits(first);
        // No digit, or more of them behind a zero.
        if (at < end && (at == first || bytes[first] == '0' && at > first + 1)) {
            return REFUSED;
        }
        if (at < end && bytes[at] == '.') {
            int fraction = at + 1;
            at = digits(fraction);
            if (at < end && at == fraction) {
                return REFUSED;
            }
            isPlain &= !startsWith(first, SMALL);
        }
        if (at < end && (bytes[at] | 0x20) == 'e') {
            isPlain = false;
            int exponent = at + 1 < end && (bytes[at + 1] == '-' || bytes[at + 1] == '+') ? at + 2 : at + 1;
            at = digits(exponent);
            if (at < end && (at == exponent || at - exponent > DIGITS_OF_EXPONENT)) {
                return REFUSED;
            }
        }
        // It loses its sign if it is zero.
        isPlain &= !isNegative || first == end || bytes[first] != '0';
        return at - from > LONGEST_NUMBER ? REFUSED : at >= end ? PART : at;
    }

    private boolean startsWith(int at, byte[] start) {
        return at + start.length <= end && Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
    }

    private int digits(int from) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    private int string(int from) {
        int at = from + 1;
        while (true) {
            while (at + Long.BYTES <= end) {
                long eight = EightBytes.at(bytes, at);
                long found = EightBytes.first(eight, QUOTES) | EightBytes.first(eight, BACKSLASHES)
                        | EightBytes.firstControl(eight) | EightBytes.notAscii(eight);
                if (found != 0) {
                    at += EightBytes.index(found);
                    break;
                }
                at += Long.BYTES;
            }
            if (at == end) {
                return PART;
            }
            byte next = bytes[at];
            if (next == '"') {
                return at + 1;
            }
            if (next < 0) {
                int letter = Utf8.lengthOfLetter(bytes, at, end);
                // Jackson may write a letter of four bytes in another way.
                isPlain &= letter < 4;
                at = letter > 0 ? at + letter : at + 4 > end ? PART : REFUSED;
            } else if (next == '\\') {
                isPlain = false;
                at = escaped(at);
            } else {
                at = next < ' ' ? REFUSED : at + 1;
            }
            if (at < 0) {
                return at;
            }
        }
    }

    private int escaped(int backslash) {
        int at = backslash + 1;
        if (at == end) {
            return PART;
        }
        if (bytes[at] != 'u') {
            return "\"\\/bfnrt".indexOf(bytes[at]) < 0 ? REFUSED : at + 1;
        }
        if (at + 5 > end) {
            return PART;
        }
        for (int digit = at + 1; digit < at + 5; digit++) {
            if (bytes[digit] < 0 || Character.digit(bytes[digit], 16) < 0) {
                return REFUSED;
            }
        }
        return at + 5;
    }

    private int space(int from) {
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
            isPlain = false;
        }
        return at;
    }
}
