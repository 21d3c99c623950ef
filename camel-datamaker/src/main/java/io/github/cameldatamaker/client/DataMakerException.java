package io.github.cameldatamaker.client;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors of camel-datamaker. It is thrown itself for wrong input that is found before a request, and for data
 * that is whole but wrong.
 */
public class DataMakerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DataMakerException(String message) {
        super(message);
    }

    public DataMakerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the service has certainly done nothing: the request was not sent, or was refused before it began. */
    public boolean isNeverSent() {
        return false;
    }

    /** Whether the service or the network may recover, so that the same request may succeed later. */
    public boolean isTemporary() {
        return false;
    }
}
