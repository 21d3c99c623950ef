package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import java.text.Normalizer;
import java.util.Locale;

/** Makes the part of an e-mail address before the @ from a name. It has ASCII letters and digits only. */
final class Mailbox {

    // The letters of the Latin alphabets, because normalizing one takes as long as the rest of a mailbox.
    private static final String[] LATIN = new String[0x250];

    static {
        for (char c = 128; c < LATIN.length; c++) {
            LATIN[c] = transliterated(c);
        }
    }

    private Mailbox() {
    }

    static StringBuilder of(String firstName, String lastName, RowRandom random) {
        int style = random.nextInt(4);
        int number = random.nextInt(1000);
        boolean lastFirst = style == 3;
        StringBuilder mailbox = new StringBuilder(48);
        appendAscii(mailbox, lastFirst ? lastName : firstName);
        int middle = mailbox.length();
        mailbox.append('.');
        appendAscii(mailbox, lastFirst ? firstName : lastName);
        if (middle == 0 || middle + 1 == mailbox.length()) {
            return mailbox.deleteCharAt(middle).insert(0, "user").append(random.nextInt(100_000, 1_000_000));
        }
        if (style == 2) {
            mailbox.delete(1, middle);
        }
        return style == 0 ? mailbox : mailbox.append(number);
    }

    private static void appendAscii(StringBuilder ascii, String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                ascii.append(c);
            } else if (c > 127) {
                ascii.append(c < LATIN.length ? LATIN[c] : transliterated(c));
            }
        }
    }

    private static String transliterated(char c) {
        return switch (c) {
            case 'ä' -> "ae";
            case 'ö', 'ø', 'œ' -> "oe";
            case 'ü' -> "ue";
            case 'ß' -> "ss";
            case 'æ' -> "ae";
            case 'å' -> "aa";
            case 'ł' -> "l";
            case 'đ', 'ð' -> "d";
            case 'þ' -> "th";
            case 'ı' -> "i";
            default ->
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        };
    }
}
