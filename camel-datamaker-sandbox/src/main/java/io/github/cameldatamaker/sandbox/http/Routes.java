package io.github.cameldatamaker.sandbox.http;

import io.javalin.config.RoutesConfig;

/** Endpoints that the server offers. */
@FunctionalInterface
public interface Routes {

    void addTo(RoutesConfig routes);
}
