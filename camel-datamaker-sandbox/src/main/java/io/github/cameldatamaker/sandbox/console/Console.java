package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.control.MovableClock;
import io.github.cameldatamaker.sandbox.fault.Faults;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.workspace.Limits;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** All screens. They need no key, cost no budget, meet no fault and are not recorded. */
public final class Console implements Routes {

    private final RequestsScreen requests;
    private final List<Screen> screens;

    /**
     * @param clock moves the clock of the sandbox
     * @param plans what the plans allow
     */
    public Console(Workspace workspace, RequestLog requests, Faults faults, MovableClock clock, List<Limits> plans) {
        this.requests = new RequestsScreen(requests);
        // In the order of the navigation.
        this.screens = List.of(
                this.requests);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        ScreenRoutes own = new ScreenRoutes(routes, new Pages(screens.stream().map(Screen::link).toList()));
        own.first(ctx -> requests.list(ctx, own.pages()));
        own.get("", ctx -> ctx.redirect("/"));
        screens.forEach(screen -> screen.addTo(own));
        Assets.addTo(own);
    }
}
