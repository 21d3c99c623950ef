package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.FaultyAnswers;
import io.github.cameldatamaker.sandbox.http.Holds;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import java.util.concurrent.atomic.LongAdder;

/** All endpoints of the contract, behind the gate. */
public final class Service implements Routes {

    private final Workspace workspace;
    private final Answers answers;
    private final Gate gate;
    private final LongAdder rowsGenerated = new LongAdder();

    public Service(String apiKey, Workspace workspace, RequestLog requests, Faults faults, Answers answers, Holds holds) {
        this.workspace = workspace;
        this.answers = answers;
        this.gate = new Gate(apiKey, requests, faults, workspace.budget(), new FaultyAnswers(answers, holds));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(gate::pass);
        new TemplateRoutes(workspace.templates(), workspace.clock(), answers).addTo(routes);
        new GenerateRoutes(workspace.templates(), workspace.clock(), workspace.budget(), answers, rowsGenerated).addTo(routes);
        new SetRoutes(workspace.sets(), answers).addTo(routes);
        new FileRoutes(workspace.files(), answers).addTo(routes);
        new ConnectionRoutes(workspace.connections(), answers).addTo(routes);
        new ScenarioRoutes(workspace.scenarios(), answers).addTo(routes);
        new RunRoutes(workspace.scenarios(), workspace.clock(), workspace.timeline(), answers).addTo(routes);
        new LogRoutes(workspace.scenarios(), workspace.clock(), workspace.timeline(), answers).addTo(routes);
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
