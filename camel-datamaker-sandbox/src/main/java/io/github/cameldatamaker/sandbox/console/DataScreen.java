package io.github.cameldatamaker.sandbox.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.sandbox.connection.Connection;
import io.github.cameldatamaker.sandbox.connection.ConnectionStore;
import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.file.FileStore;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.service.Upload;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.workspace.Workspace;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Saved sets, workspace files and connections. */
final class DataScreen implements Screen {

    private static final String BELOW = "/data";
    private static final String PATH = Pages.ROOT + BELOW;
    static final Link LINK = new Link(PATH, "Data");
    private static final int ROWS_SHOWN = 100;
    private static final int COLUMNS_SHOWN = 100;
    private static final int BYTES_SHOWN = 64 * 1024;

    private final Pages pages;
    private final Workspace workspace;

    DataScreen(Pages pages, Workspace workspace) {
        this.pages = pages;
        this.workspace = workspace;
    }

    // Names of sets and files may hold anything, so they go into the query and not into the path.
    @Override
    public void addTo(ScreenRoutes routes) {
        routes.get(BELOW, ctx -> show(ctx, null));
        routes.get(BELOW + "/set", this::set);
        routes.post(BELOW + "/set/delete", this::deleteSet);
        routes.post(BELOW + "/files", this::upload);
        routes.get(BELOW + "/file", this::file);
        routes.get(BELOW + "/file/download", this::download);
        routes.post(BELOW + "/file/delete", this::deleteFile);
        routes.get(BELOW + "/connection", ctx -> connection(ctx, null));
        routes.post(BELOW + "/connection/verify", this::verify);
    }

    private void show(Context ctx, ApiException error) {
        Map<String, Object> model = new HashMap<>();
        model.put("sets", workspace.sets().list().stream().map(set -> Map.of("name", Shown.cut(set.name(), 300), "query",
                Values.encoded(set.name()), "plain", new Shown.Whole(set.name()), "version", set.version(), "rows",
                Values.number(set.rows().count()), "saved", set.savedAt().toString())).toList());
        model.put("files", workspace.files().list().stream().map(file -> Map.of("name", Shown.cut(file.name(), 300), "query",
                Values.encoded(file.name()), "plain", new Shown.Whole(file.name()), "size", Values.number(file.size()), "type",
                file.contentType(), "uploaded", file.uploadedAt().toString())).toList());
        model.put("connections", workspace.connections().list().stream().map(DataScreen::line).toList());
        model.put("error", error == null ? null : error.getMessage());
        pages.page(ctx, LINK, "data", model);
    }

    private static Map<String, Object> line(Connection connection) {
        Map<String, Object> properties = connection.properties();
        return Map.of("id", connection.id(), "query", Values.encoded(connection.id()), "name",
                Shown.cut(String.valueOf(properties.getOrDefault("name", "")), 300), "type",
                Shown.cut(String.valueOf(properties.getOrDefault("type", "")), 300), "verified",
                connection.lastVerifiedAt().map(Object::toString).orElse("never"));
    }

    private static String asked(Context ctx, String name) {
        return Optional.ofNullable(ctx.method().name().equals("GET") ? ctx.queryParam(name) : ctx.formParam(name)).orElse("");
    }

    private void set(Context ctx) {
        SavedSet set = workspace.sets().get(asked(ctx, "name"));
        List<Map<?, ?>> rows = new ArrayList<>();
        Set<String> all = new LinkedHashSet<>();
        for (String json : set.rows().first(ROWS_SHOWN)) {
            Map<?, ?> row = row(json);
            row.keySet().forEach(name -> all.add(String.valueOf(name)));
            rows.add(row);
        }
        List<String> names = all.stream().limit(COLUMNS_SHOWN).toList();
        Map<String, Object> table = Map.of("names", names.stream().map(name -> Shown.cut(name, 200)).toList(), "rows",
                rows.stream().map(row -> Map.of("cells", names.stream().map(row::get).map(Values::cell).toList())).toList());
        Map<String, Object> model = new HashMap<>();
        model.put("title", Shown.cut(set.name(), 300));
        model.put("plain", new Shown.Whole(set.name()));
        model.put("version", set.version());
        model.put("total", Values.number(set.rows().count()));
        model.put("fewer", set.rows().count() > ROWS_SHOWN ? ROWS_SHOWN + " of " + Values.number(set.rows().count()) : null);
        model.put("table", table);
        model.put("fewerColumns", all.size() > COLUMNS_SHOWN ? COLUMNS_SHOWN + " of " + Values.number(all.size()) : null);
        pages.page(ctx, LINK, "set", model);
    }

