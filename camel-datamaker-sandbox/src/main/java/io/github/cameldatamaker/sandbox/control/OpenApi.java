package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the control calls. */
final class OpenApi implements Routes {

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(ControlPaths.API + "/openapi.json", ctx -> ctx.contentType("application/json").result(document()));
    }

    private static byte[] document() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
