package io.github.cameldatamaker.sandbox.generate.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** A template with one field, for tests of the types. */
record Fields(Api api) {

    /** The values of a field in that many rows. */
    List<JsonNode> values(int count, String type, Map<String, ?> options) {
        return api.rows(saved(type, options), Map.of("count", count, "seed", "values")).stream().map(row -> row.path("f"))
                .toList();
    }

    List<String> texts(int count, String type, Map<String, ?> options) {
        return values(count, type, options).stream().map(JsonNode::asText).toList();
    }

    List<Double> numbers(int count, String type, Map<String, ?> options) {
        return values(count, type, options).stream().map(JsonNode::asDouble).toList();
    }

    /** Tries to save a template with that field. */
    HttpResponse<String> save(String type, Map<String, ?> options) {
        return api.post("/templates",
                Api.text(Map.of("name", "One field", "fields", List.of(Map.of("name", "f", "type", type, "options", options)))));
    }

    /** Saves a template with that field, and returns its id. */
    String saved(String type, Map<String, ?> options) {
        HttpResponse<String> response = save(type, options);
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
        return Api.json(response.body()).path("id").asText();
    }
}
