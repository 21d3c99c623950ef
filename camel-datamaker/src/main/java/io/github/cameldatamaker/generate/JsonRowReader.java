package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows of JSON: one array, objects one after the other (NDJSON), or an object that holds the array as {@code items},
 * {@code rows} or {@code data}.
 */
final class JsonRowReader implements RowReader {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> ROWS = Set.of("items", "rows", "data");

    /** What is around the rows. */
    private enum Frame {
        UNKNOWN, ARRAY, WRAPPED_ARRAY, LINES
    }

    private final RowWindow window;
    private final JsonParser parser;
    private final ObjectReader binder;
    private final RowMaps maps;
    private final RowShape shape;
    private final boolean lines;
    private Frame frame = Frame.UNKNOWN;

    /**
     * @param lines whether the content type says that it is NDJSON
     */
    JsonRowReader(RowWindow window, ObjectReader binder, RowShape shape, boolean lines) throws IOException {
        this.window = window;
        this.parser = FACTORY.createParser(window);
        this.binder = binder;
        this.maps = new RowMaps(parser);
        this.shape = shape;
        this.lines = lines;
    }

    @Override
    public long position() {
        return window.position();
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (frame == Frame.UNKNOWN) {
            return readFirst();
        }
        JsonToken token = parser.nextToken();
        if (frame == Frame.LINES) {
            return token == null ? null : row(token);
        }
        if (token == null) {
            throw new JsonEOFException(parser, null, "the array of rows is not closed");
        }
        if (token == JsonToken.END_ARRAY) {
            readToEnd();
            return null;
        }
        return row(token);
    }

    private @Nullable Object readFirst() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "the response is empty");
        }
        if (token == JsonToken.START_ARRAY) {
            startRows(Frame.ARRAY);
            return read();
        }
        if (token != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "the response holds no rows, it begins with " + token);
        }
        long from = parser.currentTokenLocation().getByteOffset();
        if (!lines && findWrappedRows()) {
            startRows(Frame.WRAPPED_ARRAY);
            return read();
        }
        return firstLine(from);
    }

    private void startRows(Frame found) {
        frame = found;
        if (!shape.isText()) {
            window.stopKeeping();
        }
    }

    // Stops inside the array, or at the end of the object if it has none.
    private boolean findWrappedRows() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean named = ROWS.contains(parser.currentName());
            if (parser.nextToken() == JsonToken.START_ARRAY && named) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    // The object was read to find out what it is, and it is a row: it is read once more, from its text.
    private Object firstLine(long from) throws IOException {
        if (lines) {
            parser.skipChildren();
        }
        long to = parser.currentLocation().getByteOffset();
        String text = window.text(from, to);
        window.rowEndsAt(to);
        startRows(Frame.LINES);
        return shape.isText() ? text : binder.readValue(text);
    }

    private Object row(JsonToken token) throws IOException {
        if (shape.isText()) {
            long from = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            // A scalar's text is read lazily; its end is known only then.
            parser.finishToken();
            long to = parser.currentLocation().getByteOffset();
            String text = window.text(from, to);
            window.rowEndsAt(to);
            return text;
        }
        if (shape.isMap() && token != JsonToken.START_OBJECT) {
            throw new JsonParseException(parser, "a row is no object, it begins with " + token);
        }
        Object row = shape.isMap() ? maps.read() : binder.readValue(parser);
        window.rowEnds();
        return row;
    }

    private void readToEnd() throws IOException {
        if (frame == Frame.WRAPPED_ARRAY) {
            JsonToken token = parser.nextToken();
            while (token == JsonToken.FIELD_NAME) {
                parser.nextToken();
                parser.skipChildren();
                token = parser.nextToken();
            }
            if (token != JsonToken.END_OBJECT) {
                throw new JsonEOFException(parser, token, "the object around the rows is not closed");
            }
        }
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "the response goes on behind its rows");
        }
    }
}
