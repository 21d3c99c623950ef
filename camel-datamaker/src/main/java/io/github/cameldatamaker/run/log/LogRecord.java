package io.github.cameldatamaker.run.log;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cameldatamaker.client.Json;

/**
 * A line that is a structured record, as {@code dm.log.info} writes it: a JSON object with a level.
 *
 * @param level  its level, as the service writes it
 * @param fields all its fields, including the level
 */
public record LogRecord(String level, Map<String, Object> fields) {

    private static final ObjectReader READER = Json.MAPPER.readerForMapOf(Object.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The record in a line; empty if the line is any other text. */
    public static Optional<LogRecord> of(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            Map<String, Object> fields = READER.readValue(line);
            return fields.get("level") instanceof String level ? Optional.of(new LogRecord(level, fields)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
