package io.github.cameldatamaker.sandbox.console;

/** How values become text of a page: a long one is cut, with a note, unless it is wrapped in {@link Whole}. */
final class Shown {

    /** How many characters of a value a page shows. */
    static final int MOST = 2000;

    /** A text that is shown uncut: one that is edited, or whose length has another bound. */
    record Whole(String text) {
    }

    private Shown() {
    }

    static String text(Object value) {
        return value instanceof Whole whole ? whole.text() : cut(String.valueOf(value), MOST);
    }

    /** The first characters, and a note of how many there are if there are more. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "… (the first " + end + " of " + text.length() + " characters)";
    }
}
