package io.github.cameldatamaker.consume;

import io.github.cameldatamaker.client.DataMakerException;

/** The repository has failed to store a check-point. It may work later. */
final class UnwrittenCheckPointException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    UnwrittenCheckPointException(String message, Throwable cause) {
        super(message, cause);
    }
}
