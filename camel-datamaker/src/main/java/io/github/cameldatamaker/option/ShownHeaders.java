package io.github.cameldatamaker.option;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameldatamaker.client.HttpHeaders;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of headers in URIs that may be secrets, once for each name. Camel shows a route as it was written, and masks an option
 * only if its own name says that it is secret. Nothing tells whether a value was a placeholder, which errors show too.
 */
public final class ShownHeaders {

    private static final Logger LOG = LoggerFactory.getLogger(ShownHeaders.class);

    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    /** @param headers those of a URI */
    public void warnOf(Map<String, Object> headers) {
        headers.forEach((name, value) -> {
            if (value instanceof String text && !isReference(text) && HttpHeaders.isSecret(name, text) && !isMaskedByCamel(name)
                    && warnedOf.add(name.toLowerCase(Locale.ROOT))) {
                LOG.warn("The value of httpHeader.{} stands in a URI, which Camel may show, for example over JMX or in an error. "
                        + "If it is a secret, write #property:NAME instead, or set it on the component", name);
            }
        });
    }

    private static boolean isReference(String value) {
        return value.startsWith("#") || value.startsWith("$simple{");
    }

    private static boolean isMaskedByCamel(String name) {
        return URISupport.sanitizeUri("?httpHeader." + name + "=x").endsWith("=xxxxxx");
    }
}
