package io.github.cameldatamaker.option;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options {@code httpHeader.NAME}.
 */
public final class HttpHeaderOptions {

    /** What their names begin with in a URI. */
    public static final String PREFIX = "httpHeader.";

    private static final Logger LOG = LoggerFactory.getLogger(HttpHeaderOptions.class);
    private static final int SHORTEST_SECRET = 8;
    private static final String PROPERTY = "#property:";
    private static final String BEAN = "#bean:";
    // Camel masks a parameter by its name, and the names of headers are not known. It takes http-header too. A project and a team
    // are no secrets.
    private static final Pattern IN_URI = Pattern.compile(
            "([?&]http-?Header(?:\\.|%2E)(?!X-(?:Project|Team)-Id=)[^=&]*)=(RAW\\(.*?\\)(?=&|$)|RAW\\{.*?}(?=&|$)|[^&]*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int VALUE = 2;
    // A reference, an expression, or masked by Camel.
    private static final Pattern NOT_LITERAL = Pattern.compile("^(RAW[({])?(#|%23|\\$simple\\{|%24simple)|^xxxxxx$");

    private HttpHeaderOptions() {
    }

    /** The headers of several places. A later one replaces an earlier one, whatever the case of its name. */
    @SafeVarargs
    public static Map<String, Object> merge(Map<String, Object>... places) {
        Map<String, Object> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Stream.of(places).forEach(merged::putAll);
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

    /**
     * Warns of values in a URI that may be secrets. Camel shows a route as it was written, for example over JMX, and masks an
     * option only if its own name says that it is secret.
     */
    public static void warnOfShown(String uri) {
        Matcher header = IN_URI.matcher(URISupport.sanitizeUri(uri));
        while (header.find()) {
            String value = header.group(VALUE);
            if (value.length() >= SHORTEST_SECRET && !NOT_LITERAL.matcher(value).find()) {
                LOG.warn("Camel shows the value of {} where it shows the route, for example over JMX. If it is a secret, write "
                        + "#property:NAME instead of it, or set it on the component", header.group(1).substring(1));
            }
        }
    }

    /** The URI as it may be shown: without the values of secret options. */
    public static String mask(String uri) {
        return URISupport.sanitizeUri(IN_URI.matcher(uri).replaceAll("$1=xxxxxx"));
    }
}
