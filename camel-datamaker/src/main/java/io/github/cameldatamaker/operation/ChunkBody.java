package io.github.cameldatamaker.operation;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateChunk;
import io.github.cameldatamaker.json.ReadOnceStream;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Reads the chunk of a plan from a message body: an object, its JSON as text, bytes, file or stream, or the Map that a JSON data
 * format has made. It looks into a stream only if the stream can be read again.
 */
final class ChunkBody {

    /** A chunk that has lost a field still counts as a chunk, so that other rows are not paid for in its place. */
    private static final int MARKS_OF_A_CHUNK = 2;
    /** It looks no further into a stream, because a chunk is small. */
    private static final int LONGEST = 1 << 20;
    private static final int MOST_SPACES = 64;

    private ChunkBody() {
    }

    /**
     * Empty if the body is something else.
     *
     * @throws DataMakerException if it is meant as a chunk but is none
     */
    static Optional<GenerateChunk> of(Object body) {
        if (body instanceof GenerateChunk chunk) {
            return Optional.of(chunk);
        }
        if (body instanceof Map<?, ?> map) {
            return isChunk(map::containsKey) ? Optional.of(GenerateChunk.of(map)) : Optional.empty();
        }
        if (body instanceof String text) {
            return ofText(text);
        }
        try {
            return body instanceof byte[] bytes ? ofBytes(bytes) : ofBytes(start(body));
        } catch (IOException e) {
            throw new DataMakerException("Cannot read the body to check whether it is a chunk of a plan: " + e.getMessage(), e);
        }
    }

    // Others must still be able to read the body afterwards.
    private static byte[] start(Object body) throws IOException {
        if (body instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file) {
            if (!file.isFile()) {
                // It is gone, moved or a directory, so it is no chunk.
                return new byte[0];
            }
            try (InputStream in = Files.newInputStream(file.toPath())) {
                return start(in);
            } catch (IOException e) {
                // The same if it has gone since, or may not be read.
                return new byte[0];
            }
        }
        if (!(body instanceof InputStream in) || body instanceof ReadOnceStream) {
            return new byte[0];
        }
        if (body instanceof StreamCache cache) {
            byte[] start = start(in);
            cache.reset();
            return start;
        }
        if (!in.markSupported()) {
            return new byte[0];
        }
        in.mark(LONGEST);
        byte[] start = start(in);
        in.reset();
        return start;
    }

    // If it is no object, it reads no further: the stream may be slow.
    private static byte[] start(InputStream in) throws IOException {
        int first = in.read();
        for (int spaces = 1; Character.isWhitespace(first) && spaces < MOST_SPACES; spaces++) {
            first = in.read();
        }
        byte[] rest = first == '{' ? in.readNBytes(LONGEST - MOST_SPACES) : new byte[0];
        byte[] start = new byte[rest.length + 1];
        start[0] = (byte) first;
        System.arraycopy(rest, 0, start, 1, rest.length);
        return start;
    }

    private static Optional<GenerateChunk> ofBytes(byte[] bytes) {
        return ofText(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<GenerateChunk> ofText(String text) {
        Predicate<String> hasField = field -> text.contains('"' + field + '"');
        boolean isObject = text.stripLeading().startsWith("{");
        return isObject && (isChunk(hasField) || isStartOfChunk(text, hasField)) ? Optional.of(GenerateChunk.of(text))
                : Optional.empty();
    }

    private static boolean isChunk(Predicate<String> hasField) {
        return Stream.of("seed", "chunks", "firstRow", "digest").filter(hasField).count() >= MARKS_OF_A_CHUNK;
    }

    // Its first fields may also be a message that says what to generate, unless it is cut off after them.
    private static boolean isStartOfChunk(String text, Predicate<String> hasField) {
        return !text.stripTrailing().endsWith("}") && hasField.test("template") && hasField.test("seed");
    }
}
