package io.github.cameldatamaker.generate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes text of a row's UTF-8. Behind its first letter that is not ASCII the JDK goes on byte by byte; this goes on in runs of ASCII as
 * long as all is Latin-1, which takes a quarter of the time, and leaves all else, what is no UTF-8 too, to the JDK.
 */
final class RowDecoder {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    private byte[] latin1 = {};

    String text(byte[] utf8, int from, int to) {
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
                return new String(utf8, from, to - from, StandardCharsets.UTF_8);
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

    // U+0080 to U+00FF: C2 or C3, and one byte that continues it.
    private static boolean isLatin1(byte[] utf8, int letter, int to) {
        return (utf8[letter] & 0xfe) == 0xc2 && letter + 1 < to && (utf8[letter + 1] & 0xc0) == 0x80;
    }

    /** Where the next byte is that is not ASCII; the end if there is none. */
    private static int notAscii(byte[] utf8, int from, int to) {
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long found = (long) EIGHT.get(utf8, at) & NOT_ASCII;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < to && utf8[at] >= 0) {
            at++;
        }
        return at;
    }
}
