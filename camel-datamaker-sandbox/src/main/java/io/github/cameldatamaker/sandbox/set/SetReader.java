package io.github.cameldatamaker.sandbox.set;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.cameldatamaker.sandbox.error.ApiException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of POST /sets, {@code {"name","rows"}}, as a stream, row by row. */
public final class SetReader {

    /** The content of a body. */
    public record Content(String name, SetRows rows) {
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonParser in;
    private final ByteArrayOutputStream row = new ByteArrayOutputStream();
    private final JsonGenerator out;
    private String name;
    private List<byte[]> rows;

    private SetReader(JsonParser in) throws IOException {
        this.in = in;
        this.out = JSON.createGenerator(row, JsonEncoding.UTF8);
        // Each row is a root value of its own. A blank before it would become part of the row.
        out.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    /**
     * Reads the whole body.
     *
     * @throws ApiException                                         validation_error if it is JSON but not a set
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is not JSON
     * @throws IOException                                          if the client has gone
     */
    public static Content read(InputStream body) throws IOException {
        SetReader reader = new SetReader(JSON.createParser(body));
        try (reader.in; reader.out) {
            return reader.content();
        }
    }

    /**
     * Reads an array of rows.
     *
     * @throws ApiException validation_error if it is none
     */
    public static SetRows rows(InputStream array) throws IOException {
        try (JsonParser in = JSON.createParser(array)) {
            in.nextToken();
            return rows(in);
        }
    }

    /** Reads the array of rows that the parser stands at. */
    public static SetRows rows(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw ApiException.validation("the rows of a set must be an array of objects");
        }
        SetReader reader = new SetReader(in);
        try (reader.out) {
            return new SetRows(reader.readRows());
        }
    }

    private Content content() throws IOException {
        JsonToken first = in.nextToken();
        if (first != null && first != JsonToken.START_OBJECT) {
            throw ApiException.validation("the body must be a JSON object {\"name\", \"rows\"}");
        }
        while (first != null && in.nextToken() == JsonToken.FIELD_NAME) {
            property(in.currentName());
        }
        if (in.nextToken() != null) {
            throw ApiException.validation("the body is not JSON: there is more text after the object");
        }
        if (name == null) {
            throw ApiException.validation("a set needs a name");
        }
        if (rows == null) {
            throw ApiException.validation("a set needs rows: [{...}, {...}]");
        }
        return new Content(name, new SetRows(rows));
    }

    private void property(String key) throws IOException {
        JsonToken value = in.nextToken();
        switch (key) {
            case "name" -> {
                name = value == JsonToken.VALUE_STRING ? in.getText() : "";
                if (name.isBlank()) {
                    throw ApiException.validation("the name of a set must be a non-empty string");
                }
            }
            case "rows" -> {
                if (value != JsonToken.START_ARRAY) {
                    throw ApiException.validation("the rows of a set must be an array of objects");
                }
                rows = readRows();
            }
            default -> throw ApiException.validation("unknown property '" + key + "' of a set; a set has name and rows");
        }
    }

    private List<byte[]> readRows() throws IOException {
        List<byte[]> read = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw ApiException.validation("rows[" + read.size() + "] must be an object");
            }
            read.add(readRow());
        }
        return read;
    }

    private byte[] readRow() throws IOException {
        row.reset();
        int depth = 0;
        do {
            JsonToken token = in.currentToken();
            if (token.isNumeric()) {
                out.writeNumber(in.getText());
            } else {
                out.copyCurrentEvent(in);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        } while (depth > 0 && in.nextToken() != null);
        out.flush();
        return row.toByteArray();
    }
}
