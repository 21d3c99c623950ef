package io.github.cameldatamaker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code of a page of the documentation, block by block. */
record DocsPage(String name, List<Block> blocks) {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)( \\w+)?\\n(.*?)^```$", Pattern.DOTALL);
    private static final Path ROOT = Path.of("..");

    /**
     * A fenced block.
     *
     * @param where page and line, as an editor understands it
     */
    record Block(String where, String language, String code) {

        /** Lines of a {@code configure()}, or a whole class with one. */
        boolean isJavaRoute() {
            return language.equals("java") && (!isJavaClass() || code.contains(" extends RouteBuilder "));
        }

        boolean isJavaClass() {
            return language.equals("java") && code.startsWith("package ");
        }

        boolean isYamlRoute() {
            return language.equals("yaml");
        }

        @Override
        public String toString() {
            return where;
        }
    }

    /** The README and every page below docs. */
    static List<DocsPage> all() {
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
            return Stream
                    .concat(Stream.of(ROOT.resolve("README.md")), pages.filter(page -> page.toString().endsWith(".md")).sorted())
                    .map(DocsPage::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocsPage read(Path page) {
        try {
            String text = Files.readString(page);
            // A word after the language marks a block that is no route.
            List<Block> blocks = BLOCK.matcher(text).results().filter(found -> found.group(2) == null)
                    .map(found -> new Block(
                            page.getFileName() + ":" + text.substring(0, found.start()).lines().count(), found.group(1),
                            found.group(3)))
                    .toList();
            return new DocsPage(page.getFileName().toString(), blocks);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
