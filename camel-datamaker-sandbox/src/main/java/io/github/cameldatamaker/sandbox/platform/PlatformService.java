package io.github.cameldatamaker.sandbox.platform;

import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.Holds;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.service.Gate;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;

/** The endpoints that the platform and the contract have in common. Everything else is 404. */
public final class PlatformService implements Routes {

    private final String ownPaths;
    private final Workspace workspace;
    private final Gate gate;

    /** @param ownPaths how paths begin that are the sandbox's and not the service's */
    public PlatformService(String apiKey, String ownPaths, Workspace workspace, RequestLog requests, Faults faults,
            Holds holds) {
        this.ownPaths = ownPaths;
        this.workspace = workspace;
        this.gate = new Gate(new KeyHeader(apiKey), workspace.clock(), requests, faults, workspace.budget(), holds);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.before(ctx -> {
            if (!ctx.path().startsWith(ownPaths)) {
                Answers.plainErrors(ctx);
                gate.pass(ctx);
            }
        });
        new PlatformTemplates(workspace.templates(), workspace.clock()).addTo(routes);
        new PlatformSets(workspace.sets()).addTo(routes);
        routes.after(RequestBody::drain);
    }
}
