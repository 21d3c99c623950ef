package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.Holds;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import java.util.concurrent.atomic.LongAdder;

/** All endpoints of the contract, behind the gate. */
public final class Service implements Routes {

    private final String ownPaths;
    private final Workspace workspace;
    private final Gate gate;
    private final LongAdder rowsGenerated = new LongAdder();

    /** @param ownPaths how paths begin that are the sandbox's and not the service's */
    public Service(String apiKey, String ownPaths, Workspace workspace, RequestLog requests, Faults faults, Holds holds) {
        this.ownPaths = ownPaths;
        this.workspace = workspace;
        this.gate = new Gate(new BearerKey(apiKey), workspace.clock(), requests, faults, workspace.budget(), holds);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(ctx -> {
            if (!ctx.path().startsWith(ownPaths)) {
                gate.pass(ctx);
            }
        });
        new TemplateRoutes(workspace.templates(), workspace.clock()).addTo(routes);
        new GenerateRoutes(workspace.templates(), new TemplateRows(workspace.templates(), workspace.clock()),
                workspace.budget(), rowsGenerated).addTo(routes);
        new SetRoutes(workspace.sets()).addTo(routes);
        new FileRoutes(workspace.files()).addTo(routes);
        new ConnectionRoutes(workspace.connections()).addTo(routes);
        new ScenarioRoutes(workspace.scenarios()).addTo(routes);
        new RunRoutes(workspace.scenarios(), workspace.clock(), workspace.timeline()).addTo(routes);
        new LogRoutes(workspace.scenarios(), workspace.clock(), workspace.timeline()).addTo(routes);
        routes.after(RequestBody::drain);
    }

    /** How many rows were written to responses since the start or the last reset. */
    public long rowsGenerated() {
        return rowsGenerated.sum();
    }

    public void reset() {
        rowsGenerated.reset();
    }
}
