package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.scenario.Run;
import io.github.cameldatamaker.sandbox.scenario.Scenario;
import io.github.cameldatamaker.sandbox.scenario.ScenarioControl;
import io.github.cameldatamaker.sandbox.scenario.ScenarioDraft;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scenarios: their code, runs with their statuses, and logs that follow live. */
final class ScenariosScreen implements Screen {

    private static final String BELOW = "/scenarios";
    private static final String PATH = Pages.ROOT + BELOW;
    private static final String RUN = BELOW + "/{id}/runs/{run_id}";
    static final Link LINK = new Link(PATH, "Scenarios");
    private static final int RUNS_SHOWN = 50;
    private static final int LINES_AT_ONCE = 500;

    private final Pages pages;
    private final ScenarioStore scenarios;
    private final ScenarioControl control;
    private final Clock clock;

    ScenariosScreen(Pages pages, ScenarioStore scenarios, Clock clock) {
        this.pages = pages;
        this.scenarios = scenarios;
        this.control = new ScenarioControl(scenarios);
        this.clock = clock;
    }

    @Override
    public void addTo(ScreenRoutes routes) {
        routes.get(BELOW, ctx -> list(ctx, "", "print('hello')\n", null));
        routes.post(BELOW, this::create);
        routes.get(BELOW + "/{id}", ctx -> read(ctx, scenario(ctx).code(), "", null));
        routes.post(BELOW + "/{id}", this::replace);
        routes.post(BELOW + "/{id}/run", this::run);
        routes.get(BELOW + "/{id}/runs", this::runs);
        routes.get(RUN, this::readRun);
        routes.get(RUN + "/state", this::state);
        routes.get(RUN + "/log", this::log);
        routes.post(RUN + "/cancel", this::cancel);
        routes.post(RUN + "/expire", this::expire);
        routes.post(RUN + "/vanish", this::vanish);
    }

    private void list(Context ctx, String name, String code, ApiException error) {
        Map<String, Object> model = new HashMap<>();
        model.put("scenarios", scenarios.list().stream().map(each -> Map.of("id", each.id(), "href", href(each.id()), "name",
                Shown.cut(each.name(), 200), "updated", each.updatedAt().toString(), "runs",
                scenarios.runs(each.id()).size())).toList());
        model.put("name", new Shown.Whole(name));
        model.put("code", new Shown.Whole(code));
        model.put("error", error == null ? null : error.getMessage());
        pages.page(ctx, LINK, "scenarios", model);
    }

    private static String href(String scenario) {
        return PATH + "/" + Values.encoded(scenario);
    }

    private static String href(Run run, String scenario) {
        return href(scenario) + "/runs/" + Values.encoded(run.id());
    }

