package io.github.cameldatamaker.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import okhttp3.HttpUrl;

/**
 * The address of the service, and how paths are built below it.
 */
final class BaseUrl {

    /** No character needs to be encoded. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /** Any URL, only used to encode a path. It is made once because a host is costly to make. */
    private static final HttpUrl ANY = HttpUrl.get("https://localhost/");

    private final HttpUrl url;

    private BaseUrl(HttpUrl url) {
        this.url = url;
    }

    /** Refuses a text that is no URL, a URL with user, query or fragment, and plain http to a host that is not loopback. */
    static BaseUrl of(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            throw new DataMakerException(
                    "baseUrl '" + text + "' is not an http or https URL; the service is at " + DataMakerClient.DEFAULT_BASE_URL
                            + ", and baseUrl=sandbox: starts the sandbox");
        }
        if (url.query() != null || url.fragment() != null || !url.username().isEmpty() || !url.password().isEmpty()) {
            throw new DataMakerException(
                    "baseUrl must be scheme, host, port and path only, without user, query or fragment; the key goes into apiKey");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw new DataMakerException(
                    "baseUrl '" + text + "' is plain http to another machine and would send the key unencrypted: use https "
                            + "(plain http is for localhost only)");
        }
        return new BaseUrl(url);
    }

    /**
     * The URL of a path like {@code /templates/{template}/generate}, each id percent-encoded as one segment.
     */
    HttpUrl resolve(String path, Map<String, String> ids, Map<String, String> query) {
        HttpUrl.Builder builder = url.newBuilder();
        for (String segment : path.substring(1).split("/")) {
            builder.addEncodedPathSegment(fill(segment, ids));
        }
        query.forEach(builder::addQueryParameter);
        return builder.build();
    }

    private static String fill(String segment, Map<String, String> ids) {
        if (segment.indexOf('{') < 0) {
            return segment;
        }
        Matcher matcher = PLACEHOLDER.matcher(segment);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encode(name, ids.getOrDefault(name, ""))));
        }
        return matcher.appendTail(filled).toString();
    }

    private static String encode(String name, String value) {
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new DataMakerException(name + " '" + value + "' cannot be part of a path: give an id or a name of the service");
        }
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        // '@' would start a version ({id}@v{n}). '+' is legal, but some servers read it as a blank.
        return ANY.newBuilder().setPathSegment(0, value).build().encodedPathSegments().get(0).replace("@", "%40").replace("+",
                "%2B");
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        // Only literal addresses: a name is not resolved, because it may resolve differently the next time.
        if (!host.matches("[0-9.]+") && !host.contains(":")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
