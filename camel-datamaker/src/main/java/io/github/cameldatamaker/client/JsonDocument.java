package io.github.cameldatamaker.client;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer that is one JSON document. Objects become Maps in the service's order, and numbers keep their digits.
 */
public final class JsonDocument {

    private static final ObjectReader READER = Json.MAPPER.readerFor(Object.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonDocument() {
    }

    /**
     * Reads and closes the response; empty if it has no body.
     *
     * @param  maxSize                      the most bytes that are read into memory
     * @throws DataMakerTruncatedException if the document is not closed
     * @throws DataMakerException          if it is no JSON, or larger than {@code maxSize}
     */
    public static Optional<Object> read(ApiResponse response, long maxSize) {
        byte[] bytes = response.readAll(maxSize);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(READER.readValue(response.charset().utf8(new ByteArrayInputStream(bytes))));
        } catch (JsonEOFException | EOFException e) {
            throw new DataMakerTruncatedException(response + " holds a JSON document that is not closed", response.withoutKey(e));
        } catch (JsonProcessingException e) {
            // Jackson quotes what it cannot read.
            throw new DataMakerException(
                    response + " is no JSON: " + response.withoutKey(e.getOriginalMessage()), response.withoutKey(e));
        } catch (IOException e) {
            throw new DataMakerException(response + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads and closes a response that must hold an object; an empty one is an empty object.
     *
     * @param  maxSize             the most bytes that are read into memory
     * @throws DataMakerException as {@link #read}, and if it holds no object
     */
    public static Map<String, Object> readObject(ApiResponse response, long maxSize) {
        return asObject(read(response, maxSize).orElse(Map.of()), response.toString());
    }

    /** The value as the Map of an object, copied so that its keys are known to be text. */
    static Map<String, Object> asObject(@Nullable Object value, String where) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new DataMakerException(where + " holds " + (value == null ? "null" : value.getClass().getSimpleName())
                    + " where an object was expected");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, field) -> object.put(String.valueOf(key), field));
        return object;
    }
}
