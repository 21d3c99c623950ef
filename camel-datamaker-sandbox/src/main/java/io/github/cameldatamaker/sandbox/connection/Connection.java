package io.github.cameldatamaker.sandbox.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A connection as it was created, and when its check last succeeded.
 *
 * @param position   its place in the order of creation; cursors of lists refer to it
 * @param properties as the client sent them, without id and lastVerifiedAt
 */
public record Connection(long position, String id, Map<String, Object> properties, Optional<Instant> lastVerifiedAt) {

    public Connection {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The JSON of an answer. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.putAll(properties);
        json.put("lastVerifiedAt", lastVerifiedAt.map(Instant::toString).orElse(null));
        return json;
    }

    Connection verifiedAt(Instant instant) {
        return new Connection(position, id, properties, Optional.of(instant));
    }
}
