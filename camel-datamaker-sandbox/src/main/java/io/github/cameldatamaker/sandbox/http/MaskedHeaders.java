package io.github.cameldatamaker.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Headers as they may be shown: without keys. */
public final class MaskedHeaders {

    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization", "x-api-key", "cookie");

    private MaskedHeaders() {
    }

    public static Map<String, String> of(Map<String, List<String>> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach((name, values) -> masked.put(name,
                SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "***" : String.join(", ", values)));
        return masked;
    }
}
