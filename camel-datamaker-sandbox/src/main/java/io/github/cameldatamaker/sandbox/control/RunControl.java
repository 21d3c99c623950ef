package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.scenario.LogStyle;
import io.github.cameldatamaker.sandbox.scenario.RunRequest;
import io.github.cameldatamaker.sandbox.scenario.ScenarioControl;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds scenarios, starts runs as another client would, changes runs, and sets the style of followed logs. */
final class RunControl implements Routes {

    private final ScenarioStore scenarios;
    private final ScenarioControl control;

    RunControl(ScenarioStore scenarios) {
        this.scenarios = scenarios;
        this.control = new ScenarioControl(scenarios);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(ControlPaths.API + "/scenarios", this::add);
        routes.post(ControlPaths.API + "/scenarios/{id}/runs", this::start);
        routes.put(ControlPaths.API + "/runs/{run_id}/status", this::setStatus);
        routes.delete(ControlPaths.API + "/runs/{run_id}", this::vanish);
        routes.delete(ControlPaths.API + "/runs/{run_id}/log", this::expireLog);
        routes.get(ControlPaths.API + "/log-style", this::logStyle);
        routes.put(ControlPaths.API + "/log-style", this::setLogStyle);
    }

    private void add(Context ctx) {
        Fields fields = Fields.of(ctx, List.of("name", "code"));
        Answers.json(ctx, 201, Map.of("id", control.add(fields.text("name"), fields.text("code"))));
    }

    private void start(Context ctx) {
        Map<String, String> params = RunRequest.parse(Fields.of(ctx, List.of("params")).all()).params();
        Answers.json(ctx, 201, Map.of("id", control.start(ctx.pathParam("id"), params)));
    }

    private void setStatus(Context ctx) {
        String status = Fields.of(ctx, List.of("status")).text("status");
        if (status.isBlank()) {
            throw ApiException.invalidField("status", "it must not be empty");
        }
        control.setStatus(ctx.pathParam("run_id"), status);
        ctx.status(204);
    }

    private void vanish(Context ctx) {
        control.vanish(ctx.pathParam("run_id"));
        ctx.status(204);
    }

    private void expireLog(Context ctx) {
        control.expireLog(ctx.pathParam("run_id"));
        ctx.status(204);
    }

    private void logStyle(Context ctx) {
        Answers.json(ctx, 200, scenarios.logStyle().toJson());
    }

    private void setLogStyle(Context ctx) {
        Fields fields = Fields.of(ctx, List.of("ids", "names", "end", "resumes", "retry"));
        boolean names = fields.flag("names", true);
        boolean end = fields.flag("end", names);
        if (end && !names) {
            throw ApiException.invalidField("end", "without names there is no last event, because it would look like a line");
        }
        Optional<Duration> retry = fields.has("retry") ? Optional.of(fields.duration("retry")) : Optional.empty();
        if (retry.filter(Duration::isNegative).isPresent()) {
            throw ApiException.invalidField("retry", "it must not be negative");
        }
        control.setLogStyle(new LogStyle(fields.flag("ids", true), names, end, fields.flag("resumes", true), retry));
        logStyle(ctx);
    }
}
