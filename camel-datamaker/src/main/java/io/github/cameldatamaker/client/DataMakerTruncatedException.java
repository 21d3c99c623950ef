package io.github.cameldatamaker.client;

import org.jspecify.annotations.Nullable;

/**
 * A response began well and was not whole: the connection broke, the document was not closed, or it held fewer or more rows
 * than were asked for. What was read before is right, but it is not all.
 */
public class DataMakerTruncatedException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    /** What was missing. */
    public DataMakerTruncatedException(String message) {
        super(message);
    }

    /** What was missing, and the exception that showed it. */
    public DataMakerTruncatedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
