package io.github.cameldatamaker.json;

import java.io.Serial;
import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;

/** A JSON object: a Map that is JSON wherever a step asks for text or bytes. */
public final class JsonObject extends LinkedHashMap<String, @Nullable Object> implements JsonBody {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Written as a plain Map, because the reader may not have this class. */
    @Serial
    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }
}
