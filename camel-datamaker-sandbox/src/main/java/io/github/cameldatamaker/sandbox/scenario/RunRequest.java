package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The body of POST /scenarios/{id}/run: {@code {"params":{"size":"500"},"wait":"false"}}.
 *
 * @param waits whether the client waits for the end of the run
 */
public record RunRequest(Map<String, String> params, boolean waits) {

    private static final Set<String> KNOWN = Set.of("params", "wait");

    /**
     * Reads a body.
     *
     * @throws ApiException validation_error that names what is wrong
     */
    public static RunRequest parse(Map<?, ?> json) {
        for (Object key : json.keySet()) {
            if (!KNOWN.contains(key)) {
                throw ApiException.validation("unknown property '" + key + "'; a run has params and wait");
            }
        }
        return new RunRequest(params(json.get("params")), waits(json.get("wait")));
    }

    private static boolean waits(Object given) {
        if (given == null || "false".equals(given)) {
            return false;
        }
        if ("true".equals(given)) {
            return true;
        }
        throw ApiException.validation(
                "wait must be the string \"true\" or \"false\", not " + (given instanceof String ? "\"" + given + "\"" : given));
    }

    private static Map<String, String> params(Object given) {
        Map<String, String> params = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (!(value instanceof String text)) {
                    throw ApiException.invalidField("params." + name, "params must be strings, not " + value);
                }
                params.put(String.valueOf(name), text);
            });
        } else if (given != null) {
            throw ApiException.validation("params must be an object {\"NAME\": \"value\"}, not " + given);
        }
        return params;
    }
}
