package io.github.cameldatamaker.sandbox;

import io.github.cameldatamaker.sandbox.http.RequestLog;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it reached the sandbox, for tests that assert what a client sent.
 *
 * @param method  GET, POST, ...
 * @param path    the raw path, still percent-encoded
 * @param query   the raw query without its question mark; empty if there is none
 * @param headers all values of every header; names match in upper and lower case
 * @param body    the first 64 kB of the body as UTF-8; empty if there is none
 */
public record RecordedRequest(String method, String path, String query, Map<String, List<String>> headers, String body) {

    public RecordedRequest {
        Map<String, List<String>> caseInsensitive = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> caseInsensitive.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(caseInsensitive);
    }

    static RecordedRequest of(RequestLog.Entry entry) {
        return new RecordedRequest(entry.method(), entry.path(), entry.query(), entry.headers(), entry.body());
    }

    /** The first value of that header. The name matches in upper and lower case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }
}
