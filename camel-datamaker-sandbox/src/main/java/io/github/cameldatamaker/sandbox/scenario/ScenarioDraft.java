package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of a scenario that a client writes, checked: name and code to create it, code to replace it. */
public record ScenarioDraft(Optional<String> name, String code) {

    // The service adds id and times, and a client may send back what it has read.
    private static final Set<String> KNOWN = Set.of("name", "code", "id", "createdAt", "updatedAt");

    /**
     * Reads a body of POST /scenarios.
     *
     * @throws ApiException validation_error that names what is wrong
     */
    public static ScenarioDraft create(Map<?, ?> json) {
        return new ScenarioDraft(Optional.of(text(json, "name")), code(json));
    }

    /** Reads a body of PUT /scenarios/{id}. A name in it is ignored. */
    public static ScenarioDraft replace(Map<?, ?> json) {
        return new ScenarioDraft(Optional.empty(), code(json));
    }

    private static String code(Map<?, ?> json) {
        for (Object key : json.keySet()) {
            if (!KNOWN.contains(key)) {
                throw ApiException.validation("unknown property '" + key + "' of a scenario; a scenario has name and code");
            }
        }
        String code = text(json, "code");
        Script.parse(code);
        return code;
    }

    private static String text(Map<?, ?> json, String property) {
        if (json.get(property) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw ApiException.validation(json.get(property) == null ? "a scenario needs " + property
                : property + " of a scenario must be a non-empty string");
    }
}
