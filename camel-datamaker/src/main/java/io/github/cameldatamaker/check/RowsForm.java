package io.github.cameldatamaker.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.generate.rows.RowForms;

/**
 * The form of a few rows in a response.
 *
 * @param verdict what is thought of it
 * @param text    the form, in words
 */
record RowsForm(Verdict verdict, String text) {

    private static final JsonMapper JSON = new JsonMapper();

    static RowsForm of(String response) {
        List<Object> documents = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(response)) {
            while (parser.nextToken() != null) {
                documents.add(JSON.readValue(parser, Object.class));
            }
        } catch (IOException e) {
            return new RowsForm(Verdict.missing, "the response is no JSON");
        }
        if (documents.size() == 1 && documents.get(0) instanceof List<?> rows) {
            return new RowsForm(Verdict.fits, "a JSON array of " + rows.size() + " rows");
        }
        if (documents.size() > 1 && documents.stream().allMatch(Map.class::isInstance)) {
            return new RowsForm(Verdict.tolerated, documents.size() + " rows as lines of JSON");
        }
        return documents.size() == 1 && documents.get(0) instanceof Map<?, ?> object ? ofObject(object)
                : new RowsForm(Verdict.missing, "the response holds no rows");
    }

    private static RowsForm ofObject(Map<?, ?> object) {
        return object.keySet().stream().map(String::valueOf)
                .filter(name -> RowForms.isArrayOfRows(name) && object.get(name) instanceof List).findFirst()
                .map(name -> new RowsForm(Verdict.tolerated, "an object with the rows under " + name))
                .orElseGet(() -> new RowsForm(Verdict.missing, "an object without rows: it has " + object.keySet()));
    }
}
