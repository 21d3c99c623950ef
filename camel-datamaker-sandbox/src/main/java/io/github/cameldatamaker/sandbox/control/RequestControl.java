package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.MaskedHeaders;
import io.github.cameldatamaker.sandbox.http.RecordedAnswer;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
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
        RequestLog.Filter filter = new RequestLog.Filter(ctx.queryParam("method"), ctx.queryParam("path"),
                ctx.queryParam("status"));
        Answers.json(ctx, 200,
                Map.of("items", requests.newestFirst(filter, limit).stream().map(RequestControl::summary).toList()));
    }

    private void read(Context ctx) {
        RequestLog.Entry entry = requests.numbered(ctx.pathParam("number"));
        Map<String, Object> json = summary(entry);
        json.put("request", side(entry.headers(), entry.body()));
        json.put("response", side(entry.answer().headers(), entry.answer().body()));
        Answers.json(ctx, 200, json);
    }

    private void clear(Context ctx) {
        requests.clear();
        ctx.status(204);
    }

    private static Map<String, Object> summary(RequestLog.Entry entry) {
        RecordedAnswer.Summary answer = entry.answer().summary();
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
        json.put("cut", answer.cut());
        return json;
    }

    private static Map<String, Object> side(Map<String, List<String>> headers, String body) {
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("headers", MaskedHeaders.of(headers));
        side.put("body", body);
        return side;
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
