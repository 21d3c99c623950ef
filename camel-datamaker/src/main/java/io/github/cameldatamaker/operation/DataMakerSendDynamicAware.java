package io.github.cameldatamaker.operation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.cameldatamaker.DataMakerConstants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.component.SendDynamicAwareSupport;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code toD} use one endpoint for all templates, counts and other options that a header can override: for the time of the
 * call they travel as headers. Everything else stays in the URI. So do {@code format} and {@code wait}, which have only few
 * values and are checked when an endpoint starts.
 */
@SendDynamic("datamaker")
public class DataMakerSendDynamicAware extends SendDynamicAwareSupport {

    /** The header of each option that travels. */
    private static final Map<String, String> HEADERS = Map.ofEntries(
            Map.entry("template", DataMakerConstants.TEMPLATE), Map.entry("templateVersion", DataMakerConstants.TEMPLATE_VERSION),
            Map.entry("count", DataMakerConstants.COUNT), Map.entry("seed", DataMakerConstants.SEED),
            Map.entry("scenario", DataMakerConstants.SCENARIO), Map.entry("run", DataMakerConstants.RUN),
            Map.entry("runKey", DataMakerConstants.RUN_KEY), Map.entry("connection", DataMakerConstants.CONNECTION),
            Map.entry("set", DataMakerConstants.SET), Map.entry("file", DataMakerConstants.FILE),
            Map.entry("cursor", DataMakerConstants.CURSOR));
    /** The header of each prefix whose options travel in one Map. */
    private static final Map<String, String> MAPS = Map.of("override.", DataMakerConstants.OVERRIDES, "param.",
            DataMakerConstants.PARAMS);

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        // As an endpoint reads them.
        Map<String, Object> options = URISupport.parseParameters(URISupport.normalizeUriAsURI(uri));
        URISupport.resolveRawParameterValues(options);
        options.entrySet().removeIf(option -> !travels(option.getKey(), option.getValue(), exchange.getMessage()));
        return options.isEmpty() ? null : new Travel(uri, originalUri, options, exchange.getMessage());
    }

    // A reference to a bean, an empty value and a list of values mean what an endpoint makes of them.
    private static boolean travels(String option, Object value, Message message) {
        return value instanceof String text && !text.isEmpty() && !text.startsWith("#")
                && (HEADERS.containsKey(option) || MAPS.entrySet().stream().anyMatch(
                        map -> isIn(map.getKey(), option) && isMap(message.getHeader(map.getValue()))));
    }

    private static boolean isIn(String prefix, String option) {
        return option.startsWith(prefix) && option.length() > prefix.length();
    }

    private static boolean isMap(@Nullable Object header) {
        return header == null || header instanceof Map;
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        // Neither decoded nor encoded: what stays is what was written.
        Map<String, Object> staying = URISupport.parseQuery(URISupport.extractQuery(entry.getUri()), true);
        staying.keySet().removeAll(entry.getProperties().keySet());
        String path = URISupport.stripQuery(entry.getUri());
        return staying.isEmpty() ? path : path + "?" + URISupport.createQueryString(staying, false);
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return ((Travel) entry)::begin;
    }

    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return ((Travel) entry)::end;
    }

    /** The headers of one call, and what they hide meanwhile. */
    private static final class Travel extends DynamicAwareEntry {

        private final Map<String, Object> headers = new LinkedHashMap<>();
        private final Map<String, Object> hidden = new HashMap<>();

        Travel(String uri, String originalUri, Map<String, Object> options, Message message) {
            super(uri, originalUri, options, null);
            options.forEach((option, value) -> {
                String header = HEADERS.get(option);
                // A header of the message wins over the URI, except for a run.
                if (header != null && (message.getHeader(header) == null || header.equals(DataMakerConstants.RUN))) {
                    headers.put(header, value);
                }
            });
            MAPS.forEach((prefix, header) -> {
                Map<String, Object> values = new LinkedHashMap<>(
                        URISupport.extractProperties(new LinkedHashMap<>(options), prefix));
                if (!values.isEmpty()) {
                    Optional.ofNullable(message.getHeader(header, Map.class)).ifPresent(values::putAll);
                    headers.put(header, values);
                }
            });
        }

        void begin(Exchange exchange) {
            headers.forEach((header, value) -> {
                Optional.ofNullable(exchange.getMessage().getHeader(header)).ifPresent(before -> hidden.put(header, before));
                exchange.getMessage().setHeader(header, value);
            });
        }

        void end(Exchange exchange) {
            headers.forEach((header, value) -> {
                // Another value is a result, such as the id of a run.
                if (exchange.getMessage().getHeader(header) == value) {
                    exchange.getMessage().removeHeader(header);
                    Optional.ofNullable(hidden.get(header)).ifPresent(before -> exchange.getMessage().setHeader(header, before));
                }
            });
        }
    }
}
