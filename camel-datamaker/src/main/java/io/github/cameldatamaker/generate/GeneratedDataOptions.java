package io.github.cameldatamaker.generate;

import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cameldatamaker.client.Json;
import io.github.cameldatamaker.generate.rows.RowOptions;
import io.github.cameldatamaker.generate.rows.RowShape;
import io.github.cameldatamaker.json.JsonArray;
import io.github.cameldatamaker.json.JsonText;
import io.github.cameldatamaker.json.JsonTexts;

/**
 * How to read a response.
 *
 * @param format          the requested format
 * @param expectedRows    the requested number of rows; negative if the service decides (preview)
 * @param shape           how to hand out rows
 * @param mapper          binds rows to a class; the default knows java.time and ignores fields that the class lacks
 * @param maxInMemorySize the most bytes held in memory: of the whole data if it is kept, else of one row
 * @param meter           reports the progress
 * @param readAhead       how to read ahead; empty turns it off
 */
public record GeneratedDataOptions(
        GenerateFormat format, long expectedRows, RowShape shape, Optional<ObjectMapper> mapper, long maxInMemorySize,
        Optional<ProgressMeter> meter, Optional<ReadAhead> readAhead) {

    /** How to read its rows. */
    RowOptions rows() {
        boolean isJson = format == GenerateFormat.json;
        return new RowOptions(isJson, expectedRows, shape, isJson && shape.isObject() ? binder() : null, maxInMemorySize);
    }

    private ObjectReader binder() {
        return mapper.map(ObjectMapper::reader).orElseGet(GeneratedDataOptions::defaultReader).forType(shape.type())
                .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    // Numbers of a class that leaves their type open are as Jackson makes them.
    private static ObjectReader defaultReader() {
        return Json.MAPPER.reader()
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** A List for so many rows, which is JSON wherever a step asks for text. */
    JsonArray list(int capacity) {
        return textsAreJson() ? new JsonTexts(capacity) : new JsonArray(capacity, text());
    }

    /** Writes rows as JSON. Objects of a class are written by the mapper that bound them. */
    JsonText text() {
        return shape.isObject() ? mapper.map(JsonText::new).orElse(JsonText.DEFAULT) : JsonText.DEFAULT;
    }

    /** Whether the text of a row is JSON. The text of a csv row is a line. */
    boolean textsAreJson() {
        return shape.isText() && format == GenerateFormat.json;
    }
}
