package io.github.cameldatamaker.generate;

import java.util.Map;

import org.apache.camel.Converter;

/**
 * Converts text, or a Map of a JSON data format, to a chunk for Camel.
 */
@Converter(generateLoader = true)
public final class GenerateChunkConverter {

    private GenerateChunkConverter() {
    }

    /** From JSON text. */
    @Converter
    public static GenerateChunk toChunk(String json) {
        return GenerateChunk.of(json);
    }

    /** From the Map of a JSON data format. */
    @Converter
    public static GenerateChunk toChunk(Map<?, ?> json) {
        return GenerateChunk.of(json);
    }
}
