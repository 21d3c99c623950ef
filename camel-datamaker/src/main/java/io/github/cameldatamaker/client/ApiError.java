package io.github.cameldatamaker.client;

import java.io.Serializable;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An error answer of the service.
 *
 * @param statusCode the HTTP status
 * @param code       {@code error.code}, or what other forms of errors have as code; null if the service gave none
 * @param message    {@code error.message}, or what other forms of errors say, or the start of a body in no known form
 * @param details    {@code error.details}; details that are no object stand in it as {@code details}
 * @param isDocumented whether the answer has the form that the contract has for errors
 * @param requestId  the service's id of the request, null when it gave none
 * @param method     the HTTP method
 * @param path       the encoded path, without query
 */
public record ApiError(
        int statusCode, @Nullable String code, String message, Map<String, Object> details, boolean isDocumented,
        @Nullable String requestId,
        String method, String path) implements Serializable {

    /** One line for people: request, status, code, message, request id. */
    public String describe() {
        StringBuilder line = new StringBuilder()
                .append(method).append(' ').append(path).append(" answered ").append(statusCode);
        if (code != null) {
            line.append(' ').append(code);
        }
        if (!message.isEmpty() && !message.equals(code)) {
            line.append(": ").append(message);
        }
        if (!details.isEmpty()) {
            line.append(' ').append(ErrorBody.cut(details.toString()));
        }
        if (requestId != null) {
            line.append(" (request ").append(requestId).append(')');
        }
        return line.toString();
    }
}
