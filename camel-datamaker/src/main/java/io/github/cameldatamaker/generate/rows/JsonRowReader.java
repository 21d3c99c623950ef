package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of JSON: one array, objects one after the other (NDJSON), or an object with the array as {@code items}, {@code rows},
 * {@code data} or {@code live_data}. The first tokens decide.
 */
final class JsonRowReader implements RowReader {

    private static final int MAX_FIELDS_SHOWN = 10;

    /** What surrounds the rows. */
    private enum Frame {
        UNKNOWN, ARRAY, WRAPPED_ARRAY, LINES
    }

    private final RowWindow window;
    private final JsonParser parser;
    private final RowShape shape;
    private final @Nullable ObjectReader binder;
    private final JsonRowBinder rows;
    private final boolean lines;
    /** Whether an object alone is a row, without another one behind it. */
    private final boolean isOneEnough;
    private Frame frame = Frame.UNKNOWN;
    /** Whether the fields were not checked for duplicates yet. */
    private boolean isUnchecked;
    /** Whether the document may end here. */
    private boolean isWhole;
    /** The start of the second line, read ahead to tell lines from an object without rows; null if it was not. */
    private @Nullable JsonToken secondLine;
    /** Why it could not be read. */
    private @Nullable Exception secondFailure;

    /**
     * @param window of UTF-8
     * @param lines  whether the content type says that it is NDJSON
     */
    JsonRowReader(RowWindow window, RowOptions options, boolean lines) throws IOException {
        this.window = window;
        this.parser = JsonRowBinder.FACTORY.createParser(window);
        this.shape = options.shape();
        this.binder = options.binder();
        this.rows = new JsonRowBinder(parser, binder);
        this.lines = lines;
        this.isOneEnough = lines || options.expectedRows() == 1;
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
    public boolean showsItsEnd() {
        return frame == Frame.ARRAY || frame == Frame.WRAPPED_ARRAY;
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (frame == Frame.UNKNOWN) {
            return readFirst();
        }
        if (frame == Frame.LINES) {
            JsonToken token = nextLine();
            return token == null ? null : line(token);
        }
        JsonToken token = parser.nextToken();
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
            if (isArrayOfRows()) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    // Moves to the value of the field.
    private boolean isArrayOfRows() throws IOException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && RowForms.isCursor(name) && !parser.getText().isEmpty()) {
            throw new UncertainRowsException(
                    "holds one page of rows and names the next one (" + name + "). Only lists have pages");
        }
        if (value == JsonToken.START_OBJECT && RowForms.isOnlyForRows(name)) {
            throw new UncertainRowsException("holds " + name + " as an object. Only an array of rows can be read");
        }
        return value == JsonToken.START_ARRAY && RowForms.isArrayOfRows(name);
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
        if (!isOneEnough) {
            requireSecondLine(text);
        }
        if (shape.isText()) {
            return text;
        }
        if (isUnchecked) {
            check(text);
        }
        return JsonRowBinder.bind(text, binder);
    }

    // An object alone may be anything, for example an error.
    private void requireSecondLine(String first) throws IOException {
        try {
            secondLine = parser.nextToken();
        } catch (IOException | RuntimeException e) {
            // The first row is right, and comes first.
            secondFailure = e;
            return;
        }
        if (secondLine == null) {
            throw new UncertainRowsException(
                    "is only one object without rows (" + RowForms.namesOfArrays() + "). Its fields are "
                            + fields(first));
        }
    }

    private static String fields(String object) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser fields = JsonRowBinder.FACTORY.createParser(object)) {
            fields.nextToken();
            for (String name = fields.nextFieldName(); name != null; name = fields.nextFieldName()) {
                names.add(name);
                fields.nextToken();
                fields.skipChildren();
            }
        }
        return String.join(", ", names.subList(0, Math.min(names.size(), MAX_FIELDS_SHOWN)))
                + (names.size() > MAX_FIELDS_SHOWN ? ", ..." : "");
    }

    private @Nullable JsonToken nextLine() throws IOException {
        if (secondFailure instanceof IOException failure) {
            throw failure;
        }
        if (secondFailure instanceof RuntimeException failure) {
            throw failure;
        }
        JsonToken token = secondLine == null ? parser.nextToken() : secondLine;
        secondLine = null;
        return token;
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
                String name = parser.currentName();
                if (isArrayOfRows() && parser.nextToken() != JsonToken.END_ARRAY) {
                    throw new UncertainRowsException("holds two arrays of rows. The second one is " + name);
                }
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
