package io.github.cameldatamaker.client;

import java.util.Objects;

/**
 * The secret of an account. Its text leaves this class only for the header of an {@link AuthScheme}, and to be masked.
 */
public final class ApiKey {

    private final String text;

    private ApiKey(String text) {
        this.text = text;
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

    String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Masked. */
    @Override
    public String toString() {
        return "ApiKey[masked]";
    }
}
