package io.github.cameldatamaker.sandbox.platform;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.generate.field.TemplateField;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.template.Template;
import io.github.cameldatamaker.sandbox.template.TemplateDraft;
import io.github.cameldatamaker.sandbox.template.TemplateRef;
import io.github.cameldatamaker.sandbox.template.TemplateStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Templates in the platform's form: bare arrays, without versions. */
final class PlatformTemplates implements Routes {

    private static final Set<String> KNOWN = Set.of("name", "type", "options");

    private final TemplateStore templates;
    private final Clock clock;
    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();

    PlatformTemplates(TemplateStore templates, Clock clock) {
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/templates", this::list);
        routes.post("/templates", this::create);
        routes.get("/templates/{id}", this::read);
        routes.delete("/templates/{id}", this::delete);
    }

    private Scope scope(String id) {
        return scopes.getOrDefault(id, Scope.SANDBOX);
    }

    private void list(Context ctx) {
        List<Object> list = new ArrayList<>();
        for (TemplateStore.Entry entry : templates.list()) {
            if (scope(entry.latest().id()).isSeenBy(ctx)) {
                list.add(json(entry.latest()));
            }
        }
        Answers.json(ctx, 200, list);
    }

    private void create(Context ctx) {
        Map<?, ?> body = RequestBody.object(ctx);
        Scope scope = new Scope(required(body, "projectId"), required(body, "teamId"));
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("name", required(body, "name"));
        draft.put("fields", fields(body.get("fields")));
        Template created = templates.create(TemplateDraft.parse(draft, clock.instant()));
        scopes.put(created.id(), scope);
        Answers.json(ctx, 200, json(created));
    }

    private static String required(Map<?, ?> body, String name) {
        if (body.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw ApiException.invalidField(name, "it is required");
    }

    /** The fields without what the platform alone knows of them. */
    private static Object fields(Object given) {
        if (!(given instanceof List<?> list)) {
            return given;
        }
        List<Object> fields = new ArrayList<>();
        for (Object each : list) {
            if (each instanceof Map<?, ?> field) {
                Map<Object, Object> known = new LinkedHashMap<>(field);
                known.keySet().retainAll(KNOWN);
                fields.add(known);
            } else {
                fields.add(each);
            }
        }
        return fields;
    }

    private Template asked(Context ctx) {
        String id = ctx.pathParam("id");
        Template template = templates.get(new TemplateRef(id, OptionalInt.empty()));
        if (!scope(id).isSeenBy(ctx)) {
            throw ApiException.notFound("there is no template '" + id + "'");
        }
        return template;
    }

    private void read(Context ctx) {
        Answers.json(ctx, 200, json(asked(ctx)));
    }

    private void delete(Context ctx) {
        templates.delete(asked(ctx).id());
        Answers.json(ctx, 200, Map.of("message", "Template deleted"));
    }

    private Map<String, Object> json(Template template) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", template.id());
        json.put("name", template.name());
        json.put("dbOrderIdx", 0);
        json.put("seed", null);
        json.put("fields", template.fields().stream().map(PlatformTemplates::json).toList());
        json.put("createdAt", template.createdAt().toString());
        json.put("createdBy", null);
        json.put("templateFolderId", null);
        scope(template.id()).addTo(json);
        return json;
    }

    private static Map<String, Object> json(TemplateField field) {
        Map<String, Object> json = new LinkedHashMap<>(field.toJson());
        json.put("active", true);
        return json;
    }
}
