package io.github.cameldatamaker.run;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer remembers between two polls or two lives, under one key of a {@link StateRepository}: one line of at most
 * {@value #MAX_LENGTH} characters, a CRC-32 and the state as JSON. A value that is torn, or that somebody else wrote, is refused
 * and never taken for an empty one: the consumer would begin again from the start, or skip what it had not delivered.
 *
 * <p>
 * A key has one user in a JVM; between JVMs that is the repository's affair ({@code DataMakerFileStateRepository} sees to it).
 */
public final class StoredState implements AutoCloseable {

    /** The longest value, in characters. */
    static final int MAX_LENGTH = 256 * 1024;

    // ASCII only: what is behind a repository may have an encoding of its own.
    private static final ObjectMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Pattern VALUE = Pattern.compile("([0-9a-f]{8}):(.+)", Pattern.DOTALL);
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.~-]");
    private static final Set<Use> IN_USE = ConcurrentHashMap.newKeySet();

    private final Use use;
    private boolean isClosed;

    private record Use(StateRepository<String, String> repository, String key) {
    }

    private StoredState(Use use) {
        this.use = use;
    }

    /**
     * Takes a key of a repository into use, until {@link #close()}.
     *
     * @throws DataMakerException when the key is in use; it names the key
     */
    public static StoredState open(StateRepository<String, String> repository, String key) {
        Use use = new Use(repository, key);
        if (!IN_USE.add(use)) {
            throw new DataMakerException(
                    "The state '" + key + "' is in use by another consumer of this repository: each would overwrite what the other "
                                         + "remembers. Give each its own key or repository");
        }
        return new StoredState(use);
    }

    /** A key of these parts. It has no {@code =} and no line break, whatever the parts are. */
    public static String key(String... parts) {
        return Arrays.stream(parts).map(StoredState::encoded).collect(Collectors.joining(":"));
    }

    private static String encoded(String part) {
        return UNSAFE.matcher(part).replaceAll(found -> {
            StringBuilder hex = new StringBuilder();
            for (byte b : found.group().getBytes(StandardCharsets.UTF_8)) {
                hex.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
            return Matcher.quoteReplacement(hex.toString());
        });
    }

    /** The key. */
    public String key() {
        return use.key();
    }

    /**
     * What was written last; empty when nothing was.
     *
     * @throws DataMakerException when the repository holds something else under the key; it names the key
     */
    public Optional<Map<String, Object>> read() {
        String value = use.repository().getState(use.key());
        if (value == null) {
            return Optional.empty();
        }
        Matcher matcher = VALUE.matcher(value);
        if (!matcher.matches() || !matcher.group(1).equals(checksum(matcher.group(2)))) {
            throw unreadable("its checksum does not fit", null);
        }
        try {
            return Optional.of(JSON.readValue(matcher.group(2), new TypeReference<LinkedHashMap<String, Object>>() {
            }));
        } catch (JsonProcessingException e) {
            throw unreadable(e.getOriginalMessage(), e);
        }
    }

    private DataMakerException unreadable(String why, @Nullable Throwable cause) {
        return new DataMakerException(
                "The repository holds no state of ours under the key '" + use.key() + "', or a torn one (" + why
                                      + "). Remove the key to begin anew, or restore its value",
                cause);
    }

    /**
     * Replaces what is remembered.
     *
     * @param  state              what JSON can hold
     * @throws DataMakerException when it is longer than {@value #MAX_LENGTH} characters, or this is closed; what was there stays
     */
    public void write(Map<String, Object> state) {
        String json;
        try {
            json = JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new DataMakerException("The state '" + use.key() + "' cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
        String value = checksum(json) + ":" + json;
        if (value.length() > MAX_LENGTH) {
            throw new DataMakerException(
                    "The state '" + use.key() + "' would have " + value.length() + " characters; it may have " + MAX_LENGTH);
        }
        set(value);
    }

    // Under the lock of close(): who takes the key over must not be overwritten by who had it before.
    private synchronized void set(String value) {
        if (isClosed) {
            throw new DataMakerException("The state '" + use.key() + "' is closed: somebody else may write it by now");
        }
        use.repository().setState(use.key(), value);
    }

    private static String checksum(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(crc.getValue(), 8);
    }

    /** Gives the key free. What was written stays, and this writes nothing any more. */
    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            IN_USE.remove(use);
        }
    }
}
