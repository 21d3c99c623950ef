package io.github.cameldatamaker.sandbox.console;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.zip.CRC32;

/** The console's scripts, style sheets and icon, from the class path. A browser asks each time whether they have changed. */
final class Assets {

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Map<String, String> FILES = Map.of(
            "htmx.js", WEBJARS + "htmx.org/2.0.4/dist/htmx.min.js",
            "pico.css", WEBJARS + "picocss__pico/2.1.1/css/pico.fluid.classless.min.css",
            "console.css", "assets/console.css",
            "console.js", "assets/console.js",
            "icon.svg", "assets/icon.svg");
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css",
            "text/css; charset=utf-8", "svg", "image/svg+xml");

    private Assets() {
    }

    static void addTo(ScreenRoutes routes) {
        routes.get("/assets/{name}", Assets::read);
    }

    private static void read(Context ctx) throws IOException {
        String name = ctx.pathParam("name");
        String file = FILES.get(name);
        if (file == null) {
            throw ApiException.notFound("there is no file '" + name + "'");
        }
        byte[] content;
        try (InputStream in = Assets.class.getResourceAsStream(file)) {
            content = in.readAllBytes();
        }
        String tag = tag(content);
        ctx.header("Cache-Control", "no-cache").header("ETag", tag);
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
        } else {
            ctx.contentType(TYPES.get(name.substring(name.indexOf('.') + 1))).result(content);
        }
    }

    private static String tag(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return "\"" + Long.toHexString(crc.getValue()) + "\"";
    }
}
