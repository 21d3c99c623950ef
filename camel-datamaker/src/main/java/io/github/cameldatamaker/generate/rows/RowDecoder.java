package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.nio.charset.StandardCharsets;

/**
 * Makes text from the UTF-8 of a row. After the first letter that is not ASCII, the JDK continues byte by byte. This class
 * continues in runs of ASCII, which takes a fifth of the time for Latin-1 and less than half otherwise. It leaves rare cases to
 * the JDK. The benchmark types-json shows it: with the JDK alone rows as String take 1.8 times as long.
 * Malformed UTF-8 is an error, because a replacement would look like the service's own text.
 */
final class RowDecoder {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int FIRST_OF_THREE_BYTES = 0x800;

    private byte[] latin1 = {};
    private char[] utf16 = {};

    /** @throws CharConversionException if it is no UTF-8 */
    String text(byte[] utf8, int from, int to) throws CharConversionException {
        int letter = notAscii(utf8, from, to);
        if (letter == to) {
            return new String(utf8, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (latin1.length < to - from) {
            latin1 = new byte[2 * (to - from)];
        }
        int length = 0;
        int ascii = from;
        while (letter < to) {
            if (!isLatin1(utf8, letter, to)) {
                return textOfUtf16(utf8, from, to);
            }
            System.arraycopy(utf8, ascii, latin1, length, letter - ascii);
            length += letter - ascii;
            latin1[length++] = (byte) (utf8[letter] << 6 | utf8[letter + 1] & 0x3f);
            ascii = letter + 2;
            letter = notAscii(utf8, ascii, to);
        }
        System.arraycopy(utf8, ascii, latin1, length, to - ascii);
        return new String(latin1, 0, length + to - ascii, StandardCharsets.ISO_8859_1);
    }

    private String textOfUtf16(byte[] utf8, int from, int to) throws CharConversionException {
        if (utf16.length < to - from) {
            utf16 = new char[2 * (to - from)];
        }
        int length = 0;
        int at = from;
        while (at < to) {
            int letter = notAscii(utf8, at, to);
            length = inflate(utf8, at, letter, length);
            at = letter;
            if (at < to) {
                int bytes = letterOf(utf8, at, to, length++);
                if (bytes == 0) {
                    return textByJdk(utf8, from, to);
                }
                at += bytes;
            }
        }
        return new String(utf16, 0, length);
    }

    private static String textByJdk(byte[] utf8, int from, int to) throws CharConversionException {
        String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        // The text may contain the replacement character itself.
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(utf8, from, to)) {
            throw new CharConversionException("the text is not in the charset UTF-8 that it should have");
        }
        return text;
    }

    /** Whether the bytes are UTF-8. */
    static boolean isUtf8(byte[] utf8, int from, int to) {
        int at = notAscii(utf8, from, to);
        while (at < to) {
            int length = Utf8.lengthOfLetter(utf8, at, to);
            if (length == 0) {
                return false;
            }
            at = notAscii(utf8, at + length, to);
        }
        return true;
    }

    private int inflate(byte[] ascii, int from, int to, int at) {
        char[] inflated = utf16;
        int ahead = at - from;
        for (int i = from; i < to; i++) {
            inflated[i + ahead] = (char) ascii[i];
        }
        return to + ahead;
    }

    // The number of bytes of the letter; 0 for one that is left to the JDK.
    private int letterOf(byte[] utf8, int at, int to, int where) {
        int lead = utf8[at] & 0xff;
        if (lead >= 0xc2 && lead < 0xe0 && continues(utf8, at + 1, to)) {
            utf16[where] = (char) ((lead & 0x1f) << 6 | utf8[at + 1] & 0x3f);
            return 2;
        }
        if (lead >= 0xe0 && lead < 0xf0 && continues(utf8, at + 1, to) && continues(utf8, at + 2, to)) {
            char letter = (char) ((lead & 0xf) << 12 | (utf8[at + 1] & 0x3f) << 6 | utf8[at + 2] & 0x3f);
            utf16[where] = letter;
            return letter < FIRST_OF_THREE_BYTES || Character.isSurrogate(letter) ? 0 : 3;
        }
        return 0;
    }

    // U+0080 to U+00FF: C2 or C3, and one byte that continues it.
    private static boolean isLatin1(byte[] utf8, int letter, int to) {
        return (utf8[letter] & 0xfe) == 0xc2 && continues(utf8, letter + 1, to);
    }

    private static boolean continues(byte[] utf8, int at, int to) {
        return at < to && (utf8[at] & 0xc0) == 0x80;
    }

    /** The index of the next byte that is not ASCII; the end if there is none. */
    private static int notAscii(byte[] utf8, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = EightBytes.notAscii(EightBytes.at(utf8, at));
            if (found != 0) {
                return at + EightBytes.index(found);
            }
        }
        while (at < to && utf8[at] >= 0) {
            at++;
        }
        return at;
    }
}
