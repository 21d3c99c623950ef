package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.control.Control;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the plan allows and what is used of it, the clock, and the reset. */
final class BudgetScreen implements Screen {

    private static final String BELOW = "/budget";
    private static final String PATH = Pages.ROOT + BELOW;
    static final Link LINK = new Link(PATH, "Budget");

    private final Pages pages;
    private final Control control;

    BudgetScreen(Pages pages, Control control) {
        this.pages = pages;
        this.control = control;
    }

    @Override
    public void addTo(ScreenRoutes routes) {
        routes.get(BELOW, ctx -> show(ctx, null));
        routes.get(BELOW + "/use", ctx -> pages.part(ctx, "budget-use", use()));
        routes.post(BELOW + "/plan", ctx -> change(ctx, () -> control.plan().change(plan(ctx))));
        routes.post(BELOW + "/advance", ctx -> change(ctx, () -> control.clock().advance(Map.of("by", text(ctx, "by")))));
        routes.post(BELOW + "/clock", ctx -> change(ctx, () -> control.clock().set(Map.of("now", text(ctx, "now")))));
        routes.post(BELOW + "/reset", ctx -> change(ctx, control::reset));
    }

    private void change(Context ctx, Runnable what) {
        try {
            what.run();
            ctx.redirect(PATH, HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            ctx.status(e.status());
            show(ctx, e);
        }
    }

    private static String text(Context ctx, String name) {
        return Optional.ofNullable(ctx.formParam(name)).orElse("").strip();
    }

    private static Map<String, Object> plan(Context ctx) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("plan", text(ctx, "plan"));
        for (String limit : new String[] { "requests_per_minute", "rows_per_hour" }) {
            String text = text(ctx, limit);
            if (!text.isEmpty()) {
                plan.put(limit, text.matches("\\d{1,18}") ? (Object) Long.valueOf(text) : text);
            }
        }
        return plan;
    }

    private void show(Context ctx, ApiException error) {
        Map<String, Object> model = use();
        String current = (String) model.get("plan");
        model.put("plans", control.plan().plans().stream().map(each -> Map.of("plan", each, "current", each.equals(current)))
                .toList());
        model.put("error", error == null ? null : error.getMessage());
        pages.page(ctx, LINK, "budget", model);
    }

    private Map<String, Object> use() {
        Map<String, Object> use = control.plan().read();
        Map<String, Object> model = new HashMap<>(use);
        model.put("now", control.clock().now().truncatedTo(ChronoUnit.SECONDS).toString());
        model.put("requests", bar((Number) use.get("requests_used"), (Number) use.get("requests_per_minute")));
        model.put("rows", bar((Number) use.get("rows_used"), (Number) use.get("rows_per_hour")));
        return model;
    }

    private static Map<String, Object> bar(Number used, Number limit) {
        Map<String, Object> bar = new HashMap<>();
        bar.put("limited", limit != null);
        bar.put("used", used);
        bar.put("most", limit);
        bar.put("usedText", Values.number(used.longValue()));
        bar.put("mostText", limit == null ? "without a limit" : "of " + Values.number(limit.longValue()));
        return bar;
    }
}
