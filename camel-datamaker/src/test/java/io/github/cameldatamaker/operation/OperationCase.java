package io.github.cameldatamaker.operation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameldatamaker.DataMakerOperation;

/**
 * One operation: what a route gives it, what then goes out, what the service answers, and what the route gets.
 *
 * @param options     of the URI
 * @param in          headers of the exchange
 * @param body        body of the exchange
 * @param method      what goes out
 * @param url         path and query, encoded
 * @param accept      null: no such header
 * @param contentType null: no such header
 * @param sent        the body, JSON or multipart with its boundary called BOUNDARY; null: none
 * @param status      what the service answers
 * @param answerType  null: no such header
 * @param result      what the route has as body
 * @param out         the component's headers after it, but those that every response sets
 */
record OperationCase(
        DataMakerOperation operation, String options, Map<String, Object> in, Object body, String method, String url,
        String accept,
        String contentType, String sent, int status, String answerType, String answer, Class<?> type, Object result,
        Map<String, Object> out) {

    private static final String JSON = "application/json";

    static OperationCase of(DataMakerOperation operation, String options) {
        return new OperationCase(operation, options, Map.of(), null, null, null, null, null, null, 200, JSON, "", null, null,
                Map.of());
    }

    OperationCase header(String name, Object value) {
        return new OperationCase(
                operation, options, with(in, name, value), body, method, url, accept, contentType, sent, status, answerType,
                answer,
                type, result, with(out, name, value));
    }

    OperationCase body(Object given) {
        return new OperationCase(
                operation, options, in, given, method, url, accept, contentType, sent, status, answerType, answer, type, result,
                out);
    }

    OperationCase sends(String verb, String target) {
        return new OperationCase(
                operation, options, in, body, verb, target, accept, contentType, sent, status, answerType, answer, type, result,
                out);
    }

    OperationCase accept(String mediaType) {
        return new OperationCase(
                operation, options, in, body, method, url, mediaType, contentType, sent, status, answerType, answer, type, result,
                out);
    }

    OperationCase json(String document) {
        return content(JSON, document);
    }

    OperationCase content(String mediaType, String text) {
        return new OperationCase(
                operation, options, in, body, method, url, accept, mediaType, text, status, answerType, answer, type, result,
                out);
    }

    OperationCase answered(int code, String document) {
        return answered(code, JSON, document);
    }

    OperationCase answered(int code, String mediaType, String text) {
        return new OperationCase(
                operation, options, in, body, method, url, accept, contentType, sent, code, mediaType, text, type, result, out);
    }

    OperationCase gives(Class<?> bodyType, Object content) {
        return new OperationCase(
                operation, options, in, body, method, url, accept, contentType, sent, status, answerType, answer, bodyType,
                content,
                out);
    }

    OperationCase sets(String name, Object value) {
        return new OperationCase(
                operation, options, in, body, method, url, accept, contentType, sent, status, answerType, answer, type, result,
                with(out, name, value));
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }

    @Override
    public String toString() {
        return operation + "?" + options + (in.isEmpty() ? "" : " " + in.keySet()) + " -> " + method + " " + url;
    }
}
