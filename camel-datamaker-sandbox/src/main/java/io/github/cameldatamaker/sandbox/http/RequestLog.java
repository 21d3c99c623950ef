package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.RecordedRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last requests, for tests that assert what was sent. */
public final class RequestLog {

    private static final int KEPT = 1000;
    static final int BODY_KEPT = 64 * 1024;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    void record(HttpServletRequest request, byte[] body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String text = new String(body, 0, Math.min(body.length, BODY_KEPT), StandardCharsets.UTF_8);
        RecordedRequest recorded = new RecordedRequest(request.getMethod(), request.getRequestURI(), query, headers, text);
        synchronized (requests) {
            if (requests.size() == KEPT) {
                requests.removeFirst();
            }
            requests.addLast(recorded);
        }
    }

    /** Oldest first. */
    public List<RecordedRequest> all() {
        synchronized (requests) {
            return new ArrayList<>(requests);
        }
    }

    public void clear() {
        synchronized (requests) {
            requests.clear();
        }
    }
}
