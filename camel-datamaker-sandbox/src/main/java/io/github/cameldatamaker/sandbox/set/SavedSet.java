package io.github.cameldatamaker.sandbox.set;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest version of a set.
 *
 * @param position its place in the order of creation; cursors of lists refer to it, and a new version does not change it
 */
public record SavedSet(long position, String name, int version, SetRows rows, Instant savedAt) {

    /** The answer to POST /sets. */
    public Map<String, Object> toReceipt() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("version", version);
        json.put("row_count", rows.count());
        return json;
    }

    /** An item of GET /sets. {@code saved_at} is our addition. */
    public Map<String, Object> toListItem() {
        Map<String, Object> json = toReceipt();
        json.put("saved_at", savedAt.toString());
        return json;
    }
}
