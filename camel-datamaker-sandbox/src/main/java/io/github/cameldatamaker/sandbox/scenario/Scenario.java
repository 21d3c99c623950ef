package io.github.cameldatamaker.sandbox.scenario;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A scenario with its current code.
 *
 * @param position  its place in the order of creation; cursors of lists refer to it
 * @param updatedAt when its code was last replaced
 */
public record Scenario(long position, String id, String name, String code, Instant createdAt, Instant updatedAt) {

    /** The JSON of an answer. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("code", code);
        json.put("createdAt", createdAt.toString());
        json.put("updatedAt", updatedAt.toString());
        return json;
    }

    Scenario withCode(String newCode, Instant now) {
        return new Scenario(position, id, name, newCode, createdAt, now);
    }
}
