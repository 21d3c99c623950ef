package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a control call's body. What is wrong with one is a 400 that names it. */
final class Fields {

    private final Map<?, ?> json;

    private Fields(Map<?, ?> json) {
        this.json = json;
    }

    /** @param known all fields that the call takes */
    static Fields of(Context ctx, Collection<String> known) {
        return of(RequestBody.object(ctx), known);
    }

    static Fields of(Map<?, ?> json, Collection<String> known) {
        List<Object> unknown = new ArrayList<>(json.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw ApiException.invalidField(String.valueOf(unknown.get(0)),
                    "there is no such field; this call takes " + String.join(", ", known));
        }
        return new Fields(json);
    }

    boolean has(String name) {
        return json.get(name) != null;
    }

    Map<?, ?> all() {
        return json;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> ApiException.invalidField(name, "it is missing"));
    }

    Optional<String> optionalText(String name) {
        Object value = json.get(name);
        if (value != null && !(value instanceof String)) {
            throw ApiException.invalidField(name, "it must be a text, not " + value);
        }
        return Optional.ofNullable((String) value);
    }

    boolean flag(String name, boolean preset) {
        Object value = json.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw ApiException.invalidField(name, "it must be true or false, not " + value);
        }
        return value == null ? preset : (Boolean) value;
    }

    long number(String name, long least, long most) {
        Object value = json.get(name);
        if (value == null) {
            throw ApiException.invalidField(name, "it is missing");
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        if (!whole || ((Number) value).longValue() < least || ((Number) value).longValue() > most) {
            throw ApiException.invalidField(name, "it must be a whole number from " + least + " to " + most + ", not " + value);
        }
        return ((Number) value).longValue();
    }

    long number(String name, long least, long most, long preset) {
        return has(name) ? number(name, least, most) : preset;
    }

    Duration duration(String name) {
        String text = text(name);
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.invalidField(name, "it must be a duration such as PT7S, PT0.5S or PT1H, not '" + text + "'");
        }
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.invalidField(name, "it must be a time such as 2026-04-12T10:31:00Z, not '" + text + "'");
        }
    }
}
