package io.github.cameldatamaker.sandbox.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last requests. */
public final class RequestLog {

    /** How many bytes of a body are kept. */
    public static final int BODY_KEPT = 64 * 1024;

    private static final int KEPT = 1000;

    /**
     * A request as it arrived.
     *
     * @param number counts the requests from 1
     * @param at     when it arrived, by the sandbox's clock
     * @param path   the raw path
     * @param query  the raw query; empty if there is none
     * @param body   its first {@link #BODY_KEPT} bytes as UTF-8; empty if there is none
     * @param answer what goes back
     */
    public record Entry(long number, Instant at, String method, String path, String query, Map<String, List<String>> headers,
            String body,
            RecordedAnswer answer) {
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long lastNumber;

    public void record(Context ctx, Instant at, byte[] body) {
        HttpServletRequest request = ctx.req();
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String text = new String(body, 0, Math.min(body.length, BODY_KEPT), StandardCharsets.UTF_8);
        synchronized (entries) {
            Entry entry = new Entry(++lastNumber, at, request.getMethod(), request.getRequestURI(), query, headers, text,
                    RecordedAnswer.of(ctx));
            if (entries.size() == KEPT) {
                entries.removeFirst();
            }
            entries.addLast(entry);
        }
    }

    /** All of them, oldest first. */
    public List<Entry> all() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }
}
