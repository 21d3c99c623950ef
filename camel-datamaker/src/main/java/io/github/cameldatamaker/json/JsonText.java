package io.github.cameldatamaker.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Json;

/**
 * Writes JSON in UTF-8. Numbers keep their digits, and dates are ISO-8601.
 */
public final class JsonText {

    /** Writes what the component makes, and whatever a user puts into it. */
    public static final JsonText DEFAULT = new JsonText(() -> Default.WRITER);

    private final Supplier<ObjectWriter> writer;

    /** Made when something is written, because rows that are only read need no mapper. */
    private static final class Default {

        static final ObjectWriter WRITER = writer(Json.MAPPER);
    }

    /** @param mapper writes the objects of the user's classes */
    public JsonText(ObjectMapper mapper) {
        ObjectWriter made = writer(mapper);
        this.writer = () -> made;
    }

    private JsonText(Supplier<ObjectWriter> writer) {
        this.writer = writer;
    }

    private static ObjectWriter writer(ObjectMapper mapper) {
        return mapper.writer()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);
    }

    /** @throws DataMakerException if Jackson cannot write the value */
    public byte[] bytes(Object value) {
        try {
            return writer.get().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw failed(value, e);
        }
    }

    /** Writes the value, and leaves the stream open. */
    void write(Object value, OutputStream out) throws IOException {
        try {
            writer.get().writeValue(out, value);
        } catch (JsonProcessingException e) {
            throw failed(value, e);
        }
    }

    private static DataMakerException failed(Object value, JsonProcessingException e) {
        return new DataMakerException(
                "A body of " + value.getClass().getName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
    }
}
