package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * The secret of an account. Its text leaves this class only for the {@code Authorization} header.
 */
public final class ApiKey {

    private static final String MASK = "***";
    /** So few characters reveal nothing. */
    private static final int HARMLESS = 8;

    private final String value;
    /** A part of the key with this many characters is masked. */
    private final int secret;

    private ApiKey(String value) {
        this.value = value;
        this.secret = Math.min(value.length(), Math.max(HARMLESS, value.length() / 2));
    }

    /**
     * @throws DataMakerException if the text is blank or contains a character that no HTTP header can carry; the message names
     *                            the position, not the text
     */
    public static ApiKey of(String value) {
        String key = Objects.requireNonNull(value, "apiKey").trim();
        if (key.isEmpty()) {
            throw new DataMakerException("apiKey is empty");
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) > '~') {
                throw new DataMakerException(
                        "apiKey holds a blank, a line break or another character that is not allowed, at position " + (i + 1)
                                + " of " + key.length()
                                + ". Copy it again from Settings, API Keys; in a Camel URI write it as RAW(...)");
            }
        }
        return new ApiKey(key);
    }

    String authorization() {
        return "Bearer " + value;
    }

    /**
     * The text with the key masked, because a proxy may echo a request with its headers. Parts of the key are masked too, because
     * a parser often quotes unreadable text only up to the end of a word.
     */
    String mask(String text) {
        StringBuilder masked = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int shared = shared(text, at);
            masked.append(shared > 0 ? MASK : text.substring(at, at + 1));
            at += Math.max(1, shared);
        }
        return masked.toString();
    }

    /** How many characters from there on belong to the key; 0 if they are too few to reveal anything. */
    private int shared(String text, int from) {
        int longest = 0;
        for (int start = 0; start + secret <= value.length(); start++) {
            int length = 0;
            while (start + length < value.length() && from + length < text.length()
                    && value.charAt(start + length) == text.charAt(from + length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest < secret ? 0 : longest;
    }

    /** The exception itself. If it, or one of its causes, quotes the key, an exception that says the same with the key masked. */
    Throwable mask(Throwable error) {
        if (!quotes(error)) {
            return error;
        }
        Throwable masked = new IOException(mask(error.toString()), error.getCause() == null ? null : mask(error.getCause()));
        masked.setStackTrace(error.getStackTrace());
        return masked;
    }

    private boolean quotes(Throwable error) {
        return !mask(error.toString()).equals(error.toString()) || error.getCause() != null && quotes(error.getCause())
                || Arrays.stream(error.getSuppressed()).anyMatch(this::quotes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key && key.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Masked. */
    @Override
    public String toString() {
        return "ApiKey[masked]";
    }
}
