package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.file.FileStore;
import io.github.cameldatamaker.sandbox.file.WorkspaceFile;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.MetFault;
import io.github.cameldatamaker.sandbox.http.Page;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** The endpoints of workspace files. */
final class FileRoutes implements Routes {

    private final FileStore files;

    FileRoutes(FileStore files) {
        this.files = files;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/workspace/files", this::list);
        routes.post("/workspace/files", this::upload);
        routes.get("/workspace/files/<name>", this::download);
        routes.delete("/workspace/files/<name>", this::delete);
    }

    private void list(Context ctx) {
        Answers.json(ctx, 200, Page.asked(ctx).of(files.list(), WorkspaceFile::position, WorkspaceFile::toJson));
    }

    private void upload(Context ctx) throws IOException {
        Upload upload = Upload.receive(ctx, files.folder());
        Answers.json(ctx, 201, files.put(upload.name(), upload.contentType().orElse(null), upload.content()).toJson());
    }

    private void download(Context ctx) throws IOException {
        FileStore.Opened opened = files.open(ctx.pathParam("name"));
        try (InputStream content = opened.content()) {
            // With a length, a fault could not end the body early.
            if (MetFault.of(ctx).isEmpty()) {
                ctx.res().setContentLengthLong(opened.file().size());
            }
            Answers.stream(ctx, opened.file().contentType(), content::transferTo);
        }
    }

    private void delete(Context ctx) {
        files.delete(ctx.pathParam("name"));
        ctx.status(204);
    }
}
