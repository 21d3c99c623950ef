package io.github.cameldatamaker.sandbox.console;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.cameldatamaker.sandbox.control.ControlPaths;
import io.javalin.http.Context;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Renders templates. Each is compiled when it is first needed, and escapes every value. */
final class Pages {

    /** Where the console's paths begin, except that of the first screen. */
    static final String ROOT = ControlPaths.ROOT + "/console";

    private final List<Link> navigation;
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();
    private final Mustache.Compiler compiler = Mustache.compiler().nullValue("").withFormatter(Shown::text)
            .withLoader(Pages::open);

    Pages(List<Link> navigation) {
        this.navigation = navigation;
    }

    /**
     * Answers a page of a screen.
     *
     * @param template names a file of this package's resources, which begins with {@code {{<layout}}}
     * @param model    what the template shows; {@code title} is the title of the page
     */
    void page(Context ctx, Link screen, String template, Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.putIfAbsent("title", screen.name());
        whole.put("navigation", navigation.stream().map(link -> Map.of("href", link.href(), "name", link.name(),
                "current", link.equals(screen))).toList());
        whole.put("root", ROOT);
        answer(ctx, template, whole);
    }

    /** Answers a part of a page, for a request of htmx. */
    void part(Context ctx, String template, Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("root", ROOT);
        answer(ctx, template, whole);
    }

    private void answer(Context ctx, String template, Map<String, ?> model) {
        String html = compiled.computeIfAbsent(template, this::compile).execute(model);
        ctx.contentType("text/html;charset=utf-8").result(html.getBytes(StandardCharsets.UTF_8));
    }

    private Template compile(String name) {
        return compiler.loadTemplate(name);
    }

    private static Reader open(String name) throws FileNotFoundException {
        InputStream in = Pages.class.getResourceAsStream(name + ".mustache");
        if (in == null) {
            throw new FileNotFoundException("there is no template " + name);
        }
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
