package io.github.cameldatamaker.client;

import java.util.Map;
import java.util.Optional;

/**
 * The service answered, and the answer is an error: the contract's {@code {"error":{"code","message","details"}}}, or
 * anything else that is not the response that was asked for. Decide on {@link #getCode()} and {@link #getStatusCode()},
 * never on the message.
 */
public class DataMakerApiException extends DataMakerException {

    private static final long serialVersionUID = 1L;

    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int SERVER_ERRORS = 500;

    private final ApiError error;

    /** @param error what the service said */
    public DataMakerApiException(ApiError error) {
        this(error, "");
    }

    /**
     * @param error what the service said
     * @param hint  what the reader can do, added to the message
     */
    public DataMakerApiException(ApiError error, String hint) {
        super(hint.isEmpty() ? error.describe() : error.describe() + ". " + hint);
        this.error = error;
    }

    /**
     * The same error with more said.
     *
     * @param error the cause
     * @param hint  what the reader can do, added to the message
     */
    public DataMakerApiException(DataMakerApiException error, String hint) {
        super(error.getMessage() + ". " + hint, error);
        this.error = error.error;
    }

    DataMakerApiException(String message, ApiError error) {
        super(message);
        this.error = error;
    }

    /** The whole error answer. */
    public ApiError getError() {
        return error;
    }

    /** The HTTP status, for example 404. */
    public int getStatusCode() {
        return error.statusCode();
    }

    /** Whether what was asked for does not exist. */
    public boolean isNotFound() {
        return error.statusCode() == NOT_FOUND;
    }

    /** Whether what was asked for existed once, but not any more. */
    public boolean isGone() {
        return error.statusCode() == GONE;
    }

    @Override
    public boolean isTemporary() {
        return error.statusCode() >= SERVER_ERRORS || error.statusCode() == REQUEST_TIMEOUT;
    }

    /** {@code error.code} of the contract, or what other forms of errors have as code; empty when the service gave none. */
    public Optional<String> getCode() {
        return Optional.ofNullable(error.code());
    }

    /** {@code error.message}, or what other forms of errors say, or the start of a body in no known form. */
    public String getErrorMessage() {
        return error.message();
    }

    /** {@code error.details}; empty when there are none. */
    public Map<String, Object> getDetails() {
        return error.details();
    }

    /** The service's id of the request, for a support ticket; empty if there is none. */
    public Optional<String> getRequestId() {
        return Optional.ofNullable(error.requestId());
    }

    /** The HTTP method of the request. */
    public String getMethod() {
        return error.method();
    }

    /** The path of the request, percent-encoded, without its query. */
    public String getPath() {
        return error.path();
    }
}