    private void create(Context ctx) {
        String name = text(ctx, "name");
        String code = text(ctx, "code");
        try {
            ctx.redirect(href(control.add(name, code)), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            ctx.status(e.status());
            list(ctx, name, code, e);
        }
    }

    private static String text(Context ctx, String name) {
        // Browsers send lines of a text that end with CR LF.
        return Optional.ofNullable(ctx.formParam(name)).orElse("").replace("\r\n", "\n");
    }

    private Scenario scenario(Context ctx) {
        String id = ctx.pathParam("id");
        return scenarios.list().stream().filter(each -> each.id().equals(id)).findFirst()
                .orElseThrow(() -> ApiException.notFound("there is no scenario '" + id + "'"));
    }

    private void read(Context ctx, String code, String params, ApiException error) {
        Scenario scenario = scenario(ctx);
        Map<String, Object> model = new HashMap<>();
        model.put("title", Shown.cut(scenario.name(), 200));
        model.put("id", scenario.id());
        model.put("href", href(scenario.id()));
        model.put("code", new Shown.Whole(code));
        model.put("params", new Shown.Whole(params));
        model.put("error", error == null ? null : error.getMessage());
        pages.page(ctx, LINK, "scenario", model);
    }

    private void replace(Context ctx) {
        String code = text(ctx, "code");
        try {
            scenarios.replace(ctx.pathParam("id"), ScenarioDraft.replace(Map.of("code", code)));
            ctx.redirect(href(ctx.pathParam("id")), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            ctx.status(e.status());
            read(ctx, code, "", e);
        }
    }

    private void run(Context ctx) {
        String text = text(ctx, "params");
        String id = scenario(ctx).id();
        try {
            control.start(id, NamedLines.of("params", text));
            ctx.redirect(href(id), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            ctx.status(e.status());
            read(ctx, scenario(ctx).code(), text, e);
        }
    }

    private void runs(Context ctx) {
        String id = scenario(ctx).id();
        List<Run> newestFirst = new ArrayList<>(scenarios.runs(id));
        Collections.reverse(newestFirst);
        pages.part(ctx, "runs", Map.of("href", href(id), "total", newestFirst.size(), "runs",
                newestFirst.stream().limit(RUNS_SHOWN).map(run -> model(run, id)).toList()));
    }

    private Map<String, Object> model(Run run, String scenario) {
        Map<String, Object> json = run.toJson(clock.instant());
        Map<String, Object> model = new HashMap<>(json);
        model.put("href", href(run, scenario));
        model.put("status", Shown.cut((String) json.get("status"), 100));
        model.put("params", Values.json(json.get("params")));
        model.put("error", json.get("error") == null ? null : Values.json(json.get("error")));
        model.put("going", json.get("finished_at") == null);
        model.put("bad", "failed".equals(json.get("status")));
        model.put("good", "done".equals(json.get("status")));
        return model;
    }

    private Run askedRun(Context ctx) {
        return scenarios.run(ctx.pathParam("id"), ctx.pathParam("run_id"));
    }

    private void readRun(Context ctx) {
        Map<String, Object> model = model(askedRun(ctx), ctx.pathParam("id"));
        model.put("title", "Run " + ctx.pathParam("run_id"));
        model.put("scenario", ctx.pathParam("id"));
        model.put("scenarioHref", href(ctx.pathParam("id")));
        model.put("from", 0);
        pages.page(ctx, LINK, "run", model);
    }

    private void state(Context ctx) {
        try {
            pages.part(ctx, "run-state", model(askedRun(ctx), ctx.pathParam("id")));
        } catch (ApiException e) {
            pages.part(ctx, "run-state", Map.of("status", "gone", "going", false, "bad", true, "good", false, "error",
                    e.getMessage()));
        }
    }

    /** The lines behind those that the page has, and what asks for the next ones. */
    private void log(Context ctx) {
        String from = Optional.ofNullable(ctx.queryParam("from")).filter(text -> text.matches("\\d{1,9}")).orElse("0");
        int next = Integer.parseInt(from);
        Map<String, Object> model = new HashMap<>();
        try {
            Run run = askedRun(ctx);
            scenarios.requireLog(run);
            Run.State state = run.state(clock.instant());
            int until = Math.min(state.logged(), next + LINES_AT_ONCE);
            List<String> lines = new ArrayList<>();
            for (; next < until; next++) {
                lines.add(run.line(next));
            }
            model.put("lines", lines);
            model.put("more", !state.isFinished() || next < state.logged());
            model.put("href", href(run, ctx.pathParam("id")));
        } catch (ApiException e) {
            model.put("lines", List.of());
            model.put("more", false);
            model.put("gone", e.getMessage());
        }
        model.put("from", next);
        pages.part(ctx, "log", model);
    }

    private void cancel(Context ctx) {
        scenarios.cancel(askedRun(ctx));
        ctx.redirect(href(askedRun(ctx), ctx.pathParam("id")), HttpStatus.SEE_OTHER);
    }

    private void expire(Context ctx) {
        control.expireLog(askedRun(ctx).id());
        ctx.redirect(href(askedRun(ctx), ctx.pathParam("id")), HttpStatus.SEE_OTHER);
    }

    private void vanish(Context ctx) {
        control.vanish(askedRun(ctx).id());
        ctx.redirect(href(ctx.pathParam("id")), HttpStatus.SEE_OTHER);
    }
}
