package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.http.MaskedHeaders;
import io.github.cameldatamaker.sandbox.http.RecordedAnswer;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The last requests, newest first and live, and each with both of its sides. */
final class RequestsScreen implements Screen {

    static final Link LINK = new Link("/", "Requests");
    private static final String BELOW = "/requests";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int SHOWN = 100;

    private final Pages pages;
    private final RequestLog requests;

    RequestsScreen(Pages pages, RequestLog requests) {
        this.pages = pages;
        this.requests = requests;
    }

    @Override
    public void addTo(ScreenRoutes routes) {
        routes.first(ctx -> pages.page(ctx, LINK, "requests", list(ctx)));
        routes.get(BELOW, this::update);
        routes.get(BELOW + "/{number}", this::read);
        routes.post(BELOW + "/clear", ctx -> {
            requests.clear();
            ctx.redirect(LINK.href(), HttpStatus.SEE_OTHER);
        });
    }

    /** Answers the list, or nothing if the page has it already. */
    private void update(Context ctx) {
        Map<String, Object> list = list(ctx);
        if (list.get("version").equals(ctx.queryParam("since"))) {
            ctx.status(HttpStatus.NO_CONTENT);
            return;
        }
        if (ctx.queryParam("since") == null) {
            // The filter has changed: a reload shall keep it.
            ctx.header("HX-Replace-Url", "/?method=" + Values.encoded(text(ctx, "method")) + "&path="
                    + Values.encoded(text(ctx, "path")) + "&status=" + Values.encoded(text(ctx, "status")));
        }
        pages.part(ctx, "requests-update", list);
    }

    private Map<String, Object> list(Context ctx) {
        RequestLog.Filter filter = new RequestLog.Filter(text(ctx, "method"), text(ctx, "path"), text(ctx, "status"));
        List<Map<String, Object>> lines = requests.newestFirst(filter, SHOWN + 1).stream().map(RequestsScreen::line).toList();
        boolean more = lines.size() > SHOWN;
        Map<String, Object> model = new HashMap<>();
        model.put("lines", more ? lines.subList(0, SHOWN) : lines);
        model.put("version", version(lines));
        model.put("note",
                more ? "The last " + SHOWN + " requests" : lines.size() == 1 ? "1 request" : lines.size() + " requests");
        model.put("methods",
                METHODS.stream().map(each -> Map.of("method", each, "chosen", each.equals(filter.method()))).toList());
        model.put("path", filter.path());
        model.put("status", filter.status());
        return model;
    }

    private static String text(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).orElse("").strip();
    }

    private static String version(List<Map<String, Object>> lines) {
        return (lines.isEmpty() ? "0" : lines.get(0).get("number")) + "." + Integer.toHexString(lines.hashCode());
    }

    private static Map<String, Object> line(RequestLog.Entry entry) {
        RecordedAnswer.Summary answer = entry.answer().summary();
        Map<String, Object> line = new HashMap<>();
        line.put("number", Long.toString(entry.number()));
        line.put("method", entry.method());
        line.put("target", Shown.cut(target(entry), 200));
        line.put("answered", answer.status() == 0 ? answer.cut() ? "cut" : "…" : answer.status() + (answer.cut() ? ", cut" : ""));
        line.put("bad", answer.status() >= 400 || answer.cut());
        line.put("rows", answer.rows() == 0 ? null : Values.number(answer.rows()));
        line.put("bytes", Values.number(answer.bytes()));
        line.put("duration", answer.finished() ? Values.number(answer.millis()) : "…");
        line.put("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString());
        return line;
    }

    private static String target(RequestLog.Entry entry) {
        return entry.path() + (entry.query().isEmpty() ? "" : "?" + entry.query());
    }

    private void read(Context ctx) {
        RequestLog.Entry entry = requests.numbered(ctx.pathParam("number"));
        RecordedAnswer.Summary answer = entry.answer().summary();
        Map<String, Object> model = new HashMap<>(line(entry));
        model.put("title", entry.method() + " " + entry.path());
        model.put("target", target(entry));
        model.put("sides", List.of(
                side("request", "Request", entry.headers(), entry.body(), Bodies.isCut(entry) ? RequestLog.BODY_KEPT : 0),
                side("response", "Response", entry.answer().headers(), entry.answer().body(),
                        answer.bytes() > RecordedAnswer.BODY_KEPT ? RecordedAnswer.BODY_KEPT : 0)));
        Optional<ComponentCall> call = ComponentCalls.of(entry);
        model.put("copies", Stream.concat(Stream.of(copy("curl", "curl", CurlCommand.of(entry, "http://" + ctx.header("Host")))),
                call.stream().flatMap(each -> Stream.of(copy("yaml", "Camel route in YAML", RouteText.yaml(each)),
                        copy("java", "Camel route in Java", RouteText.java(each)))))
                .toList());
        model.put("routeless", call.isEmpty());
        model.put("file", call.flatMap(ComponentCall::bodyInFile).orElse(null));
        pages.page(ctx, LINK, "request", model);
    }

    private static Map<String, Object> side(String id, String name, Map<String, List<String>> headers, String body, int cutAt) {
        Map<String, Object> side = new HashMap<>();
        side.put("id", id);
        side.put("name", name);
        side.put("headers", MaskedHeaders.of(headers).entrySet().stream()
                .map(each -> Map.of("name", each.getKey(), "value", each.getValue())).toList());
        boolean text = body.indexOf('\0') < 0;
        side.put("body", body.isEmpty() || !text ? null : new Shown.Whole(body));
        side.put("bodiless", text ? "No body." : "The body is no text.");
        side.put("cut", cutAt == 0 ? null : "Only the first " + Values.number(cutAt) + " bytes of the body are kept.");
        return side;
    }

    private static Map<String, Object> copy(String id, String name, String text) {
        return Map.of("id", id, "name", name, "text", new Shown.Whole(text));
    }
}
