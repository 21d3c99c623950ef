package io.github.cameldatamaker.sandbox.control;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Adds templates with an id of one's own, one by one or from the files of a folder of this machine. */
final class TemplateControl implements Routes {

    private final Workspace workspace;

    TemplateControl(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post(ControlPaths.API + "/templates", this::add);
        routes.post(ControlPaths.API + "/templates/load", this::load);
    }

    private void add(Context ctx) {
        Answers.json(ctx, 201, Map.of("id", workspace.addTemplate(RequestBody.object(ctx))));
    }

    private void load(Context ctx) {
        String folder = Fields.of(ctx, List.of("folder")).text("folder");
        try {
            Answers.json(ctx, 201, Map.of("ids", workspace.loadTemplates(Path.of(folder))));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            String why = e instanceof InvalidPathException ? "it is no path: " + folder : e.getMessage();
            throw ApiException.invalidField("folder", why);
        }
    }
}
