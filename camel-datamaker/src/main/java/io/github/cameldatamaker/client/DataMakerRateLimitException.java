package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The workspace's budget is used up: requests a minute (429) or generated rows an hour ({@code quota_exceeded}). The service has
 * done nothing, so the request may be repeated after {@link #getRetryAfter()}.
 */
public class DataMakerRateLimitException extends DataMakerApiException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * @param error      what the service said
     * @param retryAfter how long to wait; null if unknown
     */
    public DataMakerRateLimitException(ApiError error, @Nullable Duration retryAfter) {
        super(error, retryAfter == null ? "" : "Try again in " + Math.max(1, retryAfter.toSeconds()) + " s");
        this.retryAfter = retryAfter;
    }

    DataMakerRateLimitException(String message, ApiError error, Duration retryAfter) {
        super(message, error);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the request can succeed; empty if unknown. */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean isNeverSent() {
        return true;
    }

    @Override
    public boolean isTemporary() {
        return true;
    }
}
