package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.control.FaultControl;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes wrong: the usual faults by one click, any other by a form, and what is armed and has fired. */
final class FaultsScreen implements Screen {

    private static final String BELOW = "/faults";
    private static final String PATH = Pages.ROOT + BELOW;
    static final Link LINK = new Link(PATH, "Faults");
    private static final Set<String> NUMBERS = Set.of("after", "times", "status", "bytes", "events", "bytes_per_write", "rows");
    private static final Map<String, String> EXAMPLES = Map.of("status", "503", "retry_after", "PT7S", "until",
            "2026-04-12T10:31:00Z", "request_id", "req_42", "bytes", "10000", "events", "5", "bytes_per_write", "100", "pause",
            "PT0.1S", "rows", "1");

    private final Pages pages;
    private final FaultControl faults;

    FaultsScreen(Pages pages, FaultControl faults) {
        this.pages = pages;
        this.faults = faults;
    }

    @Override
    public void addTo(ScreenRoutes routes) {
        routes.get(BELOW, ctx -> show(ctx, Map.of("fault", "status"), null));
        routes.get(BELOW + "/list", ctx -> pages.part(ctx, "fault-list", list()));
        routes.get(BELOW + "/fields", ctx -> pages.part(ctx, "fault-fields",
                Map.of("fields", fields(ctx.queryParam("fault"), Map.of()))));
        routes.post(BELOW, this::add);
        routes.post(BELOW + "/clear", this::clear);
        routes.post(BELOW + "/{id}/remove", this::remove);
    }

    private void show(Context ctx, Map<String, Object> given, String problem) {
        Map<String, Object> model = list();
        model.put("shortcuts", FaultShortcut.ALL.stream().map(FaultShortcut::model).toList());
        model.put("kinds", FaultControl.kinds().keySet().stream()
                .map(kind -> Map.of("kind", kind, "current", kind.equals(given.get("fault")))).toList());
        model.put("fields", fields((String) given.get("fault"), given));
        model.put("method", given.getOrDefault("method", "POST"));
        model.put("path", given.getOrDefault("path", "/templates/{id}/generate"));
        model.put("after", given.getOrDefault("after", "0"));
        model.put("times", given.getOrDefault("times", "1"));
        model.put("always", given.containsKey("always"));
        model.put("problem", problem);
        pages.page(ctx, LINK, "faults", model);
    }

    private static List<Map<String, Object>> fields(String fault, Map<String, Object> given) {
        return FaultControl.kinds().getOrDefault(String.valueOf(fault), List.of()).stream()
                .map(name -> Map.<String, Object>of("name", name, "value",
                        given.getOrDefault(name, EXAMPLES.getOrDefault(name, ""))))
                .toList();
    }

    private Map<String, Object> list() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Map<String, Object> rule : faults.list()) {
            Map<String, Object> line = new HashMap<>(rule);
            boolean always = Boolean.TRUE.equals(rule.get("always"));
            long fired = ((Number) rule.get("fired")).longValue();
            line.put("timesText", always ? "always" : rule.get("times"));
            line.put("over", !always && fired >= ((Number) rule.get("times")).longValue());
            Map<String, Object> own = new LinkedHashMap<>();
            FaultControl.kinds().getOrDefault((String) rule.get("fault"), List.of())
                    .forEach(name -> own.put(name, rule.get(name)));
            line.put("how", own.isEmpty() ? "" : Values.json(own));
            lines.add(line);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("faults", lines);
        return model;
    }

    private void add(Context ctx) {
        Map<String, Object> given = given(ctx);
        try {
            Map<String, Object> added = faults.add(given);
            if (added.get("never_fires") == null) {
                ctx.redirect(PATH, HttpStatus.SEE_OTHER);
            } else {
                show(ctx, given, "The fault was added, but it never fires: " + added.get("never_fires"));
            }
        } catch (ApiException e) {
            ctx.status(e.status());
            show(ctx, given, e.getMessage());
        }
    }

    /** The rule that a form gives, as the control call takes it. */
    private static Map<String, Object> given(Context ctx) {
        Map<String, Object> given = new LinkedHashMap<>();
        ctx.formParamMap().forEach((name, values) -> {
            String value = values.get(0).strip();
            if (name.equals("always")) {
                given.put(name, true);
            } else if (!value.isEmpty()) {
                given.put(name, NUMBERS.contains(name) && value.matches("\\d{1,18}") ? (Object) Long.valueOf(value) : value);
            }
        });
        if (given.containsKey("always")) {
            given.remove("times");
        }
        return given;
    }

    private void clear(Context ctx) {
        faults.clear();
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void remove(Context ctx) {
        faults.remove(ctx.pathParam("id"));
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