    private static Map<?, ?> row(String json) {
        try {
            return TemplateForm.JSON.readValue(json, Object.class) instanceof Map<?, ?> row ? row
                    : new LinkedHashMap<>(Map.of("value", json));
        } catch (JsonProcessingException e) {
            return Map.of("value", json);
        }
    }

    private void deleteSet(Context ctx) {
        workspace.sets().delete(asked(ctx, "name"));
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void upload(Context ctx) throws IOException {
        try {
            RequestBody.beginning(ctx, BYTES_SHOWN);
            Upload upload = Upload.receive(ctx, workspace.files().folder());
            workspace.files().put(upload.name(), upload.contentType().orElse(null), upload.content());
            ctx.redirect(PATH, HttpStatus.SEE_OTHER);
        } catch (ApiException e) {
            RequestBody.drain(ctx);
            ctx.status(e.status());
            show(ctx, e);
        }
    }

    private void file(Context ctx) throws IOException {
        FileStore.Opened opened = workspace.files().open(asked(ctx, "name"));
        Map<String, Object> model = new HashMap<>();
        try (InputStream content = opened.content()) {
            String text = new String(content.readNBytes(BYTES_SHOWN), StandardCharsets.UTF_8);
            boolean binary = text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0 && opened.file().size() <= BYTES_SHOWN;
            model.put("text", binary ? null : new Shown.Whole(text));
            model.put("binary", binary);
        }
        model.put("title", Shown.cut(opened.file().name(), 300));
        model.put("query", Values.encoded(opened.file().name()));
        model.put("plain", new Shown.Whole(opened.file().name()));
        model.put("size", Values.number(opened.file().size()));
        model.put("type", opened.file().contentType());
        model.put("cut", opened.file().size() > BYTES_SHOWN);
        pages.page(ctx, LINK, "file", model);
    }

    private void download(Context ctx) throws IOException {
        FileStore.Opened opened = workspace.files().open(asked(ctx, "name"));
        String last = opened.file().name().replaceAll(".*[/\\\\]", "");
        try (InputStream content = opened.content()) {
            ctx.header("Content-Disposition", "attachment; filename*=UTF-8''" + Values.encoded(last.isEmpty() ? "file" : last));
            Answers.stream(ctx, "application/octet-stream", content::transferTo);
        }
    }

    private void deleteFile(Context ctx) {
        workspace.files().delete(asked(ctx, "name"));
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void connection(Context ctx, ConnectionStore.Verification result) {
        String id = asked(ctx, "id");
        Connection connection = workspace.connections().list().stream().filter(each -> each.id().equals(id)).findFirst()
                .orElseThrow(() -> ApiException.notFound("there is no connection '" + id + "'"));
        Map<String, Object> model = new HashMap<>();
        model.put("title", Shown.cut(String.valueOf(connection.properties().getOrDefault("name", id)), 300));
        model.put("id", id);
        model.put("json", new Shown.Whole(Shown.cut(Values.json(connection.toJson()), BYTES_SHOWN)));
        model.put("result", result == null ? null : Map.of("ok", result.ok(), "message", result.message()));
        try {
            model.put("metadata", new Shown.Whole(Shown.cut(Values.json(workspace.connections().metadata(id)), BYTES_SHOWN)));
        } catch (ApiException e) {
            model.put("metadata", e.getMessage());
        }
        pages.page(ctx, LINK, "connection", model);
    }

    private void verify(Context ctx) {
        connection(ctx, workspace.connections().verify(asked(ctx, "id")));
    }
}
