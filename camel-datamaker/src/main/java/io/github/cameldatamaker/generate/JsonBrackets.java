package io.github.cameldatamaker.generate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the brackets of a JSON document while its bytes pass, to detect a cut document without parsing. It takes eight bytes at
 * a time. Whether the number of quotes before a bracket is odd shows whether it is inside a string.
 */
final class JsonBrackets {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x80 * ONES;
    private static final long OTHER_BITS = 0x7f * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    /** Makes a capital letter small. It turns [ \ ] into { | }. */
    private static final long SMALL = 0x20 * ONES;
    /** Added to a byte, it sets the highest bit from { on. */
    private static final long FROM_BRACKETS = (0x80 - '{') * ONES;
    /** The same behind }. */
    private static final long BEHIND_BRACKETS = (0x7f - '}') * ONES;
    /** The four brackets of ASCII differ in these bits only. */
    private static final int BRACKET_BITS = 0x26;
    private static final long NOT_BRACKET_BITS = (0x7f & ~BRACKET_BITS) * ONES;
    private static final long BRACKETS = ('[' & ~BRACKET_BITS) * ONES;
    /** Shifted left this far, the bit that only opening brackets have is a byte's highest bit. */
    private static final int OPENING_BIT = 6;
    /** The same for closing brackets. */
    private static final int CLOSING_BIT = 5;

    private long depth;
    private boolean inString;
    private boolean escaped;
    private int first = -1;
    private int last = -1;

    /** The next bytes, in a charset that contains ASCII. */
    void note(byte[] buffer, int offset, int count) {
        noteEnds(buffer, offset, count);
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (!escaped) {
                at = countEights(buffer, at, end);
            }
            int next = Math.min(at + Long.BYTES, end);
            while (at < next) {
                count(buffer[at++]);
            }
        }
    }

    /** Counts up to the first backslash that matters. An addition to bytes of ASCII carries nothing into the next byte. */
    private int countEights(byte[] bytes, int from, int end) {
        int at = from;
        int change = 0;
        // The highest bit of each byte shows the number of bytes that are no quotes. Eight more or less do not make it odd.
        long others = inString ? 0x80 : 0;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long ascii = eight & OTHER_BITS;
            long small = ascii | SMALL;
            long noQuotes = (ascii ^ QUOTES) + OTHER_BITS | eight;
            if ((small + FROM_BRACKETS & ~(small + BEHIND_BRACKETS) & HIGHEST_BITS) != 0) {
                long quotes = ~noQuotes & HIGHEST_BITS;
                if (escapes(eight, quotes)) {
                    break;
                }
                change += change(eight, quotes, isOdd(others));
            }
            others ^= noQuotes;
        }
        depth += change;
        inString = isOdd(others);
        return at;
    }

    private static boolean isOdd(long marks) {
        return (Long.bitCount(marks & HIGHEST_BITS) & 1) != 0;
    }

    /** Whether a backslash stands before a quote, another backslash, or the next eight bytes. */
    private static boolean escapes(long eight, long quotes) {
        long backslashes = marks(eight, OTHER_BITS, BACKSLASHES);
        return backslashes < 0 || (backslashes << Byte.SIZE & (backslashes | quotes)) != 0;
    }

    /** The highest bit of each byte of ASCII whose bits are those that are wanted. */
    private static long marks(long eight, long bits, long wanted) {
        return ~((eight & bits ^ wanted) + OTHER_BITS | eight) & HIGHEST_BITS;
    }

    /** How many more brackets outside of strings open than close. */
    private static int change(long eight, long quotes, boolean inString) {
        // After the multiplication each byte counts the quotes up to it.
        long odd = (quotes >>> 7) * ONES << 7;
        long outside = marks(eight, NOT_BRACKET_BITS, BRACKETS) & (inString ? odd : ~odd);
        long opening = eight << OPENING_BIT;
        long closing = eight << CLOSING_BIT;
        return Long.bitCount(outside & opening & ~closing) - Long.bitCount(outside & closing & ~opening);
    }

    private void count(byte next) {
        if (escaped) {
            escaped = false;
        } else if (inString) {
            escaped = next == '\\';
            inString = next != '"';
        } else {
            switch (next) {
                case '"' -> inString = true;
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                default -> {
                    // Other bytes do not matter.
                }
            }
        }
    }

    private void noteEnds(byte[] buffer, int offset, int count) {
        for (int i = 0; first < 0 && i < count; i++) {
            first = visible(buffer[offset + i]);
        }
        for (int i = count - 1; i >= 0; i--) {
            int visible = visible(buffer[offset + i]);
            if (visible >= 0) {
                last = visible;
                return;
            }
        }
    }

    private static int visible(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t' ? -1 : b & 0xff;
    }

    /** Whether this cannot be the start of a document with rows. */
    boolean isBroken() {
        return first >= 0 && (first != '[' && first != '{' || depth < 0 || depth == 0 && !inString && last != ']' && last != '}');
    }

    /** Whether a bracket is open, or none was ever opened. */
    boolean isOpen() {
        return first < 0 || !isBroken() && (depth > 0 || inString);
    }
}
