package io.github.cameldatamaker.sandbox.connection;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The part of a connection that a client writes, checked. */
public record ConnectionDraft(Map<String, Object> properties) {

    // The service adds these, and a client may send back what it has read.
    private static final Set<String> READ_ONLY = Set.of("id", "lastVerifiedAt");

    /**
     * Reads a body of POST /connections.
     *
     * @throws ApiException validation_error that names what is wrong
     */
    public static ConnectionDraft parse(Map<?, ?> json) {
        if (!(json.get("type") instanceof String type) || type.isBlank()) {
            throw ApiException.validation("a connection needs a type, such as postgres, rest or sap_odata");
        }
        if (json.get("auth") != null && !(json.get("auth") instanceof Map)) {
            throw ApiException.invalidField("auth", "it must be an object such as {\"type\":\"basic\",\"secret_ref\":\"NAME\"}");
        }
        if (json.get("metadata") != null && !(json.get("metadata") instanceof Map)) {
            throw ApiException.invalidField("metadata", "it must be an object such as {\"entitySets\":[]}");
        }
        SecretValues.refuseIn(json);
        Map<String, Object> properties = new LinkedHashMap<>();
        json.forEach((key, value) -> {
            if (!READ_ONLY.contains(key)) {
                properties.put(String.valueOf(key), value);
            }
        });
        return new ConnectionDraft(properties);
    }
}
