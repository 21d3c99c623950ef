package io.github.cameldatamaker.client;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import okhttp3.Response;

/**
 * Makes the exception for an error response. It reads a bounded part of the body.
 */
final class ErrorReader {

    /** The most bytes of an error body that are read. */
    private static final int MAX_READ = 64 * 1024;
    /** The most characters that are shown of a body that is not the contract's. */
    private static final int MAX_SHOWN = 2048;
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final Clock clock;
    private final ApiKey key;

    ErrorReader(Clock clock, ApiKey key) {
        this.clock = clock;
        this.key = key;
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
        JsonNode error = contractError(body);
        Map<String, Object> details = error.path("details").isObject()
                ? Json.MAPPER.convertValue(error.path("details"), DETAILS) : Map.of();
        String requestId = header(response, "X-Request-Id").orElse(Objects.toString(details.get("request_id"), null));
        String message = error.isMissingNode() ? excerpt(response, body) : error.path("message").asText();
        return new ApiError(
                response.code(), error.path("code").textValue(), message, details, requestId,
                response.request().method(), response.request().url().encodedPath());
    }

    private JsonNode contractError(String body) {
        try {
            JsonNode error = Json.MAPPER.readTree(body).path("error");
            // Mask again: the first pass could not see a key with escapes in it.
            return error.isObject() ? Json.MAPPER.readTree(key.mask(error.toString())) : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private Optional<String> header(Response response, String name) {
        return Optional.ofNullable(response.header(name)).map(key::mask);
    }

    private String excerpt(Response response, String body) {
        String type = header(response, "Content-Type").orElse("no content type");
        if (response.isRedirect()) {
            return "a redirect to another address, which is not followed because it would take the key along. Check baseUrl";
        }
        String shown = body.length() > MAX_SHOWN ? body.substring(0, MAX_SHOWN) + "..." : body;
        return body.isBlank() ? "" : "a body that is not the service's (" + type + "): " + shown.strip();
    }

    private String body(Response response) {
        try {
            TextCharset charset = TextCharset.known(Optional.ofNullable(response.header("Content-Type")))
                    .orElse(TextCharset.UNDECLARED);
            return key.mask(charset.lenientText(response.body().byteStream().readNBytes(MAX_READ)));
        } catch (IOException e) {
            // The status alone is enough.
            return "";
        }
    }
}
