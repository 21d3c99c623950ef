package io.github.cameldatamaker.sandbox.state;

import io.github.cameldatamaker.sandbox.control.ControlPaths;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Gives everything as one document, and takes such a document. */
public final class StateControl implements Routes {

    private final StateExchange state;

    public StateControl(StateExchange state) {
        this.state = state;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ControlPaths.API + "/state", ctx -> Answers.stream(ctx, "application/json", state::exportTo));
        routes.put(ControlPaths.API + "/state", this::put);
    }

    private void put(Context ctx) throws IOException {
        RequestBody.requireJson(ctx);
        state.importFrom(RequestBody.stream(ctx));
        ctx.status(204);
    }
}
