package io.github.cameldatamaker.generate;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.client.DataMakerException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a large generation, small enough for a message: as body of {@code datamaker:generate} it says which rows to generate,
 * whatever the options of that endpoint are. The same chunk gives the same rows, wherever and however often. It is Serializable,
 * and its text is JSON.
 *
 * @param template        the template
 * @param templateVersion its version when the plan was made; null when the service did not say
 * @param seed            the chunk's own seed, derived from the plan's
 * @param index           which chunk it is, from 0
 * @param chunks          how many there are
 * @param firstRow        the number of its first row in the whole, from 0
 * @param count           how many rows it has
 * @param total           how many rows the whole has
 * @param overrides       values for fields of the template
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerateChunk(
        String template, @Nullable Integer templateVersion, String seed, @JsonInclude int index, @JsonInclude int chunks,
        @JsonInclude long firstRow, @JsonInclude long count, @JsonInclude long total, Map<String, Object> overrides) implements Serializable {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** @throws DataMakerException when what it says makes no chunk */
    public GenerateChunk {
        if (template == null || template.isEmpty() || seed == null || seed.isEmpty() || count < 1 || chunks < 1 || index < 0 || index >= chunks) {
            throw new DataMakerException(
                    "This is no chunk of a plan: template=" + template + ", seed=" + seed + ", index=" + index + " of " + chunks + ", count="
                                         + count);
        }
        overrides = overrides == null ? Map.of() : new LinkedHashMap<>(overrides);
    }

    /**
     * Reads one from its text.
     *
     * @throws DataMakerException when it is none
     */
    public static GenerateChunk of(String json) {
        try {
            return JSON.readValue(json, GenerateChunk.class);
        } catch (JsonProcessingException e) {
            throw none(e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads one from what JSON has become.
     *
     * @throws DataMakerException when it is none
     */
    public static GenerateChunk of(Map<?, ?> json) {
        try {
            return JSON.convertValue(json, GenerateChunk.class);
        } catch (IllegalArgumentException e) {
            throw none(e.getMessage(), e);
        }
    }

    private static DataMakerException none(String why, Throwable cause) {
        return cause.getCause() instanceof DataMakerException ours
                ? ours : new DataMakerException("The body is no chunk of a plan: " + why, cause);
    }

    /** As JSON text. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new DataMakerException("A chunk of template " + template + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
