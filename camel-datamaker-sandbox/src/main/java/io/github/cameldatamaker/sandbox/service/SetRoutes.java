package io.github.cameldatamaker.sandbox.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.ConnectionGone;
import io.github.cameldatamaker.sandbox.http.Page;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.set.SavedSet;
import io.github.cameldatamaker.sandbox.set.SetReader;
import io.github.cameldatamaker.sandbox.set.SetStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The endpoints of saved sets. */
final class SetRoutes implements Routes {

    private final SetStore sets;

    SetRoutes(SetStore sets) {
        this.sets = sets;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/sets", this::list);
        routes.post("/sets", this::save);
        routes.get("/sets/<name>", this::load);
        routes.delete("/sets/<name>", this::delete);
    }

    private void list(Context ctx) {
        Answers.json(ctx, 200, Page.asked(ctx).of(sets.list(), SavedSet::position, SavedSet::toListItem));
    }

    private void save(Context ctx) {
        RequestBody.requireJson(ctx);
        SetReader.Content content;
        try {
            content = SetReader.read(RequestBody.stream(ctx));
        } catch (JsonProcessingException e) {
            throw RequestBody.noJson(e);
        } catch (IOException e) {
            throw new ConnectionGone();
        }
        Answers.json(ctx, 201, sets.save(content.name(), content.rows()).toReceipt());
    }

    private void load(Context ctx) {
        SavedSet set = sets.get(ctx.pathParam("name"));
        Answers.stream(ctx, "application/json", out -> write(set, out));
    }

    private void delete(Context ctx) {
        sets.delete(ctx.pathParam("name"));
        ctx.status(204);
    }

    private static void write(SavedSet set, OutputStream response) throws IOException {
        OutputStream out = new BufferedOutputStream(response);
        byte[] name = Answers.bytes(set.name());
        out.write("{\"name\":".getBytes(StandardCharsets.UTF_8));
        out.write(name);
        out.write((",\"version\":" + set.version() + ",\"rows\":").getBytes(StandardCharsets.UTF_8));
        set.rows().writeTo(out);
        out.write('}');
        out.flush();
    }
}
