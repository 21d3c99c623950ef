package io.github.cameldatamaker.client;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The headers that a user adds to each request ({@code httpHeader.NAME}), checked: for the project and team of a key, and for a
 * gateway before the service.
 */
public final class HttpHeaders {

    /** They say where a request belongs, so errors and URIs show them. */
    private static final Set<String> SHOWN = Set.of("x-project-id", "x-team-id");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> OWN = Set.of(
            "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "keep-alive", "te",
            "trailer", "proxy-connection", "upgrade", "http2-settings", "expect", "accept", "accept-encoding", "range",
            "user-agent", "last-event-id",
            "traceparent", "tracestate");

    /** Names such as XProjectId or xProjectId, which nobody has. */
    private static final Pattern WITHOUT_DASHES = Pattern.compile("[Xx][A-Z][^-]*");

    private final NavigableMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @throws DataMakerException if a header is not possible; the message names it, not its value
     */
    HttpHeaders(Map<String, String> headers, AuthScheme scheme) {
        // In a certain order, so that the same mistake has the same message.
        new TreeMap<>(headers).forEach((name, value) -> {
            checkName(name, scheme);
            checkValue(name, value);
            checkOnce(name);
            values.put(name, value.trim());
        });
    }

    private static void checkName(String name, AuthScheme scheme) {
        String known = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw new DataMakerException("httpHeader." + name + " is not the name of an HTTP header");
        }
        if (WITHOUT_DASHES.matcher(name).matches()) {
            throw new DataMakerException(
                    "httpHeader." + name + " has lost its dashes, as names in the parameters of YAML do. Write all "
                            + "options into the uri: "
                            + "datamaker:...?httpHeader.X-...=value");
        }
        if (known.equals("authorization") || known.equals(scheme.header().toLowerCase(Locale.ROOT))) {
            throw new DataMakerException(
                    "httpHeader." + name + " is not possible, because it is for the API key. Set the options "
                            + "apiKey and authScheme, and leave this one out");
        }
        if (known.equals("proxy-authorization")) {
            throw new DataMakerException(
                    "httpHeader." + name + " is not possible. Set the options proxyUsername and proxyPassword instead");
        }
        if (OWN.contains(known)) {
            throw new DataMakerException(
                    "httpHeader." + name + " is not possible, because the component sets this header itself. Leave it out");
        }
    }

    private static void checkValue(String name, String value) {
        if (value.isBlank()) {
            throw new DataMakerException("httpHeader." + name + " has no value. Set one, or leave it out");
        }
        String text = value.trim();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\t' && (text.charAt(i) < ' ' || text.charAt(i) > '~')) {
                throw new DataMakerException(
                        "httpHeader." + name + " holds a line break or another character that no header can carry, at position "
                                + (i + 1) + " of " + text.length() + ". In a Camel URI write the value as RAW(...)");
            }
        }
    }

    // One of both would win, and nobody could say which.
    private void checkOnce(String name) {
        if (values.containsKey(name)) {
            throw new DataMakerException("httpHeader." + values.floorKey(name) + " and httpHeader." + name
                    + " are the same header, because the case of its name does not matter. Leave one out");
        }
    }

    Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether everybody may see the value of this header, whatever it is. */
    public static boolean isShown(String name) {
        return SHOWN.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether no message may show this value. A short value is an ordinary word, which messages need. */
    public static boolean isSecret(String name, String value) {
        return !isShown(name) && value.length() >= Secret.HARMLESS;
    }
}
