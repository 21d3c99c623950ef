package io.github.cameldatamaker.sandbox.platform;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.set.SetReader;
import io.github.cameldatamaker.sandbox.set.SetRows;
import io.github.cameldatamaker.sandbox.set.SetStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Saved sets in the platform's form: they have an id, and rows under {@code data}. */
final class PlatformSets implements Routes {

    private final SetStore sets;
    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();

    PlatformSets(SetStore sets) {
        this.sets = sets;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/sets", this::list);
        routes.post("/sets", this::create);
        routes.delete("/sets/{id}", this::delete);
    }

    private static String id(SavedSet set) {
        return "set_" + set.position();
    }

    private Scope scope(SavedSet set) {
        return scopes.getOrDefault(id(set), Scope.SANDBOX);
    }

    private void list(Context ctx) {
        List<Object> newestFirst = new ArrayList<>();
        for (SavedSet set : sets.list()) {
            if (scope(set).isSeenBy(ctx)) {
                newestFirst.add(0, json(set));
            }
        }
        Answers.json(ctx, 200, newestFirst);
    }

    private void create(Context ctx) throws IOException {
        Map<?, ?> body = RequestBody.object(ctx);
        if (!(body.get("name") instanceof String name) || name.isBlank()) {
            throw ApiException.invalidField("name", "it is required");
        }
        Object data = Optional.<Object>ofNullable(body.get("data")).orElse(List.of());
        SetRows rows = SetReader.rows(new ByteArrayInputStream(Answers.bytes(data)));
        SavedSet saved = sets.save(name, rows);
        Scope asked = Scope.of(ctx);
        scopes.put(id(saved), body.get("projectId") instanceof String project ? new Scope(project, asked.teamId()) : asked);
        Answers.json(ctx, 200, json(saved));
    }

    private void delete(Context ctx) {
        String id = ctx.pathParam("id");
        SavedSet set = sets.list().stream().filter(each -> id(each).equals(id) && scope(each).isSeenBy(ctx)).findFirst()
                .orElseThrow(() -> ApiException.notFound("there is no set '" + id + "'"));
        sets.delete(set.name());
        scopes.remove(id);
        Answers.json(ctx, 200, Map.of("message", "Set deleted"));
    }

    private Map<String, Object> json(SavedSet set) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id(set));
        json.put("name", set.name());
        json.put("description", null);
        json.put("rowCount", set.rows().count());
        json.put("locked", false);
        json.put("createdAt", set.savedAt().toString());
        json.put("updatedAt", set.savedAt().toString());
        json.put("createdBy", null);
        scope(set).addTo(json);
        return json;
    }
}
