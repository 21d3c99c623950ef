package io.github.cameldatamaker.option;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.HttpHeaders;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * The options {@code httpHeader.NAME}.
 */
public final class HttpHeaderOptions {

    private static final String PREFIX = "httpHeader.";
    private static final String PROPERTY = "#property:";
    private static final String BEAN = "#bean:";
    // Camel takes httpHeader[NAME] too, and more dashes.
    private static final Pattern OPTION = Pattern.compile(
            "(?:configuration\\.)?([a-z-]+)(?:\\.(.*)|\\[(.*)])", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_URI = Pattern.compile(
            "(?<=[?&])([^=&]*)=(?:RAW\\(.*?\\)(?=&|$)|RAW\\{.*?}(?=&|$)|[^&]*)", Pattern.DOTALL);

    private HttpHeaderOptions() {
    }

    /** Takes the headers out of the parameters of a URI. */
    public static Map<String, Object> takeFrom(Map<String, Object> parameters) {
        Map<String, Object> headers = new LinkedHashMap<>();
        parameters.entrySet().removeIf(parameter -> {
            Optional<String> name = header(parameter.getKey());
            name.ifPresent(known -> headers.merge(known, parameter.getValue(), List::of));
            return name.isPresent();
        });
        return headers;
    }

    /** The name of the header that a parameter sets; empty if it sets something else. */
    private static Optional<String> header(String parameter) {
        Matcher option = OPTION.matcher(parameter);
        return option.matches() && option.group(1).replace("-", "").equalsIgnoreCase("httpHeader")
                ? Optional.of(Objects.requireNonNullElse(option.group(2), option.group(3))) : Optional.empty();
    }

    /** The headers of several places. A later place replaces a header of an earlier one, whatever the case of its name. */
    @SafeVarargs
    public static Map<String, Object> merge(Map<String, Object>... places) {
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Map<String, Object> place : places) {
            merged.keySet().removeIf(known -> place.keySet().stream().anyMatch(known::equalsIgnoreCase));
            merged.putAll(place);
        }
        return merged;
    }

    /**
     * The values to send. A reference ({@code #property:NAME}, {@code #bean:NAME} or {@code #NAME}) gives the value that it
     * refers to.
     *
     * @throws DataMakerException if a reference leads nowhere
     */
    public static Map<String, String> resolve(CamelContext context, Map<String, Object> headers) {
        Map<String, String> resolved = new LinkedHashMap<>();
        headers.forEach((name, value) -> resolved.put(name, resolve(context, name, value)));
        return resolved;
    }

    private static String resolve(CamelContext context, String name, @Nullable Object value) {
        if (value == null) {
            throw new DataMakerException(PREFIX + name + " has no value. Set one, or leave it out");
        }
        if (value instanceof Collection) {
            throw new DataMakerException(PREFIX + name + " has several values. A header can have only one: leave the others out");
        }
        String text = String.valueOf(value);
        try {
            if (text.startsWith(PROPERTY)) {
                return context.resolvePropertyPlaceholders("{{" + text.substring(PROPERTY.length()) + "}}");
            }
            if (text.startsWith("#")) {
                String bean = text.substring(text.startsWith(BEAN) ? BEAN.length() : 1);
                return String.valueOf(CamelContextHelper.mandatoryLookup(context, bean));
            }
            return text;
        } catch (RuntimeException e) {
            boolean isName = text.startsWith(PROPERTY) || text.startsWith(BEAN);
            // Anything else may be the secret itself.
            throw new DataMakerException(PREFIX + name + " refers to "
                    + (isName ? text + ", which" : "a bean, because its value begins with #, and the bean") + " does not exist",
                    isName ? e : null);
        }
    }

    /** The URI as it may be shown: without the values of secret options. */
    public static String mask(String uri) {
        // Camel masks a parameter by its name, and the names of headers are not known.
        return URISupport.sanitizeUri(IN_URI.matcher(uri).replaceAll(parameter -> Matcher.quoteReplacement(
                header(decoded(parameter.group(1))).filter(name -> !HttpHeaders.isShown(name)).isPresent()
                        ? parameter.group(1) + "=xxxxxx" : parameter.group())));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
