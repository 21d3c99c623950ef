package io.github.cameldatamaker.client;

/**
 * A text that no message may show.
 */
final class Secret {

    /** So few characters reveal nothing. */
    static final int HARMLESS = 8;

    private final String text;
    /** A part with this many characters is secret too. */
    private final int part;

    Secret(String text) {
        this.text = text;
        this.part = Math.min(text.length(), Math.max(HARMLESS, text.length() / 2));
    }

    /** How many characters from there on belong to the secret; 0 if they are too few to reveal anything. */
    int shared(String other, int from) {
        if (other.length() - from < part) {
            return 0;
        }
        int longest = 0;
        for (int start = 0; start + part <= text.length(); start++) {
            int length = 0;
            while (start + length < text.length() && from + length < other.length()
                    && text.charAt(start + length) == other.charAt(from + length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest < part ? 0 : longest;
    }
}
