package io.github.cameldatamaker.sandbox.set;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest version of a set.
 *
 * @param position its place in the order of creation, which versions do not change; lists page by it
 */
public record SavedSet(long position, String name, int version, SetRows rows, Instant savedAt) {

    /** What POST /sets answers. */
    public Map<String, Object> toReceipt() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("version", version);
        json.put("row_count", rows.count());
        return json;
    }

    /** An item of GET /sets, {@code saved_at} being our addition. */
    public Map<String, Object> toListItem() {
        Map<String, Object> json = toReceipt();
        json.put("saved_at", savedAt.toString());
        return json;
    }
}
