package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.http.SameMachine;
import io.github.cameldatamaker.sandbox.workspace.Limits;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** All control calls. They need no key, cost no budget, meet no fault and are not recorded. */
public final class Control implements Routes {

    private static final int LARGEST_BODY = 10 * 1024 * 1024;

    private final Runnable reset;
    private final ClockControl clock;
    private final PlanControl plan;
    private final FaultControl faults;
    private final List<Routes> parts;

    /**
     * @param clock moves the clock of the sandbox
     * @param plans what the plans allow
     * @param reset makes everything as it was at the start
     */
    public Control(Workspace workspace, RequestLog requests, Faults faults, MovableClock clock, List<Limits> plans,
            Runnable reset) {
        this.reset = reset;
        this.clock = new ClockControl(clock);
        this.plan = new PlanControl(workspace, plans);
        this.faults = new FaultControl(faults);
        this.parts = List.of(
                new RequestControl(requests),
                this.clock,
                this.plan,
                this.faults,
                new RunControl(workspace.scenarios()),
                new TemplateControl(workspace));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(ControlPaths.API + "/*", Control::begin);
        routes.post(ControlPaths.API + "/reset", this::reset);
        parts.forEach(part -> part.addTo(routes));
        new OpenApi().addTo(routes);
    }

    private static void begin(Context ctx) {
        SameMachine.check(ctx);
        RequestBody.beginning(ctx, LARGEST_BODY);
    }

    private void reset(Context ctx) {
        reset();
        ctx.status(204);
    }

    /** Makes everything as it was at the start, except the clock. */
    public void reset() {
        reset.run();
    }

    public ClockControl clock() {
        return clock;
    }

    public PlanControl plan() {
        return plan;
    }

    public FaultControl faults() {
        return faults;
    }
}
