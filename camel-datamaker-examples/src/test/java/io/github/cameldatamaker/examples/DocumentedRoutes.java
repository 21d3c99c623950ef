package io.github.cameldatamaker.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes that README and docs show. */
final class DocumentedRoutes {

    private static final Path ROOT = Path.of("..");
    /** A word behind the language says that a block is no route. */
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(java|yaml)\\n(.*?)^```$", Pattern.DOTALL);

    private final List<Block> blocks;
    private final ClassLoader loader;

    private DocumentedRoutes(List<Block> blocks, ClassLoader loader) {
        this.blocks = blocks;
        this.loader = loader;
    }

    /**
     * A block of code.
     *
     * @param where page and line
     */
    record Block(String where, String language, String code) {

        String className() {
            return "Docs_" + where.replaceAll("\\W", "_");
        }

        /** The names of what comes behind such a scheme. */
        List<String> names(String scheme) {
            return Pattern.compile(scheme + "([\\w-]+)").matcher(code).results().map(name -> name.group(1)).distinct().toList();
        }

        Block with(String before, String after) {
            if (!code.contains(before)) {
                throw new IllegalArgumentException(where + " does not show " + before);
            }
            return new Block(where, language, code.replace(before, after));
        }

        @Override
        public String toString() {
            return where;
        }
    }

    /** Those that begin or end in one of these schemes. */
    static List<Block> using(String... schemes) throws IOException {
        Pattern endpoint = Pattern.compile("(?:(?:to|from)\\(\"|(?:to|uri): )(?:" + String.join("|", schemes) + "):");
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            List<Block> found = new ArrayList<>();
            Stream<Path> docs = pages.filter(path -> path.toString().endsWith(".md")).sorted();
            for (Path page : Stream.concat(Stream.of(ROOT.resolve("README.md")), docs).toList()) {
                found.addAll(blocks(page));
            }
            return found.stream().filter(block -> endpoint.matcher(block.code()).find()).toList();
        }
    }

    static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve(name));
    }

    private static List<Block> blocks(Path page) throws IOException {
        String text = Files.readString(page);
        return BLOCK.matcher(text).results().map(block -> new Block(
                page.getFileName() + ":" + text.substring(0, block.start()).lines().count(), block.group(1), block.group(2))).toList();
    }

    /** Compiles them: each Java block is the body of a {@code configure()}. */
    static DocumentedRoutes compile(List<Block> blocks, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        for (Block block : blocks) {
            if (block.language().equals("java")) {
                arguments.add(Files.writeString(classes.resolve(block.className() + ".java"), """
                        import org.apache.camel.builder.RouteBuilder;

                        public class %s extends RouteBuilder {
                            public void configure() {
                                %s
                            }
                        }
                        """.formatted(block.className(), block.code())).toString());
            }
        }
        var errors = new ByteArrayOutputStream();
        if (arguments.size() > 5
                && ToolProvider.getSystemJavaCompiler().run(null, null, errors, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalArgumentException(errors.toString(StandardCharsets.UTF_8));
        }
        URL[] urls = { classes.toUri().toURL() };
        return new DocumentedRoutes(blocks, new URLClassLoader(urls, DocumentedRoutes.class.getClassLoader()));
    }

    List<Block> blocks() {
        return blocks;
    }

    void add(Block block, CamelContext context) throws Exception {
        if (block.language().equals("yaml")) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("docs.yaml", block.code()));
        } else {
            context.addRoutes((RoutesBuilder) loader.loadClass(block.className()).getConstructor().newInstance());
        }
    }
}
