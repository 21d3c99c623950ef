package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.http.RecordedAnswer;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last requests, newest first. */
final class RequestsScreen implements Screen {

    static final Link LINK = new Link("/", "Requests");

    private final RequestLog requests;

    RequestsScreen(RequestLog requests) {
        this.requests = requests;
    }

    @Override
    public void addTo(ScreenRoutes routes) {
        routes.post("/requests/clear", ctx -> {
            requests.clear();
            ctx.redirect("/", HttpStatus.SEE_OTHER);
        });
    }

    void list(Context ctx, Pages pages) {
        List<RequestLog.Entry> newestFirst = new ArrayList<>(requests.all());
        Collections.reverse(newestFirst);
        pages.page(ctx, LINK, "requests",
                Map.of("requests", newestFirst.stream().limit(100).map(RequestsScreen::line).toList()));
    }

    private static Map<String, Object> line(RequestLog.Entry entry) {
        RecordedAnswer.Snapshot answer = entry.answer().snapshot();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("method", entry.method());
        line.put("path", entry.path());
        line.put("status", answer.status());
        line.put("rows", answer.rows());
        line.put("bytes", answer.bytes());
        line.put("at", entry.at().toString());
        return line;
    }
}
