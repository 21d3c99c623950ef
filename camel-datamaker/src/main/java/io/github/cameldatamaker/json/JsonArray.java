package io.github.cameldatamaker.json;

import java.io.Serial;
import java.util.ArrayList;

import org.jspecify.annotations.Nullable;

/** A JSON array: a List that is JSON wherever a step asks for text or bytes. */
public class JsonArray extends ArrayList<@Nullable Object> implements JsonBody {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient JsonText text;

    /** An empty array. */
    public JsonArray() {
        this(0, JsonText.DEFAULT);
    }

    /** @param text writes its elements */
    public JsonArray(int capacity, JsonText text) {
        super(capacity);
        this.text = text;
    }

    @Override
    public byte[] jsonBytes() {
        return text.bytes(this);
    }

    /** Written as a plain List, because the reader may not have this class. */
    @Serial
    Object writeReplace() {
        return new ArrayList<>(this);
    }
}
