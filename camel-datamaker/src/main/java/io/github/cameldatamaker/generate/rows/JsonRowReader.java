package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of JSON: one array, objects one after the other (NDJSON), or an object with the array as {@code items}, {@code rows}
 * or {@code data}.
 */
final class JsonRowReader implements RowReader {

    private static final Set<String> ROWS = Set.of("items", "rows", "data");

    /** What surrounds the rows. */
    private enum Frame {
        UNKNOWN, ARRAY, WRAPPED_ARRAY, LINES
    }

    private final RowWindow window;
    private final JsonParser parser;
    private final RowShape shape;
    private final ObjectReader binder;
    private final JsonRowBinder rows;
    private final boolean lines;
    private Frame frame = Frame.UNKNOWN;
    /** Whether the fields were not checked for duplicates yet. */
    private boolean isUnchecked;
    /** Whether the document may end here. */
    private boolean isWhole;

    /**
     * @param window of UTF-8
     * @param lines  whether the content type says that it is NDJSON
     */
    JsonRowReader(RowWindow window, RowOptions options, boolean lines) throws IOException {
        this.window = window;
        this.parser = JsonRowBinder.FACTORY.createParser(window);
        this.shape = options.shape();
        this.binder = options.binder();
        this.rows = new JsonRowBinder(parser, shape, binder);
        this.lines = lines;
        this.isUnchecked = shape.isObject();
        if (shape.isText()) {
            // Nobody needs its values.
            parser.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
        }
    }

    @Override
    public long position() {
        return window.position();
    }

    @Override
    public boolean isWhole() {
        return isWhole;
    }

    @Override
    public boolean isCut() {
        return window.isEnded() && !isWhole;
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (frame == Frame.UNKNOWN) {
            return readFirst();
        }
        JsonToken token = parser.nextToken();
        if (frame == Frame.LINES) {
            return token == null ? null : line(token);
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
        if (shape.isMap()) {
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

    // The object turned out to be a row, so it is read again, from its text.
    private Object firstLine(long from) throws IOException {
        if (lines) {
            parser.skipChildren();
        }
        long to = parser.currentLocation().getByteOffset();
        String text = window.text(from, to);
        window.rowEndsAt(to);
        startRows(Frame.LINES);
        isWhole = true;
        if (shape.isText()) {
            return text;
        }
        if (isUnchecked) {
            check(text);
        }
        return JsonRowBinder.bind(text, shape, binder);
    }

    private Object line(JsonToken token) throws IOException {
        isWhole = false;
        Object row = row(token);
        isWhole = true;
        return row;
    }

    private Object row(JsonToken token) throws IOException {
        if (shape.isText()) {
            long from = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            // Jackson reads the text of a scalar lazily, and only then knows its end.
            parser.finishToken();
            long to = parser.currentLocation().getByteOffset();
            String text = window.text(from, to);
            window.rowEndsAt(to);
            return text;
        }
        boolean isToBeChecked = isUnchecked;
        long from = isToBeChecked ? parser.currentTokenLocation().getByteOffset() : 0;
        Object row = rows.read(token);
        if (isToBeChecked) {
            check(window.text(from, parser.currentLocation().getByteOffset()));
        }
        window.rowEnds();
        return row;
    }

    private void check(String text) throws IOException {
        JsonRowBinder.requireDistinctFields(text);
        isUnchecked = false;
        window.stopKeeping();
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
        isWhole = true;
        if (parser.nextToken() != null) {
            throw new JsonParseException(
                    parser, frame == Frame.ARRAY ? "the response continues after its rows"
                            : "the response continues after an object with rows. Lines of JSON need the Content-Type application/x-ndjson");
        }
    }
}
