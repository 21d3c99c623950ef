package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.error.ApiException;
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
import java.util.Locale;
import java.util.Map;

/** The last requests: 1,000 of them, or fewer if their bodies are large. */
public final class RequestLog {

    /** How many bytes of a body are kept. */
    public static final int BODY_KEPT = 64 * 1024;

    private static final int KEPT = 1000;
    private static final long BYTES_KEPT = 24 * 1024 * 1024;

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

    /**
     * Which requests are asked for. What is null or empty matches all.
     *
     * @param path   a part of the path
     * @param status such as 404, or 4xx for all of its kind
     */
    public record Filter(String method, String path, String status) {

        private boolean matches(Entry entry) {
            return (isOpen(method) || method.equalsIgnoreCase(entry.method()))
                    && (isOpen(path) || entry.path().contains(path))
                    && (isOpen(status) || matches(entry.answer().summary().status()));
        }

        private boolean matches(int answered) {
            return status.toLowerCase(Locale.ROOT).endsWith("xx")
                    ? status.substring(0, 1).equals(Integer.toString(answered / 100))
                    : status.equals(Integer.toString(answered));
        }

        private static boolean isOpen(String text) {
            return text == null || text.isEmpty();
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long lastNumber;
    private long bytes;

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
            entries.addLast(entry);
            bytes += size(entry);
            while (entries.size() > KEPT || bytes > BYTES_KEPT) {
                bytes -= size(entries.removeFirst());
            }
        }
    }

    // The answer has yet to grow.
    private static long size(Entry entry) {
        return entry.body().length() + RecordedAnswer.BODY_KEPT;
    }

    /** All of them, oldest first. */
    public List<Entry> all() {
        synchronized (entries) {
            return new ArrayList<>(entries);
        }
    }

    /** The last of those that match, newest first. */
    public List<Entry> newestFirst(Filter filter, int most) {
        List<Entry> oldestFirst = all();
        List<Entry> found = new ArrayList<>();
        for (int i = oldestFirst.size() - 1; i >= 0 && found.size() < most; i--) {
            if (filter.matches(oldestFirst.get(i))) {
                found.add(oldestFirst.get(i));
            }
        }
        return found;
    }

    /**
     * The request of that number.
     *
     * @throws ApiException not_found if there is none, or no longer
     */
    public Entry numbered(String number) {
        return all().stream().filter(each -> Long.toString(each.number()).equals(number)).findFirst()
                .orElseThrow(
                        () -> ApiException.notFound("there is no request '" + number + "'; the last " + KEPT
                                + " are kept, or fewer if their bodies are large"));
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
            bytes = 0;
        }
    }
}
