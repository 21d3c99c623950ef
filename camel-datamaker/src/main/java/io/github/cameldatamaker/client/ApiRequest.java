package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the REST contract, before it is sent.
 *
 * @param method          the HTTP method of the contract's row
 * @param path            its path, with placeholders in braces: {@code /templates/{template}/generate}
 * @param ids             the values of the placeholders, not encoded
 * @param query           query parameters
 * @param accept          the {@code Accept} header, if any
 * @param lastEventId     the {@code Last-Event-ID} header, if any: where a stream of events resumes
 * @param body            the body, if any
 * @param idempotent      whether it may be repeated even if it may have been done
 * @param load            what it takes of the workspace's budget
 * @param responseTimeout the least time to wait for a response, if the service is known to take longer
 * @param trace           the distributed trace that it belongs to, if any
 */
public record ApiRequest(
        String method, String path, Map<String, String> ids, Map<String, String> query, Optional<String> accept,
        Optional<String> lastEventId, Optional<ApiBody> body, boolean idempotent, Load load, Optional<Duration> responseTimeout,
        Optional<TraceContext> trace) {

    /** Copies the maps, so that a request cannot change. */
    public ApiRequest {
        ids = Map.copyOf(ids);
        query = Map.copyOf(query);
    }

    /** A request of a row of the contract, without ids, query or body. GET, PUT and DELETE are idempotent. */
    public static ApiRequest of(String method, String path) {
        boolean idempotent = method.equals("GET") || method.equals("PUT") || method.equals("DELETE");
        return new ApiRequest(
                method, path, Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), idempotent, Load.NORMAL,
                Optional.empty(), Optional.empty());
    }

    /** The same request with a value for a placeholder of the path. */
    public ApiRequest withId(String name, String value) {
        return new ApiRequest(
                method, path, with(ids, name, value), query, accept, lastEventId, body, idempotent, load, responseTimeout, trace);
    }

    /** The same request with a query parameter. */
    public ApiRequest withQuery(String name, String value) {
        return new ApiRequest(
                method, path, ids, with(query, name, value), accept, lastEventId, body, idempotent, load, responseTimeout, trace);
    }

    /** The same request for a media type. */
    public ApiRequest withAccept(String mediaType) {
        return new ApiRequest(
                method, path, ids, query, Optional.of(mediaType), lastEventId, body, idempotent, load, responseTimeout, trace);
    }

    /** The same request for the events after this one. */
    public ApiRequest withLastEventId(String id) {
        return new ApiRequest(
                method, path, ids, query, accept, Optional.of(id), body, idempotent, load, responseTimeout, trace);
    }

    /** The same request with a body. */
    public ApiRequest withBody(ApiBody content) {
        return new ApiRequest(
                method, path, ids, query, accept, lastEventId, Optional.of(content), idempotent, load, responseTimeout, trace);
    }

    /** The same request, known to be idempotent. */
    public ApiRequest asIdempotent() {
        return new ApiRequest(
                method, path, ids, query, accept, lastEventId, body, true, load, responseTimeout, trace);
    }

    /** The same request with another weight in the budget. */
    public ApiRequest withLoad(Load weight) {
        return new ApiRequest(
                method, path, ids, query, accept, lastEventId, body, idempotent, weight, responseTimeout, trace);
    }

    /** The same request, with this much time for the service to answer. */
    public ApiRequest withResponseTimeout(Duration atLeast) {
        return new ApiRequest(
                method, path, ids, query, accept, lastEventId, body, idempotent, load, Optional.of(atLeast), trace);
    }

    /** The same request, with the usual time for the service to answer. */
    public ApiRequest withoutResponseTimeout() {
        return new ApiRequest(
                method, path, ids, query, accept, lastEventId, body, idempotent, load, Optional.empty(), trace);
    }

    /** The same request as part of a trace. */
    public ApiRequest withTrace(TraceContext context) {
        return new ApiRequest(
                method, path, ids, query, accept, lastEventId, body, idempotent, load, responseTimeout, Optional.of(context));
    }

    /** How long to wait for the response: the longer of the usual time and the time of this request. */
    Duration responseLimit(Duration usual) {
        return responseTimeout.filter(own -> own.compareTo(usual) > 0).orElse(usual);
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }
}
