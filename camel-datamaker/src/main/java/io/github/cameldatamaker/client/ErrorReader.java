package io.github.cameldatamaker.client;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import okhttp3.Response;

/**
 * Makes the exception for an error response. It reads a bounded part of the body.
 */
final class ErrorReader {

    /** The most bytes of an error body that are read. */
    private static final int MAX_READ = 64 * 1024;

    private final Clock clock;
    private final Credentials credentials;

    ErrorReader(Clock clock, Credentials credentials) {
        this.clock = clock;
        this.credentials = credentials;
    }

    /** Reads and closes the response. */
    DataMakerApiException read(Response response) {
        ApiError error;
        try (response) {
            error = error(response, body(response));
        }
        if (error.statusCode() == 429 || "quota_exceeded".equals(error.code())) {
            return new DataMakerRateLimitException(error, RateLimit.of(response.headers(), clock).refusal().orElse(null));
        }
        if (error.statusCode() == 401 || error.statusCode() == 403) {
            return new DataMakerAuthenticationException(error, response.request().url().uri().getAuthority());
        }
        return error.statusCode() == 407
                ? new DataMakerApiException(error, "The proxy wants a user: check proxyUsername and proxyPassword")
                : new DataMakerApiException(error);
    }

    private ApiError error(Response response, String body) {
        ErrorBody error = ErrorBody.read(body, response.header("Content-Type"), credentials)
                .filter(read -> !response.isRedirect())
                .orElseGet(() -> new ErrorBody(null, excerpt(response, body), Map.of(), false, null));
        return new ApiError(
                response.code(), error.code(), error.message(), error.details(), error.isDocumented(),
                header(response, "X-Request-Id").orElse(error.requestId()), response.request().method(),
                response.request().url().encodedPath());
    }

    private Optional<String> header(Response response, String name) {
        return Optional.ofNullable(response.header(name)).map(credentials::mask);
    }

    private String excerpt(Response response, String body) {
        String type = header(response, "Content-Type").orElse("no content type");
        if (response.isRedirect()) {
            return "a redirect to another address, which is not followed because it would take the key along. Check baseUrl";
        }
        return body.isBlank() ? "" : "a body that is not the service's (" + type + "): " + ErrorBody.cut(body).strip();
    }

    private String body(Response response) {
        try {
            TextCharset charset = TextCharset.known(Optional.ofNullable(response.header("Content-Type")))
                    .orElse(TextCharset.UNDECLARED);
            return credentials.mask(charset.lenientText(response.body().byteStream().readNBytes(MAX_READ)));
        } catch (IOException e) {
            // The status alone is enough.
            return "";
        }
    }
}
