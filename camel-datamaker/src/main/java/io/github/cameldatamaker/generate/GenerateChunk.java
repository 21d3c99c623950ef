package io.github.cameldatamaker.generate;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Json;
import io.github.cameldatamaker.json.JsonBody;
import org.jspecify.annotations.Nullable;

/**
 * A part of a large generation, small enough for a message. As the body of {@code datamaker:generate} it says which rows to
 * generate, and the options of that endpoint do not matter. The same chunk always gives the same rows. It is Serializable, and
 * its text is Json.MAPPER. Only a {@link ChunkPlan} makes one; its digest shows any later change. The digest protects against
 * damage and is not a signature.
 *
 * @param template        the template
 * @param templateVersion its version when the plan was made; null if the service did not send it
 * @param seed            the chunk's own seed, derived from the plan's
 * @param index           its index, from 0
 * @param chunks          the number of chunks
 * @param firstRow        the index of its first row in the whole, from 0
 * @param count           its number of rows
 * @param total           the number of rows of the whole
 * @param overrides       values for fields of the template
 * @param digest          the digest of all other fields
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerateChunk(
        String template, @Nullable Integer templateVersion, String seed, @JsonInclude int index, @JsonInclude int chunks,
        @JsonInclude long firstRow, @JsonInclude long count, @JsonInclude long total, Map<String, Object> overrides,
        String digest)
        implements
            JsonBody,
            Serializable {

    // Fractions keep their digits, and dates have the form that the client writes.
    private static final int LONGEST_VALUE = 100;

    /** @throws DataMakerException if its fields make no chunk, or are not those of the plan */
    public GenerateChunk {
        require(template != null && !template.isEmpty(), "template", template, "it must name one");
        require(chunks >= 1, "chunks", chunks, "it must be at least 1");
        require(index >= 0 && index < chunks, "index", index, "it must be from 0 to " + (chunks - 1));
        require(seed != null && seed.endsWith("#" + index), "seed", seed, "it must end with #" + index);
        require(count >= 1, "count", count, "it must be at least 1");
        require(firstRow >= 0, "firstRow", firstRow, "it must be 0 or more");
        require(total - firstRow >= count, "total", total,
                "it must be at least firstRow and count, " + firstRow + " and " + count);
        overrides = overrides == null ? Map.of() : new LinkedHashMap<>(overrides);
        String made = digest(template, templateVersion, seed, index, chunks, firstRow, count, total, overrides);
        require(made.equals(digest), "digest", digest,
                "the other fields make " + made + ", so one of them is not as it was planned");
    }

    private static void require(boolean condition, String field, @Nullable Object value, String what) {
        if (!condition) {
            String shown = String.valueOf(value);
            throw new DataMakerException(
                    "This is no chunk of a plan: its " + field + " is "
                            + (shown.length() > LONGEST_VALUE ? shown.substring(0, LONGEST_VALUE) + "..." : shown) + ", and "
                            + what + ". Send chunks just as datamaker:plan makes them, with all of their fields");
        }
    }

    /** A chunk of a plan. */
    static GenerateChunk planned(
            String template, @Nullable Integer templateVersion, String seed, int index, int chunks, long firstRow, long count,
            long total,
            Map<String, Object> overrides) {
        return new GenerateChunk(
                template, templateVersion, seed, index, chunks, firstRow, count, total, overrides,
                digest(template, templateVersion, seed, index, chunks, firstRow, count, total, overrides));
    }

    private static String digest(
            String template, @Nullable Integer templateVersion, String seed, int index, int chunks, long firstRow, long count,
            long total,
            Map<String, Object> overrides) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("template", template);
        fields.put("templateVersion", templateVersion);
        fields.put("seed", seed);
        fields.put("index", index);
        fields.put("chunks", chunks);
        fields.put("firstRow", firstRow);
        fields.put("count", count);
        fields.put("total", total);
        fields.put("overrides", overrides);
        try {
            return ChunkDigest.of(Json.MAPPER, fields);
        } catch (IllegalArgumentException e) {
            throw new DataMakerException(
                    "The overrides of template " + template + " cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a chunk from its text.
     *
     * @throws DataMakerException if it is none
     */
    public static GenerateChunk of(String json) {
        try {
            return Json.MAPPER.readValue(json, GenerateChunk.class);
        } catch (JsonProcessingException e) {
            throw none(e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a chunk from a Map that a JSON data format has made.
     *
     * @throws DataMakerException if it is none
     */
    public static GenerateChunk of(Map<?, ?> json) {
        try {
            return Json.MAPPER.convertValue(json, GenerateChunk.class);
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
        return new String(jsonBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] jsonBytes() {
        try {
            return Json.MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new DataMakerException(
                    "A chunk of template " + template + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
