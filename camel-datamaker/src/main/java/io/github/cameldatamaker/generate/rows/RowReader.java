package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a response.
 */
public interface RowReader extends DocumentReader {

    /**
     * The next row; null after the last one, when the document is closed and the transport has ended.
     *
     * @throws IOException if the document is broken or a row cannot be bound
     */
    @Nullable
    Object read() throws IOException;

    /** Whether reading failed because the response ended too early, not because of its content. */
    boolean isCut();

    /** Whether its document has an end that cannot be cut off unnoticed, unlike lines. Known with the first row. */
    default boolean showsItsEnd() {
        return false;
    }

    /** The number of bytes of the response that it has taken, including those read ahead. */
    long position();

    /** The header line; empty if each row names its fields, and before the first row. */
    default Optional<String> header() {
        return Optional.empty();
    }
}
