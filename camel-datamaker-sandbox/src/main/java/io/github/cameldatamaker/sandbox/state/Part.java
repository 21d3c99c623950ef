package io.github.cameldatamaker.sandbox.state;

import io.github.cameldatamaker.sandbox.control.ClockControl;
import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object of a document. What is wrong with one of its fields is a 400 that names it with its place.
 *
 * @param place where it stands, with a dot at the end: {@code runs[3].}; empty for the document
 */
record Part(String place, Map<String, Object> json) {

    boolean has(String name) {
        return json.get(name) != null;
    }

    Object value(String name) {
        if (!has(name)) {
            throw wrong(name, "it is missing");
        }
        return json.get(name);
    }

    ApiException wrong(String name, String why) {
        return ApiException.invalidField(place + name, why);
    }

    String text(String name) {
        if (!(value(name) instanceof String text)) {
            throw wrong(name, "it must be a text");
        }
        return text;
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    boolean flag(String name) {
        if (!(value(name) instanceof Boolean flag)) {
            throw wrong(name, "it must be true or false");
        }
        return flag;
    }

    Optional<Boolean> optionalFlag(String name) {
        return has(name) ? Optional.of(flag(name)) : Optional.empty();
    }

    long number(String name, long least, long most) {
        Object value = value(name);
        boolean whole = value instanceof Integer || value instanceof Long;
        if (!whole || ((Number) value).longValue() < least || ((Number) value).longValue() > most) {
            throw wrong(name, "it must be a whole number from " + least + " to " + most + ", not " + value);
        }
        return ((Number) value).longValue();
    }

    Instant instant(String name) {
        try {
            Instant instant = Instant.parse(text(name));
            ClockControl.requireYear(instant, place + name);
            return instant;
        } catch (DateTimeException e) {
            throw wrong(name, "it must be a time such as 2026-04-12T10:31:00Z, not '" + value(name) + "'");
        }
    }

    Optional<Instant> optionalInstant(String name) {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "it must be a duration such as PT7S, not '" + value(name) + "'");
        }
    }

    Part part(String name) {
        return object(place + name + ".", name, value(name));
    }

    List<Part> parts(String name) {
        if (!(value(name) instanceof List<?> list)) {
            throw wrong(name, "it must be an array");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            parts.add(object(place + name + "[" + i + "].", name + "[" + i + "]", list.get(i)));
        }
        return parts;
    }

    private Part object(String at, String name, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, "it must be an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, each) -> copy.put(String.valueOf(key), each));
        return new Part(at, copy);
    }

    /** Its fields, which must all be texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        json.keySet().forEach(name -> texts.put(name, text(name)));
        return texts;
    }
}
