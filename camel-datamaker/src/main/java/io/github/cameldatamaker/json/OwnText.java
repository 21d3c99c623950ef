package io.github.cameldatamaker.json;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A Map that may still have the text from which it was read. */
public interface OwnText extends Map<String, @Nullable Object>, JsonBody {

    /**
     * The text, in UTF-8, if it is what Jackson makes of the Map; else null. Must not be changed.
     */
    byte @Nullable [] ownJson();
}
