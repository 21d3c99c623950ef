package io.github.cameldatamaker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a text can have meant that is no constant of an enum. Nothing on a route's class path has this: Camel's own
 * suggestions are a strategy of its catalog without an implementation.
 */
final class NearestName {

    /** A name is near where no more than every third letter is another one. */
    private static final int LETTERS_FOR_ONE_ERROR = 3;

    private NearestName() {
    }

    /** For a message: all names, and which of them was meant if one is near. */
    static String oneOf(Class<?> type, Object text) {
        return "one of " + all(type) + of(type, String.valueOf(text)).map(name -> "; did you mean " + name + "?").orElse("");
    }

    static String all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    }

    static Optional<String> of(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString)
                .filter(name -> distance(name, text) <= Math.max(name.length(), text.length()) / LETTERS_FOR_ONE_ERROR)
                .min(Comparator.comparingInt(name -> distance(name, text)));
    }

    /** How many letters to add, remove or replace (Levenshtein), whatever their case. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] before = new int[b.length() + 1];
        Arrays.setAll(before, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[b.length()];
    }
}
