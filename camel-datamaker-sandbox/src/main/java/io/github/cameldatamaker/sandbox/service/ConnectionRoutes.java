package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.connection.Connection;
import io.github.cameldatamaker.sandbox.connection.ConnectionDraft;
import io.github.cameldatamaker.sandbox.connection.ConnectionStore;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.Page;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The endpoints of connections. */
final class ConnectionRoutes implements Routes {

    private final ConnectionStore connections;

    ConnectionRoutes(ConnectionStore connections) {
        this.connections = connections;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/connections", this::list);
        routes.post("/connections", this::create);
        routes.post("/connections/{id}/verify", this::verify);
        routes.get("/connections/{id}/metadata", this::metadata);
    }

    private void list(Context ctx) {
        Answers.json(ctx, 200, Page.asked(ctx).of(connections.list(), Connection::position, Connection::toJson));
    }

    private void create(Context ctx) {
        Answers.json(ctx, 201, connections.create(ConnectionDraft.parse(RequestBody.object(ctx))).toJson());
    }

    private void verify(Context ctx) {
        Answers.json(ctx, 200, connections.verify(ctx.pathParam("id")).toJson());
    }

    private void metadata(Context ctx) {
        Answers.json(ctx, 200, connections.metadata(ctx.pathParam("id")));
    }
}
