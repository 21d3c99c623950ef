package io.github.cameldatamaker.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.TextCharset;
import io.github.cameldatamaker.generate.rows.RowOptions;
import io.github.cameldatamaker.generate.rows.RowReader;
import io.github.cameldatamaker.generate.rows.RowReaders;
import io.github.cameldatamaker.generate.rows.RowShape;

/**
 * The form of a few rows in a response, read as a route reads them.
 *
 * @param verdict what is thought of it
 * @param text    the form, in words
 */
record RowsForm(Verdict verdict, String text) {

    private static final int UNKNOWN = -1;

    /** @param subtype of the content type; empty if there is none */
    static RowsForm of(String response, String subtype) {
        byte[] json = response.getBytes(StandardCharsets.UTF_8);
        RowOptions options = new RowOptions(true, UNKNOWN, RowShape.MAPS, null, json.length);
        try {
            RowReader reader = RowReaders.open(new ByteArrayInputStream(json), options, TextCharset.UNDECLARED, subtype);
            int rows = 0;
            while (reader.read() != null) {
                rows++;
            }
            return of(response, rows, reader.showsItsEnd());
        } catch (JsonProcessingException e) {
            return new RowsForm(Verdict.missing, "the rows cannot be read: " + e.getOriginalMessage());
        } catch (IOException | DataMakerException e) {
            return new RowsForm(Verdict.missing, "the rows cannot be read: " + e.getMessage());
        }
    }

    private static RowsForm of(String response, int rows, boolean showsItsEnd) {
        if (response.stripLeading().startsWith("[")) {
            return new RowsForm(Verdict.fits, "a JSON array of " + rows + " rows");
        }
        return new RowsForm(Verdict.tolerated, rows + (showsItsEnd ? " rows in an object" : " rows as lines of JSON"));
    }
}
