package io.github.cameldatamaker.generate;

import java.util.Map;

import org.apache.camel.Converter;

/**
 * Reads chunks from text, or from what a JSON data format has made of it.
 */
@Converter(generateLoader = true)
public final class GenerateChunkConverter {

    private GenerateChunkConverter() {
    }

    /** From JSON. */
    @Converter
    public static GenerateChunk toChunk(String json) {
        return GenerateChunk.of(json);
    }

    /** From what JSON has become. */
    @Converter
    public static GenerateChunk toChunk(Map<?, ?> json) {
        return GenerateChunk.of(json);
    }
}
