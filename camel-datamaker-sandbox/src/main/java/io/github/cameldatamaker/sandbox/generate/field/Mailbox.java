package io.github.cameldatamaker.sandbox.generate.field;

import io.github.cameldatamaker.sandbox.generate.row.RowRandom;
import java.text.Normalizer;
import java.util.Locale;

/** Makes the part of an e-mail address before the @ from a name. It has ASCII letters and digits only. */
final class Mailbox {

    private Mailbox() {
    }

    static String of(String firstName, String lastName, RowRandom random) {
        String first = ascii(firstName);
        String last = ascii(lastName);
        int style = random.nextInt(4);
        int number = random.nextInt(1000);
        if (first.isEmpty() || last.isEmpty()) {
            return "user" + first + last + random.nextInt(100_000, 1_000_000);
        }
        return switch (style) {
            case 0 -> first + "." + last;
            case 1 -> first + "." + last + number;
            case 2 -> first.charAt(0) + "." + last + number;
            default -> last + "." + first + number;
        };
    }

    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                ascii.append(c);
            } else if (c > 127) {
                ascii.append(transliterated(c));
            }
        }
        return ascii.toString();
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
