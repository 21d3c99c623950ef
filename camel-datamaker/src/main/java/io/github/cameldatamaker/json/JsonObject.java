package io.github.cameldatamaker.json;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A JSON object: a Map, and its JSON where text or bytes are asked for. */
public final class JsonObject extends LinkedHashMap<String, @Nullable Object> implements JsonBody {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The same object, with each Map and List in it as a body of its own. */
    public static JsonObject of(Map<?, ?> map) {
        JsonObject object = new JsonObject();
        map.forEach((name, value) -> object.put(String.valueOf(name), JsonBody.of(value)));
        return object;
    }

    /** As what it is to everybody else: who reads it back may not have this class. */
    @Serial
    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }
}
