package io.github.cameldatamaker.generate;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.TextCharset;
import io.github.cameldatamaker.generate.rows.RowForms;

/**
 * What the start of a saved set says about it: {@code {"name", "version", "rows": [...]}} (contract: {@code GET /sets/{name}}).
 *
 * @param name    the set's name, if the service sends it before the rows, or after few of them
 * @param version its version, likewise
 * @param source  the whole response from its start
 */
public record SavedSet(Optional<String> name, Optional<Integer> version, InputStream source) {

    /** Name and version are only searched in the first bytes. */
    private static final int HEAD = 8192;
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Peeks at the start of the response; all of it remains to be read. */
    public static SavedSet open(ApiResponse response) {
        TextCharset charset = TextCharset.known(response.contentType()).orElse(TextCharset.UNDECLARED);
        BufferedInputStream source = new BufferedInputStream(response.body(), HEAD);
        try {
            source.mark(HEAD);
            byte[] start = source.readNBytes(HEAD);
            source.reset();
            return head(charset.lenientUtf8(new ByteArrayInputStream(start)), source);
        } catch (IOException e) {
            // The body throws no checked exception, and the mark holds what was read.
            throw new IllegalStateException(e);
        }
    }

    private static SavedSet head(InputStream start, InputStream source) {
        Optional<String> name = Optional.empty();
        Optional<Integer> version = Optional.empty();
        boolean hasRows = false;
        try (JsonParser parser = FACTORY.createParser(start)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                    name = Optional.of(parser.getText());
                } else if (field.equals("version") && value == JsonToken.VALUE_NUMBER_INT) {
                    version = Optional.of(parser.getValueAsInt());
                }
                hasRows |= value == JsonToken.START_ARRAY && RowForms.isArrayOfRows(field);
                parser.skipChildren();
            }
        } catch (IOException e) {
            // The start was cut or is no JSON. Reading the rows will report that.
        }
        // Otherwise the object is a row, and name and version are its own.
        return hasRows ? new SavedSet(name, version, source) : new SavedSet(Optional.empty(), Optional.empty(), source);
    }
}
