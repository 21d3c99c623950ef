package io.github.cameldatamaker.client;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors of camel-datamaker. Thrown itself for wrong input that is found before any request goes out.
 */
public class DataMakerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An error without a cause. */
    public DataMakerException(String message) {
        super(message);
    }

    /** An error with the exception that led to it. */
    public DataMakerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the service has certainly done nothing of what was asked, since it was not sent, or refused before it was begun. */
    public boolean isNeverSent() {
        return false;
    }
}
