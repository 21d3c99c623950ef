package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.SameMachine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;

/** Adds paths to the console. Each is for this machine's own pages only, and shows errors as a page. */
final class ScreenRoutes {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final RoutesConfig routes;
    private final Pages pages;

    ScreenRoutes(RoutesConfig routes, Pages pages) {
        this.routes = routes;
        this.pages = pages;
        routes.before(Pages.ROOT, ScreenRoutes::guard);
        routes.before(Pages.ROOT + "/*", ScreenRoutes::guard);
    }

    /** @param path below {@link Pages#ROOT} */
    void get(String path, Handler handler) {
        routes.get(Pages.ROOT + path, withErrors(handler));
    }

    /** @param path below {@link Pages#ROOT} */
    void post(String path, Handler handler) {
        routes.post(Pages.ROOT + path, withErrors(handler));
    }

    /** The first screen: {@code /} is the console's for a browser, and the service's for all others. */
    void first(Handler handler) {
        Handler shown = withErrors(handler);
        routes.before("/", ctx -> {
            if (isBrowser(ctx)) {
                guard(ctx);
                shown.handle(ctx);
                ctx.skipRemainingHandlers();
            }
        });
    }

    private static boolean isBrowser(Context ctx) {
        String accept = ctx.header("Accept");
        return ctx.req().getMethod().equals("GET") && accept != null && accept.contains("text/html");
    }

    private static void guard(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        // With no-referrer, browsers send Origin: null with our own forms.
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cache-Control", "no-store");
        SameMachine.check(ctx);
    }

    private Handler withErrors(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (ApiException e) {
                ctx.status(e.status());
                Map<String, String> error = Map.of("code", e.code(), "message", e.getMessage());
                if (ctx.header("HX-Request") == null) {
                    pages.page(ctx, new Link("", "Error"), "error", error);
                } else {
                    pages.part(ctx, "error-part", error);
                }
            }
        };
    }
}
