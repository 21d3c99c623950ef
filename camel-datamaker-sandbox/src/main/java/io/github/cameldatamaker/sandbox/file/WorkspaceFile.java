package io.github.cameldatamaker.sandbox.file;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of the workspace.
 *
 * @param position its place in the order of uploads; cursors of lists refer to it
 * @param size     in bytes
 * @param content  where its bytes lie
 */
public record WorkspaceFile(long position, String name, long size, String contentType, Instant uploadedAt, Path content) {

    /** The answer to POST /workspace/files, and an item of the list. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("size", size);
        json.put("uploaded_at", uploadedAt.toString());
        return json;
    }
}
