package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.Page;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateDraft;
import io.github.cameldatamaker.sandbox.template.TemplateRef;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;

/** The endpoints of templates and their versions. */
final class TemplateRoutes implements Routes {

    static final String VERSION_HEADER = "X-Template-Version";

    private final TemplateStore templates;
    private final Clock clock;

    TemplateRoutes(TemplateStore templates, Clock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/templates", this::list);
        routes.post("/templates", this::create);
        routes.get("/templates/{id}", this::read);
        routes.patch("/templates/{id}", this::update);
        routes.delete("/templates/{id}", this::delete);
        routes.get("/templates/{id}/versions", this::versions);
    }

    private void list(Context ctx) {
        Answers.json(ctx, 200,
                Page.asked(ctx).of(templates.list(), TemplateStore.Entry::position, entry -> entry.latest().toJson()));
    }

    private void create(Context ctx) {
        Template created = templates.create(draft(ctx));
        ctx.header(VERSION_HEADER, "1");
        Answers.json(ctx, 201, created.toJson());
    }

    private void read(Context ctx) {
        Template template = templates.get(TemplateRef.parse(ctx.pathParam("id")));
        ctx.header(VERSION_HEADER, Integer.toString(template.version()));
        Answers.json(ctx, 200, template.toJson());
    }

    private void update(Context ctx) {
        Template updated = templates.update(latest(ctx), draft(ctx));
        ctx.header(VERSION_HEADER, Integer.toString(updated.version()));
        Answers.json(ctx, 200, updated.toJson());
    }

    private void delete(Context ctx) {
        templates.delete(latest(ctx));
        ctx.status(204);
    }

    private void versions(Context ctx) {
        Answers.json(ctx, 200, Page.asked(ctx).of(templates.versions(latest(ctx)), Template::version, Template::toJson));
    }

    private TemplateDraft draft(Context ctx) {
        return TemplateDraft.parse(RequestBody.object(ctx), clock.instant());
    }

    private static String latest(Context ctx) {
        TemplateRef ref = TemplateRef.parse(ctx.pathParam("id"));
        if (ref.version().isPresent()) {
            throw ApiException
                    .validation("a version can only be read and generated from; leave out @v" + ref.version().getAsInt());
        }
        return ref.id();
    }
}
