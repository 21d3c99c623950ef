package io.github.cameldatamaker.sandbox.error;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An error that the service answers, {@code {"error":{"code","message","details"}}} (contract: "Content &amp; errors").
 *
 * <p>The codes {@code validation_error} and {@code quota_exceeded} are the vendor's. Ours are {@code unauthorized},
 * {@code not_found}, {@code method_not_allowed}, {@code run_finished}, {@code log_expired}, {@code payload_too_large},
 * {@code rate_limited} and {@code internal_error}.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> details;
    private final Duration retryAfter;

    private ApiException(int status, String code, String message, Map<String, Object> details, Duration retryAfter) {
        super(message);
        this.status = status;
        this.code = code;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    /** 400 validation_error. */
    public static ApiException validation(String message) {
        return of(400, "validation_error", message);
    }

    /** 400 validation_error in the vendor's words: {@code field 'X' invalid: why}. */
    public static ApiException invalidField(String field, String why) {
        return new ApiException(400, "validation_error", "field '" + field + "' invalid: " + why, Map.of("field", field), null);
    }

    /** 401 unauthorized. */
    public static ApiException unauthorized(String message) {
        return of(401, "unauthorized", message);
    }

    /** 404 not_found. */
    public static ApiException notFound(String message) {
        return of(404, "not_found", message);
    }

    /** 409 run_finished: the run has ended, so it cannot be cancelled. */
    public static ApiException runFinished(String run, String status) {
        return new ApiException(409, "run_finished", "run '" + run + "' is finished, its status is " + status,
                Map.of("status", status), null);
    }

    /** 429 rate_limited: no requests are left in this minute. */
    public static ApiException rateLimited(String message, Duration retryAfter) {
        return new ApiException(429, "rate_limited", message, Map.of(), retryAfter);
    }

    /** 429 quota_exceeded: too few rows are left in this hour. */
    public static ApiException quotaExceeded(String message, Map<String, Object> details, Duration retryAfter) {
        return new ApiException(429, "quota_exceeded", message, details, retryAfter);
    }

    /** Any other status and code, without details. */
    public static ApiException of(int status, String code, String message) {
        return new ApiException(status, code, message, Map.of(), null);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** With a 429: how long the client is to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The body of the answer. */
    public Map<String, Object> body() {
        return body(code, getMessage(), details);
    }

    /** The body of an error, in the contract's key order. */
    public static Map<String, Object> body(String code, String message, Map<String, Object> details) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("details", details);
        return Map.of("error", error);
    }
}
