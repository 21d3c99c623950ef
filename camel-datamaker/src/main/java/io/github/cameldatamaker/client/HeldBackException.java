package io.github.cameldatamaker.client;

import java.time.Duration;

/** A refusal of our own: the request was held back for as long as it may be, so waiting once more is no way out. */
final class HeldBackException extends DataMakerRateLimitException {

    private static final long serialVersionUID = 1L;

    HeldBackException(ApiError error, Duration retryAfter) {
        super(error.method() + " " + error.path() + " was " + error.message() + ". There will be more in "
              + Math.max(1, retryAfter.toSeconds()) + " s", error, retryAfter);
    }
}
