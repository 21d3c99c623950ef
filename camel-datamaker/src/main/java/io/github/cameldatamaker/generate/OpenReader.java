package io.github.cameldatamaker.generate;

import java.util.Optional;

import io.github.cameldatamaker.json.JsonIterator;
import org.jspecify.annotations.Nullable;

/** A way to read an open body, which a message may have as its body instead. */
public interface OpenReader {

    /** The body that it reads. */
    OpenBody openBody();

    /** The open body that this value is or reads. */
    static Optional<OpenBody> openBodyOf(@Nullable Object value) {
        Object read = value instanceof JsonIterator items ? items.source() : value;
        return read instanceof OpenReader reader ? Optional.of(reader.openBody()) : Optional.empty();
    }
}
