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

/**
 * The part before the rows of a saved set: {@code {"name", "version", "rows": [...]}} (contract: {@code GET /sets/{name}}).
 *
 * @param name    the set's name, if the service sends it before the rows
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
        try (JsonParser parser = FACTORY.createParser(start)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME && parser.nextToken().isScalarValue()) {
                if (parser.currentName().equals("name") && parser.currentToken() != JsonToken.VALUE_NULL) {
                    name = Optional.of(parser.getText());
                } else if (parser.currentName().equals("version") && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    version = Optional.of(parser.getValueAsInt());
                }
            }
        } catch (IOException e) {
            // The start was cut or is no JSON. Reading the rows will report that.
        }
        return new SavedSet(name, version, source);
    }
}
