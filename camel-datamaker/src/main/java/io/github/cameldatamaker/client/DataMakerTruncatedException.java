package io.github.cameldatamaker.client;

import org.jspecify.annotations.Nullable;

/**
 * A response began well but is not whole: the connection broke, the document was not closed, or it has fewer or more rows than
 * were asked for. What was read before is right, but not complete.
 */
public class DataMakerTruncatedException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    public DataMakerTruncatedException(String message) {
        super(message);
    }

    public DataMakerTruncatedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
