package io.github.cameldatamaker.option;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the name that a wrong text may have meant, among the constants of an enum or other names. Camel's own suggestions are a
 * strategy of its catalog without an implementation.
 */
public final class NearestName {

    /** A name is near if at most every third letter differs. */
    private static final int LETTERS_FOR_ONE_ERROR = 3;

    private NearestName() {
    }

    /** For a message: all names, and the nearest one if there is one. */
    public static String oneOf(Class<?> type, Object text) {
        return "one of " + all(type) + of(type, String.valueOf(text)).map(name -> "; did you mean " + name + "?").orElse("");
    }

    public static String all(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    }

    public static Optional<String> of(Class<?> type, String text) {
        return of(Arrays.stream(type.getEnumConstants()).map(Object::toString).toList(), text);
    }

    public static Optional<String> of(Collection<String> names, String text) {
        return names.stream()
                .filter(name -> isNear(name, text))
                .min(Comparator.comparingInt(name -> distance(name, text)));
    }

    private static boolean isNear(String name, String text) {
        int errors = Math.max(name.length(), text.length()) / LETTERS_FOR_ONE_ERROR;
        // A much longer text, as in a header, is not compared letter by letter.
        return Math.abs(name.length() - text.length()) <= errors && distance(name, text) <= errors;
    }

    /** The number of letters to add, remove, replace or swap with a neighbour (Damerau and Levenshtein), ignoring case. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] errors = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(errors[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            errors[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = errors[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                errors[i][j] = Math.min(replaced, Math.min(errors[i - 1][j], errors[i][j - 1]) + 1);
                if (isSwap(a, i, b, j)) {
                    errors[i][j] = Math.min(errors[i][j], errors[i - 2][j - 2] + 1);
                }
            }
        }
        return errors[a.length()][b.length()];
    }

    private static boolean isSwap(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
