package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.util.Optional;

import io.github.cameldatamaker.generate.DocumentReader;
import org.jspecify.annotations.Nullable;

/**
 * Takes a response apart into rows.
 */
public interface RowReader extends DocumentReader {

    /**
     * The next row, or null behind the last one, when the document is closed and the transport at its end.
     *
     * @throws IOException when the document is broken or a row cannot be bound
     */
    @Nullable
    Object read() throws IOException;

    /** Whether reading failed because the response had ended too early, and not because of what it holds. */
    boolean isCut();

    /** How many bytes of the response it has taken, what it has read ahead included. */
    long position();

    /** The line that names the fields of the rows; empty where each row does, and before a row was read. */
    default Optional<String> header() {
        return Optional.empty();
    }
}
