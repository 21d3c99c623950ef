package io.github.cameldatamaker.json;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/** A JSON array: a List, and its JSON where text or bytes are asked for. */
public class JsonArray extends ArrayList<@Nullable Object> implements JsonBody {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient JsonText text;

    /** An empty one. */
    public JsonArray() {
        this(0, JsonText.DEFAULT);
    }

    /** @param text writes its elements */
    public JsonArray(int capacity, JsonText text) {
        super(capacity);
        this.text = text;
    }

    /** An array of all these, with each Map and List in it as a body of its own. */
    public static JsonArray of(Iterator<?> elements) {
        JsonArray array = new JsonArray();
        elements.forEachRemaining(element -> array.add(JsonBody.of(element)));
        return array;
    }

    @Override
    public byte[] jsonBytes() {
        return text.bytes(this);
    }

    /** As what it is to everybody else: who reads it back may not have this class. */
    @Serial
    Object writeReplace() {
        return new ArrayList<>(this);
    }
}
