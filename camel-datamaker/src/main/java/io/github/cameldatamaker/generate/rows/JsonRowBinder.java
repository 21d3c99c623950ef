package io.github.cameldatamaker.generate.rows;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows from the JSON of a parser: Maps, or objects of a class that Jackson binds.
 */
final class JsonRowBinder {

    public static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final RowMaps maps;
    private final @Nullable ObjectReader binder;

    /** @param binder binds rows of a class; null for Maps */
    public JsonRowBinder(JsonParser parser, @Nullable ObjectReader binder) {
        this.parser = parser;
        this.maps = new RowMaps(parser);
        this.binder = binder;
    }

    /** The row with this text. */
    public static Object bind(String text, @Nullable ObjectReader binder) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonRowBinder(parser, binder).read(parser.nextToken());
        }
    }

    /**
     * Looks for fields with the same name, of which a class would get only the last one. Maps find them anyway. It would cost a
     * fifth of the time for each row, and all rows of a template have the same fields.
     */
    public static void requireDistinctFields(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            while (parser.nextToken() != null) {
                // It throws if there are any.
            }
        }
    }

    /**
     * The row that begins with this token.
     *
     * @throws IOException if it makes none: a null would pass for the end of the rows
     */
    public Object read(JsonToken first) throws IOException {
        if (binder == null) {
            if (first != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "a row must be an object, and this one begins with " + first);
            }
            return maps.read();
        }
        Object row = binder.readValue(parser);
        if (row == null) {
            throw JsonMappingException.from(parser, first == JsonToken.VALUE_NULL ? "it is null" : "it is bound to null");
        }
        return row;
    }
}
