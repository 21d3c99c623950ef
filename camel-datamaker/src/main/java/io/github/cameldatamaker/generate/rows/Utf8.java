package io.github.cameldatamaker.generate.rows;

import java.nio.charset.StandardCharsets;

/** Looks at UTF-8 that is not decoded. */
final class Utf8 {

    private static final int NONE = 0;

    private Utf8() {
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The number of bytes of the letter at an index, which is not ASCII; 0 if it is malformed or cut. */
    static int lengthOfLetter(byte[] utf8, int at, int end) {
        int lead = utf8[at] & 0xff;
        if (lead >= 0xc2 && lead < 0xe0) {
            return at + 1 < end && continues(utf8[at + 1]) ? 2 : NONE;
        }
        if (lead >= 0xe0 && lead < 0xf0) {
            return at + 2 < end && continues(utf8[at + 1]) && continues(utf8[at + 2]) && isThree(lead, utf8[at + 1] & 0xff)
                    ? 3 : NONE;
        }
        return lead >= 0xf0 && lead < 0xf5 && at + 3 < end && continues(utf8[at + 1]) && continues(utf8[at + 2])
                && continues(utf8[at + 3]) && isFour(lead, utf8[at + 1] & 0xff) ? 4 : NONE;
    }

    // Neither overlong nor half of a surrogate pair.
    private static boolean isThree(int lead, int second) {
        return (lead != 0xe0 || second >= 0xa0) && (lead != 0xed || second < 0xa0);
    }

    // Neither overlong nor behind U+10FFFF.
    private static boolean isFour(int lead, int second) {
        return (lead != 0xf0 || second >= 0x90) && (lead != 0xf4 || second < 0x90);
    }

    private static boolean continues(byte next) {
        return (next & 0xc0) == 0x80;
    }
}
