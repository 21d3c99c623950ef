package io.github.cameldatamaker.sandbox.connection;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The connections of the project. Their checks connect to nothing. */
public final class ConnectionStore {

    /**
     * The result of a check.
     *
     * @param verifiedAt when a check of the connection last succeeded
     */
    public record Verification(boolean ok, String message, Optional<Instant> verifiedAt) {

        /** The answer to POST /connections/{id}/verify. */
        public Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("ok", ok);
            json.put("message", message);
            json.put("verified_at", verifiedAt.map(Instant::toString).orElse(null));
            return json;
        }
    }

    private static final String FAILS = "unreachable";

    private final Clock clock;
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, Boolean> reachable = new HashMap<>();
    private long lastPosition;

    public ConnectionStore(Clock clock) {
        this.clock = clock;
        clear();
    }

    /** Forgets everything but the ready-made connection. */
    public synchronized void clear() {
        connections.clear();
        reachable.clear();
        lastPosition = 0;
        create(ReadyMadeConnection.ID, ReadyMadeConnection.draft());
    }

    /** Creates a connection and checks it. It is created even if the check fails. */
    public Connection create(ConnectionDraft draft) {
        return create("conn_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12), draft);
    }

    private synchronized Connection create(String id, ConnectionDraft draft) {
        connections.put(id, new Connection(++lastPosition, id, draft.properties(), Optional.empty()));
        verify(id);
        return connections.get(id);
    }

    /**
     * Checks a connection again.
     *
     * @throws ApiException not_found
     */
    public synchronized Verification verify(String id) {
        Connection connection = get(id);
        if (fails(connection)) {
            return new Verification(false, "connection_failed: timeout after 10 s", connection.lastVerifiedAt());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        connections.put(id, connection.verifiedAt(now));
        return new Verification(true, "connected", Optional.of(now));
    }

    /**
     * The schema of what is connected: its entity sets.
     *
     * @throws ApiException not_found, or connection_failed if the check fails
     */
    public synchronized Map<String, Object> metadata(String id) {
        Connection connection = get(id);
        if (fails(connection)) {
            throw ApiException.of(400, "connection_failed", "connection '" + id + "' cannot be reached: timeout after 10 s");
        }
        if (connection.properties().get("metadata") instanceof Map<?, ?> own) {
            Map<String, Object> metadata = new LinkedHashMap<>();
            own.forEach((key, value) -> metadata.put(String.valueOf(key), value));
            return metadata;
        }
        String type = String.valueOf(connection.properties().get("type")).toLowerCase(Locale.ROOT);
        return type.startsWith("sap") || type.startsWith("openapi") ? ReadyMadeConnection.metadata()
                : Map.of("entitySets", List.of());
    }

    /** Sets the result of checks from now on. Without it, the text of the connection decides. */
    public synchronized void setReachable(String id, boolean isReachable) {
        reachable.put(get(id).id(), isReachable);
    }

    /** Which connections have a set result of their checks, and which one. */
    public synchronized Map<String, Boolean> reachable() {
        return Map.copyOf(reachable);
    }

    /** Replaces everything. */
    public synchronized void restore(List<Connection> kept, Map<String, Boolean> results) {
        connections.clear();
        reachable.clear();
        lastPosition = 0;
        for (Connection connection : kept) {
            connections.put(connection.id(), connection);
            lastPosition = Math.max(lastPosition, connection.position());
        }
        reachable.putAll(results);
    }

    /** All connections, oldest first. */
    public synchronized List<Connection> list() {
        return List.copyOf(connections.values());
    }

    private Connection get(String id) {
        Connection connection = connections.get(id);
        if (connection == null) {
            throw ApiException.notFound("there is no connection '" + id + "'");
        }
        return connection;
    }

    private boolean fails(Connection connection) {
        Boolean set = reachable.get(connection.id());
        return set == null
                ? connection.properties().entrySet().stream().anyMatch(p -> !p.getKey().equals("name") && says(p.getValue()))
                : !set;
    }

    private static boolean says(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.values().stream().anyMatch(ConnectionStore::says);
        }
        return value instanceof String text && text.toLowerCase(Locale.ROOT).contains(FAILS);
    }
}
