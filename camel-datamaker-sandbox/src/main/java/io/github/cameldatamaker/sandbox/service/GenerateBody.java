package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.format.RowFormat;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.QuotedQualityCSV;

/** The body of generate and preview: {@code {"count", "format", "seed", "overrides"}}. */
record GenerateBody(long count, RowFormat format, Optional<String> seed, Map<String, Object> overrides) {

    private static final Set<String> KNOWN = Set.of("count", "format", "seed", "overrides");

    /** Reads a body of generate, which needs a count. */
    static GenerateBody generate(Map<?, ?> json, String accept) {
        GenerateBody body = parse(json, accept, count(json));
        if (body.count > body.format.mostRows()) {
            throw ApiException
                    .validation("format xlsx holds at most " + body.format.mostRows() + " rows, but count is " + body.count
                            + "; ask for fewer rows or for csv");
        }
        return body;
    }

    /** Reads a body of preview. A count in it is ignored. */
    static GenerateBody preview(Map<?, ?> json, String accept, long count) {
        return parse(json, accept, count);
    }

    private static GenerateBody parse(Map<?, ?> json, String accept, long count) {
        for (Object key : json.keySet()) {
            if (!KNOWN.contains(key)) {
                throw ApiException
                        .validation("unknown property '" + key + "'; the properties are count, format, seed and overrides");
            }
        }
        Object seed = json.get("seed");
        if (seed != null && !(seed instanceof String)) {
            throw ApiException.validation("seed must be a string, not " + seed);
        }
        return new GenerateBody(count, format(json, accept), Optional.ofNullable((String) seed),
                overrides(json.get("overrides")));
    }

    private static long count(Map<?, ?> json) {
        Object count = json.get("count");
        if (count == null) {
            throw ApiException.validation("count is missing; it must be an integer of at least 1");
        }
        boolean integer = count instanceof Integer || count instanceof Long || count instanceof BigInteger;
        if (!integer || new BigInteger(count.toString()).bitLength() > 62 || ((Number) count).longValue() < 1) {
            throw ApiException.validation(
                    "count must be an integer of at least 1, not " + (count instanceof String ? "'" + count + "'" : count));
        }
        return ((Number) count).longValue();
    }

    private static RowFormat format(Map<?, ?> json, String accept) {
        if (json.get("format") != null) {
            return RowFormat.named(json.get("format"));
        }
        return accept == null ? RowFormat.JSON : accepted(accept);
    }

    // The weights decide, then the order in the header. A weight of 0 means never.
    private static RowFormat accepted(String accept) {
        QuotedQualityCSV types = new QuotedQualityCSV(QuotedQualityCSV.MOST_SPECIFIC_MIME_ORDERING);
        types.addValue(accept.toLowerCase(Locale.ROOT));
        for (String type : types.getValues()) {
            if (type.matches("text/csv(;.*)?") || type.equals("text/*")) {
                return RowFormat.CSV;
            }
            if (type.startsWith("application/") || type.equals("*/*")) {
                return RowFormat.JSON;
            }
        }
        return RowFormat.JSON;
    }

    private static Map<String, Object> overrides(Object given) {
        if (given == null) {
            return Map.of();
        }
        if (!(given instanceof Map<?, ?> map)) {
            throw ApiException.validation("overrides must be an object {\"NAME\": value}, not " + given);
        }
        Map<String, Object> overrides = new LinkedHashMap<>();
        map.forEach((name, value) -> overrides.put(String.valueOf(name), value));
        return overrides;
    }
}
