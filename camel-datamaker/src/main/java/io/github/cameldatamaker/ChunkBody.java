package io.github.cameldatamaker;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.generate.GenerateChunk;

/**
 * The chunk of a plan that a message body is: an object, its JSON text, or the Map that a JSON data format has made of it.
 */
final class ChunkBody {

    /** One that has lost a field is meant as a chunk, too: other rows must not be paid for in its place. */
    private static final int MARKS_OF_A_CHUNK = 2;

    private ChunkBody() {
    }

    /**
     * Empty when the body is something else.
     *
     * @throws DataMakerException when it is meant as a chunk, and is none
     */
    static Optional<GenerateChunk> of(Object body) {
        if (body instanceof GenerateChunk chunk) {
            return Optional.of(chunk);
        }
        if (body instanceof Map<?, ?> map) {
            return isChunk(map::containsKey) ? Optional.of(GenerateChunk.of(map)) : Optional.empty();
        }
        if (body instanceof byte[] bytes) {
            return ofText(new String(bytes, StandardCharsets.UTF_8));
        }
        return body instanceof String text ? ofText(text) : Optional.empty();
    }

    private static Optional<GenerateChunk> ofText(String text) {
        boolean isObject = text.stripLeading().startsWith("{");
        return isObject && isChunk(field -> text.contains('"' + field + '"')) ? Optional.of(GenerateChunk.of(text)) : Optional.empty();
    }

    private static boolean isChunk(Predicate<String> hasField) {
        return Stream.of("chunks", "firstRow", "seed").filter(hasField).count() >= MARKS_OF_A_CHUNK;
    }
}
