package io.github.cameldatamaker.consume;

import io.github.cameldatamaker.client.DataMakerException;

/** The repository has failed to take a check-point; it may do so at another time. */
final class UnwrittenCheckPointException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    UnwrittenCheckPointException(String message, Throwable cause) {
        super(message, cause);
    }
}
