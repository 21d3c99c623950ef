package io.github.cameldatamaker.client;

/**
 * The header that takes the API key to the service.
 */
public enum AuthScheme {

    /** {@code Authorization: Bearer KEY}, as the REST contract says. */
    bearer("Authorization", "Bearer "),
    /** {@code X-API-Key: KEY}, for a service that expects it there. */
    apiKey("X-API-Key", "");

    private final String header;
    private final String prefix;

    AuthScheme(String header, String prefix) {
        this.header = header;
        this.prefix = prefix;
    }

    String header() {
        return header;
    }

    String value(ApiKey key) {
        return prefix + key.text();
    }
}
