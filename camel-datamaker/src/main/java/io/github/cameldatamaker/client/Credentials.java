package io.github.cameldatamaker.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import okhttp3.Request;

/**
 * What each request says of its sender: the key, and the user's own headers. It masks them in texts that are about to be shown.
 */
final class Credentials {

    private static final String MASK = "***";

    private final ApiKey key;
    private final AuthScheme scheme;
    private final Map<String, String> headers;
    private final List<Secret> secrets;

    /**
     * @param headers names and values
     * @throws DataMakerException if a header is not possible; the message names it, not its value
     */
    Credentials(ApiKey key, AuthScheme scheme, Map<String, String> headers) {
        this.key = key;
        this.scheme = scheme;
        this.headers = new HttpHeaders(headers, scheme).values();
        this.secrets = Stream.concat(Stream.of(key.text()), this.headers.entrySet().stream()
                .filter(header -> HttpHeaders.isSecret(header.getKey(), header.getValue()))
                .map(Map.Entry::getValue)).map(Secret::new).toList();
    }

    ApiKey key() {
        return key;
    }

    void addTo(Request.Builder request) {
        headers.forEach(request::header);
        request.header(scheme.header(), scheme.value(key));
    }

    /**
     * The text with each secret masked, because a proxy may echo a request with its headers. Parts of a secret are masked too,
     * because a parser often quotes unreadable text only up to the end of a word.
     */
    String mask(String text) {
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        int at = 0;
        while (at < text.length()) {
            int shared = shared(text, at);
            if (shared > 0) {
                masked.append(text, shown, at).append(MASK);
                shown = at + shared;
            }
            at += Math.max(1, shared);
        }
        return shown == 0 ? text : masked.append(text, shown, text.length()).toString();
    }

    private int shared(String text, int from) {
        int longest = 0;
        for (Secret secret : secrets) {
            longest = Math.max(longest, secret.shared(text, from));
        }
        return longest;
    }

    /** The exception itself. If it, or one of its causes, quotes a secret, an exception that says the same with it masked. */
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

    /** Masked. */
    @Override
    public String toString() {
        return "Credentials[masked]";
    }
}
