package io.github.cameldatamaker.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One call of the REST contract, before it is sent.
 *
 * @param method the HTTP method of the contract's row
 * @param path   its path, with placeholders in braces: {@code /templates/{template}/generate}
 * @param ids    the values of the placeholders, as they are; encoding is the client's
 * @param query  query parameters
 * @param accept the {@code Accept} header, if any
 * @param body   the JSON document to send, if any
 */
public record ApiRequest(
        String method, String path, Map<String, String> ids, Map<String, String> query, Optional<String> accept,
        Optional<Object> body) {

    /** Copies, so that a request cannot change after it was made. */
    public ApiRequest {
        ids = Map.copyOf(ids);
        query = Map.copyOf(query);
    }

    /** A request of a row of the contract, without ids, query or body. */
    public static ApiRequest of(String method, String path) {
        return new ApiRequest(method, path, Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    /** The same request with a value for a placeholder of the path. */
    public ApiRequest withId(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(ids);
        all.put(name, value);
        return new ApiRequest(method, path, all, query, accept, body);
    }

    /** The same request asking for a media type. */
    public ApiRequest withAccept(String mediaType) {
        return new ApiRequest(method, path, ids, query, Optional.of(mediaType), body);
    }

    /** The same request with a body, which is written as JSON. */
    public ApiRequest withJson(@Nullable Object document) {
        return new ApiRequest(method, path, ids, query, accept, Optional.ofNullable(document));
    }
}
