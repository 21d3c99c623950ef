package io.github.cameldatamaker.json;

import java.io.Serial;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;

/** An array of Strings that hold JSON. They are written as they are, not as JSON strings. */
public final class JsonTexts extends JsonArray {

    @Serial
    private static final long serialVersionUID = 1L;

    /** An empty array. */
    public JsonTexts(int capacity) {
        super(capacity, JsonText.DEFAULT);
    }

    @JsonValue
    List<Object> raw() {
        return stream().map(element -> element instanceof String text ? new RawJson(text) : element).toList();
    }
}
