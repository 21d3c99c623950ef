package io.github.cameldatamaker.generate;

import java.util.Optional;

import io.github.cameldatamaker.json.JsonIterator;
import org.jspecify.annotations.Nullable;

/** A way to read an open body, and one of the values that a message may have instead of it. */
public interface OpenReader {

    /** What is read. */
    OpenBody openBody();

    /** The open body that a value of a message is, or reads. */
    static Optional<OpenBody> openBodyOf(@Nullable Object value) {
        Object read = value instanceof JsonIterator items ? items.source() : value;
        return read instanceof OpenReader reader ? Optional.of(reader.openBody()) : Optional.empty();
    }
}
