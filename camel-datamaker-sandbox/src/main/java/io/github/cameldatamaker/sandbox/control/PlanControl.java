package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.workspace.Budget;
import io.github.cameldatamaker.sandbox.workspace.Limits;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which plan the workspace has, what it allows, and what is used of it. */
public final class PlanControl implements Routes {

    private final Workspace workspace;
    private final List<Limits> plans;

    PlanControl(Workspace workspace, List<Limits> plans) {
        this.workspace = workspace;
        this.plans = plans;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ControlPaths.API + "/plan", this::read);
        routes.put(ControlPaths.API + "/plan", this::change);
    }

    private void read(Context ctx) {
        Answers.json(ctx, 200, read());
    }

    public Map<String, Object> read() {
        Budget.Use use = workspace.budget().use();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("plan", use.limits().plan());
        json.put("requests_per_minute", limit(use.limits().requestsPerMinute(), Integer.MAX_VALUE));
        json.put("requests_used", use.requests());
        json.put("requests_reset", use.requestsReset().toString());
        json.put("rows_per_hour", limit(use.limits().rowsPerHour(), Long.MAX_VALUE));
        json.put("rows_used", use.rows());
        json.put("rows_reset", use.rowsReset().toString());
        return json;
    }

    /** The names of all plans. */
    public List<String> plans() {
        return plans.stream().map(Limits::plan).toList();
    }

    private static Object limit(long limit, long none) {
        return limit == none ? null : limit;
    }

    private void change(Context ctx) {
        change(RequestBody.object(ctx));
        read(ctx);
    }

    /** @throws ApiException validation_error that names the field that is wrong */
    public void change(Map<?, ?> given) {
        Fields fields = Fields.of(given, List.of("plan", "requests_per_minute", "rows_per_hour"));
        Limits limits = fields.optionalText("plan").map(this::named).orElseGet(() -> workspace.budget().use().limits());
        workspace.budget().setLimits(new Limits(limits.plan(),
                (int) fields.number("requests_per_minute", 1, Integer.MAX_VALUE, limits.requestsPerMinute()),
                fields.number("rows_per_hour", 1, Long.MAX_VALUE, limits.rowsPerHour()), limits.logLinesPerRun(),
                limits.logsKept()));
    }

    private Limits named(String name) {
        return plans.stream().filter(plan -> plan.plan().equals(name)).findFirst()
                .orElseThrow(() -> ApiException.invalidField("plan",
                        "there is no plan '" + name + "'; the plans are "
                                + String.join(", ", plans())));
    }
}
