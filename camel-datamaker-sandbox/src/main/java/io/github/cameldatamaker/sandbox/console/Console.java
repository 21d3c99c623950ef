package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.control.Control;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.RequestLog;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** All screens. They need no key, cost no budget, meet no fault and are not recorded. */
public final class Console implements Routes {

    private final Pages pages = new Pages(List.of(RequestsScreen.LINK, TemplatesScreen.LINK, ScenariosScreen.LINK,
            DataScreen.LINK, BudgetScreen.LINK, FaultsScreen.LINK));
    private final List<Screen> screens;

    /** @param control what the control calls do, and the forms of the console as well */
    public Console(Workspace workspace, RequestLog requests, Control control) {
        this.screens = List.of(
                new RequestsScreen(pages, requests),
                new TemplatesScreen(pages, workspace.templates(), workspace.clock()),
                new ScenariosScreen(pages, workspace.scenarios(), workspace.clock()),
                new DataScreen(pages, workspace),
                new BudgetScreen(pages, control),
                new FaultsScreen(pages, control.faults()));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        ScreenRoutes own = new ScreenRoutes(routes, pages);
        own.get("", ctx -> ctx.redirect("/"));
        screens.forEach(screen -> screen.addTo(own));
        Assets.addTo(own);
        // Last, so that it takes only what nobody else does.
        own.get("/<path>", ctx -> {
            throw ApiException.notFound("there is no page '" + ctx.path() + "'");
        });
    }
}
