package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RecordedAnswer;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The last requests, newest first, and each with both of its sides. */
final class RequestControl implements Routes {

    private static final int PRESET_LIMIT = 50;
    private static final int MOST = 1000;

    private final RequestLog requests;

    RequestControl(RequestLog requests) {
        this.requests = requests;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ControlPaths.API + "/requests", this::list);
        routes.get(ControlPaths.API + "/requests/{number}", this::read);
        routes.delete(ControlPaths.API + "/requests", this::clear);
    }

    private void list(Context ctx) {
        int limit = limit(ctx.queryParam("limit"));
        String method = ctx.queryParam("method");
        String path = ctx.queryParam("path");
        String status = ctx.queryParam("status");
        List<Object> items = new ArrayList<>();
        List<RequestLog.Entry> oldestFirst = requests.all();
        for (int i = oldestFirst.size() - 1; i >= 0 && items.size() < limit; i--) {
            RequestLog.Entry entry = oldestFirst.get(i);
            boolean matches = (method == null || method.equalsIgnoreCase(entry.method()))
                    && (path == null || entry.path().contains(path));
            Map<String, Object> line = summary(entry);
            if (matches && (status == null || status.equals(String.valueOf(line.get("status"))))) {
                items.add(line);
            }
        }
        Answers.json(ctx, 200, Map.of("items", items));
    }

    private void read(Context ctx) {
        String number = ctx.pathParam("number");
        RequestLog.Entry entry = requests.all().stream().filter(each -> Long.toString(each.number()).equals(number)).findFirst()
                .orElseThrow(() -> ApiException.notFound("there is no request '" + number + "'; the last " + MOST + " are kept"));
        Map<String, Object> json = summary(entry);
        RecordedAnswer.Snapshot answer = entry.answer().snapshot();
        json.put("request", side(entry.headers(), entry.body()));
        json.put("response", side(answer.headers(), answer.body()));
        Answers.json(ctx, 200, json);
    }

    private void clear(Context ctx) {
        requests.clear();
        ctx.status(204);
    }

    private static Map<String, Object> summary(RequestLog.Entry entry) {
        RecordedAnswer.Snapshot answer = entry.answer().snapshot();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", entry.number());
        json.put("at", entry.at().toString());
        json.put("method", entry.method());
        json.put("path", entry.path());
        json.put("query", entry.query());
        json.put("status", answer.status() == 0 ? null : answer.status());
        json.put("rows", answer.rows());
        json.put("bytes", answer.bytes());
        json.put("duration_ms", answer.millis());
        json.put("finished", answer.finished());
        return json;
    }

    private static Map<String, Object> side(Map<String, List<String>> headers, String body) {
        Map<String, Object> masked = new LinkedHashMap<>();
        headers.forEach((name, values) -> masked.put(name, isSecret(name) ? "***" : String.join(", ", values)));
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("headers", masked);
        side.put("body", body);
        return side;
    }

    private static boolean isSecret(String name) {
        return List.of("authorization", "proxy-authorization", "x-api-key", "cookie").contains(name.toLowerCase(Locale.ROOT));
    }

    private static int limit(String text) {
        if (text == null) {
            return PRESET_LIMIT;
        }
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw ApiException.invalidField("limit", "it must be between 1 and " + MOST + ", not '" + text + "'");
    }
}
