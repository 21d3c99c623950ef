package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.service.TemplateRows;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateDraft;
import io.github.cameldatamaker.sandbox.template.TemplateRef;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Templates: their fields and versions, saving new ones, and rows that are generated while one types. */
final class TemplatesScreen implements Screen {

    private static final String BELOW = "/templates";
    private static final String PATH = Pages.ROOT + BELOW;
    static final Link LINK = new Link(PATH, "Templates");

    private final Pages pages;
    private final TemplateStore templates;
    private final Clock clock;
    private final TemplateRows rows;

    TemplatesScreen(Pages pages, TemplateStore templates, Clock clock) {
        this.pages = pages;
        this.templates = templates;
        this.clock = clock;
        this.rows = new TemplateRows(templates, clock);
    }

    @Override
    public void addTo(ScreenRoutes routes) {
        routes.get(BELOW, this::list);
        routes.post(BELOW, this::create);
        routes.get(BELOW + "/field", this::emptyField);
        routes.get(BELOW + "/{id}", this::read);
        routes.post(BELOW + "/{id}", this::save);
        routes.post(BELOW + "/{id}/delete", this::delete);
        routes.get(BELOW + "/{id}/rows", this::rows);
        routes.get(BELOW + "/{id}/download", this::download);
    }

    private void list(Context ctx) {
        list(ctx, TemplateForm.empty());
    }

    private void list(Context ctx, TemplateForm form) {
        Map<String, Object> model = form.model();
        model.put("templates", templates.list().stream().map(TemplateStore.Entry::latest).map(TemplatesScreen::line).toList());
        pages.page(ctx, LINK, "templates", model);
    }

    private static Map<String, Object> line(Template template) {
        return Map.of("id", template.id(), "href", href(template), "name", Shown.cut(template.name(), 200), "version",
                template.version(), "fields", template.fields().size(), "updated", template.updatedAt().toString());
    }

    private static String href(Template template) {
        return PATH + "/" + Values.encoded(template.id());
    }

    private void create(Context ctx) {
        TemplateForm form = TemplateForm.of(ctx);
        try {
            ctx.redirect(href(templates.create(TemplateDraft.parse(form.json(), clock.instant()))), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            ctx.status(e.status());
            list(ctx, form.with(e));
        }
    }

    private void emptyField(Context ctx) {
        pages.part(ctx, "field", TemplateForm.emptyField());
    }

    private void read(Context ctx) {
        Template asked = asked(ctx);
        read(ctx, asked, TemplateForm.of(asked));
    }

    private void read(Context ctx, Template asked, TemplateForm form) {
        List<Template> versions = templates.versions(asked.id());
        Map<String, Object> model = form.model();
        model.put("title", Shown.cut(asked.name(), 200));
        model.put("id", asked.id());
        model.put("href", href(asked));
        model.put("version", asked.version());
        model.put("created", asked.createdAt().toString());
        model.put("versions", versions.stream().map(each -> Map.of("version", each.version(), "updated",
                each.updatedAt().toString(), "current", each.version() == asked.version())).toList());
        model.put("latest", asked.version() == versions.size());
        pages.page(ctx, LINK, "template", model);
    }

    private Template asked(Context ctx) {
        String version = ctx.queryParam("version");
        OptionalInt number = version != null && version.matches("\\d{1,6}") ? OptionalInt.of(Integer.parseInt(version))
                : OptionalInt.empty();
        return templates.get(new TemplateRef(ctx.pathParam("id"), number));
    }

    private void save(Context ctx) {
        Template template = asked(ctx);
        TemplateForm form = TemplateForm.of(ctx);
        try {
            templates.update(template.id(), TemplateDraft.parse(form.json(), clock.instant()));
            ctx.redirect(href(template), HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            ctx.status(e.status());
            read(ctx, template, form.with(e));
        }
    }

    private void delete(Context ctx) {
        templates.delete(ctx.pathParam("id"));
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void rows(Context ctx) {
        Map<String, Object> model = new HashMap<>();
        try {
            RowsForm form = RowsForm.of(ctx);
            TemplateRows.Rows asked = rows.of(asked(ctx), form.shown());
            if (form.isTable()) {
                model.put("table", RowsForm.table(asked));
            } else {
                model.put("text", form.text(asked));
            }
            model.put("fewer", form.fewer());
        } catch (ApiException e) {
            model.put("error", e.getMessage());
        }
        pages.part(ctx, "rows", model);
    }

    private void download(Context ctx) {
        Template template = asked(ctx);
        RowsForm form = RowsForm.of(ctx);
        TemplateRows.Rows asked = rows.of(template, form.all());
        ctx.header("Content-Disposition", "attachment; filename=\"" + template.id().replaceAll("[^A-Za-z0-9_-]", "_") + "."
                + form.format() + "\"");
        Answers.stream(ctx, asked.contentType(), asked::writeTo);
    }
}
