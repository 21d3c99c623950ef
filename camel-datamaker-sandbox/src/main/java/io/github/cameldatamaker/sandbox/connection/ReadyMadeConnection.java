package io.github.cameldatamaker.sandbox.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connection that every sandbox starts with. Its schema is that of all connections to SAP and OpenAPI. */
final class ReadyMadeConnection {

    static final String ID = "conn_sap_s4";
    private static final Map<String, Object> JSON = read();

    private ReadyMadeConnection() {
    }

    static ConnectionDraft draft() {
        return ConnectionDraft.parse(JSON);
    }

    static Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("entitySets", ((Map<?, ?>) JSON.get("metadata")).get("entitySets"));
        return metadata;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read() {
        try (InputStream in = ReadyMadeConnection.class.getResourceAsStream(ID + ".json")) {
            return new ObjectMapper().readValue(in, Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
