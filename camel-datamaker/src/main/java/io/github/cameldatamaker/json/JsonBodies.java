package io.github.cameldatamaker.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Makes bodies that are JSON, with each Map and List in them. */
public final class JsonBodies {

    private JsonBodies() {
    }

    /** The value as a body; any value that is no Map or List as it is. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        return value instanceof List<?> list ? array(list.iterator()) : value;
    }

    /** The same object as a body. */
    public static JsonObject object(Map<?, ?> map) {
        JsonObject object = new JsonObject();
        map.forEach((name, value) -> object.put(String.valueOf(name), of(value)));
        return object;
    }

    /** An array of all these elements. */
    public static JsonArray array(Iterator<?> elements) {
        JsonArray array = new JsonArray();
        elements.forEachRemaining(element -> array.add(of(element)));
        return array;
    }
}
