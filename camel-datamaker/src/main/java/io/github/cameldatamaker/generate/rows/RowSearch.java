package io.github.cameldatamaker.generate.rows;

/**
 * Finds the characters at which a row, or a value of it, may end. A row may come in several parts, one search after the other.
 * It looks at eight bytes at a time. Byte by byte, rows as String take 1.3 times as long in json and twice in csv (types-json,
 * types-csv).
 */
final class RowSearch {

    private static final long QUOTES = EightBytes.all('"');
    private static final long BACKSLASHES = EightBytes.all('\\');
    private static final long COMMAS = EightBytes.all(',');
    /** In ASCII it makes of a square bracket the curly one. */
    private static final long LOWER_CASE = EightBytes.all(' ');
    private static final long OPENING = EightBytes.all('{');
    private static final long CLOSING = EightBytes.all('}');

    private int commas;
    private boolean isInString;

    /** These ASCII characters, for {@link #oneOf}. */
    static boolean[] among(String characters) {
        boolean[] these = new boolean[256];
        characters.chars().forEach(character -> these[character] = true);
        return these;
    }

    /** The index of the next byte that is one of these; the end if there is none. */
    static int oneOf(boolean[] these, byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && !these[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** The index of the next quote or backslash; the end if there is none. */
    static int quoteOrBackslash(byte[] bytes, int from, int end) {
        int at = from;
        long found = 0;
        while (found == 0 && at + Long.BYTES <= end) {
            long eight = EightBytes.at(bytes, at);
            found = EightBytes.first(eight, QUOTES) | EightBytes.first(eight, BACKSLASHES);
            at += found == 0 ? Long.BYTES : EightBytes.index(found);
        }
        while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The next {@link #bracket} is looked for from the outside of strings on. */
    void leaveString() {
        isInString = false;
    }

    /**
     * The index of the next bracket of JSON outside of strings. If there is none, where to continue: at the end, or one behind
     * it, because the byte behind a backslash does not count.
     */
    int bracket(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end) {
            at = withoutBrackets(bytes, at, end);
            int few = Math.min(at + Long.BYTES, end);
            while (at < few) {
                byte next = bytes[at];
                if (next == '"') {
                    isInString = !isInString;
                } else if (isInString) {
                    at += next == '\\' ? 1 : 0;
                } else if (isBracket(next)) {
                    return at;
                }
                at++;
            }
        }
        return at;
    }

    private static boolean isBracket(byte next) {
        return next == '{' || next == '}' || next == '[' || next == ']';
    }

    /** The index of the next bracket outside of strings, or of eight bytes with a backslash, or of fewer than eight bytes. */
    private int withoutBrackets(byte[] bytes, int from, int end) {
        int last = end - Long.BYTES;
        long inside = isInString ? EightBytes.marked() : 0;
        int at = from;
        for (; at <= last; at += Long.BYTES) {
            long eight = EightBytes.at(bytes, at);
            // Marks each byte that has an odd number of quotes up to it.
            long odd = EightBytes.each(eight, QUOTES);
            odd ^= odd << 8;
            odd ^= odd << 16;
            odd ^= odd << 32;
            long brackets = EightBytes.each(eight | LOWER_CASE, OPENING) | EightBytes.each(eight | LOWER_CASE, CLOSING);
            long backslash = EightBytes.first(eight, BACKSLASHES);
            long outside = brackets & ~(odd ^ inside);
            if ((backslash | outside) != 0) {
                if (backslash == 0) {
                    at += EightBytes.index(outside);
                    inside = 0;
                }
                break;
            }
            // The last byte tells where the next ones begin.
            inside ^= odd < 0 ? EightBytes.marked() : 0;
        }
        isInString = inside != 0;
        return at;
    }

    /** Counts {@link #commas} from 0 on. */
    void startRow() {
        commas = 0;
    }

    /** The index of the next quote, CR or LF; the end if there is none. It counts the commas on the way. */
    int quoteOrLineEnd(byte[] bytes, int from, int end) {
        int at = countCommas(bytes, from, end);
        while (at < end && bytes[at] != '"' && bytes[at] != '\n' && bytes[at] != '\r') {
            commas += bytes[at] == ',' ? 1 : 0;
            at = countCommas(bytes, at + 1, end);
        }
        return at;
    }

    /** Counts up to the next quote or control character, or until fewer than eight bytes are left. */
    private int countCommas(byte[] bytes, int from, int end) {
        int last = end - Long.BYTES;
        int at = from;
        int passed = 0;
        while (at <= last) {
            long eight = EightBytes.at(bytes, at);
            long found = EightBytes.first(eight, QUOTES) | EightBytes.firstControl(eight);
            long comma = EightBytes.each(eight, COMMAS);
            if (found != 0) {
                passed += Long.bitCount(comma & Long.lowestOneBit(found) - 1);
                at += EightBytes.index(found);
                break;
            }
            passed += Long.bitCount(comma);
            at += Long.BYTES;
        }
        commas += passed;
        return at;
    }

    /** The number of commas that {@link #quoteOrLineEnd} has passed in this row. */
    int commas() {
        return commas;
    }
}
