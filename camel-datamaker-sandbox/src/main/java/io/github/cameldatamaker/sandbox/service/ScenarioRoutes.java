package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.Page;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.scenario.Scenario;
import io.github.cameldatamaker.sandbox.scenario.ScenarioDraft;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The endpoints of scenarios themselves. */
final class ScenarioRoutes implements Routes {

    private final ScenarioStore scenarios;

    ScenarioRoutes(ScenarioStore scenarios) {
        this.scenarios = scenarios;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/scenarios", this::list);
        routes.post("/scenarios", this::create);
        routes.put("/scenarios/{id}", this::replace);
    }

    private void list(Context ctx) {
        Answers.json(ctx, 200, Page.asked(ctx).of(scenarios.list(), Scenario::position, Scenario::toJson));
    }

    private void create(Context ctx) {
        Answers.json(ctx, 201, scenarios.create(ScenarioDraft.create(RequestBody.object(ctx))).toJson());
    }

    private void replace(Context ctx) {
        Answers.json(ctx, 200, scenarios.replace(ctx.pathParam("id"), ScenarioDraft.replace(RequestBody.object(ctx))).toJson());
    }
}
