package io.github.cameldatamaker.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.Json;
import org.jspecify.annotations.Nullable;

/**
 * A state as the value of a key: one line of at most {@value #MAX_LENGTH} characters with a CRC-32 and the state as JSON. A
 * damaged or foreign value is refused, and never taken for an empty one.
 */
public final class StateLine {

    /** The longest value, in characters. */
    public static final int MAX_LENGTH = 256 * 1024;

    // ASCII only, because the store of a repository may have its own encoding.
    private static final ObjectWriter ASCII = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final Pattern VALUE = Pattern.compile("([0-9a-f]{8}):(.+)", Pattern.DOTALL);

    private StateLine() {
    }

    /** @throws DataMakerException if it is damaged or not ours; the message names the key */
    public static Map<String, Object> read(String key, String line) {
        Matcher matcher = VALUE.matcher(line);
        if (!matcher.matches() || !matcher.group(1).equals(Checksum.of(matcher.group(2)))) {
            throw unreadable(key, "its checksum does not fit", null);
        }
        try {
            return Json.MAPPER.readValue(matcher.group(2), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw unreadable(key, e.getOriginalMessage(), e);
        }
    }

    /** The exception for a damaged or foreign value. */
    public static DataMakerException unreadable(String key, String why, @Nullable Throwable cause) {
        return new DataMakerException(
                "The state under the key '" + key + "' is damaged, or this component did not write it (" + why
                        + "). Remove the key to begin anew, or restore its value",
                cause);
    }

    /**
     * @param  state              in JSON form
     * @throws DataMakerException if it is longer than {@value #MAX_LENGTH} characters; the message names the key
     */
    public static String write(String key, Map<String, Object> state) {
        String json;
        try {
            json = ASCII.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new DataMakerException("The state '" + key + "' cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        String line = Checksum.of(json) + ":" + json;
        if (line.length() > MAX_LENGTH) {
            throw new DataMakerException(
                    "The state '" + key + "' would have " + line.length() + " characters; it may have " + MAX_LENGTH);
        }
        return line;
    }
}
