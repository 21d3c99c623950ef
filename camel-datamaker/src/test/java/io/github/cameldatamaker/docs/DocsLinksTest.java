package io.github.cameldatamaker.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every relative link of a page leads to a file that exists, and to a heading that exists in it.
 */
class DocsLinksTest {

    private static final Path ROOT = Path.of("..");
    private static final Path ARCHITECTURE = ROOT.resolve("docs/architecture.md");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    /** {@code [text](target)}, or {@code [text]: target} on a line of its own. */
    private static final Pattern LINK = Pattern.compile("(?m)(?:\\]\\(|^\\[[^\\]]+]: )([^)\\s#]*)(?:#([^)\\s]+))?");
    private static final Pattern REFERENCE = Pattern.compile("(?<!])\\[([A-Z]\\w+)](?![(:])");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("camel-datamaker-examples"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkLeadsSomewhere(Path page) throws IOException {
        Matcher link = LINK.matcher(prose(page));
        while (link.find()) {
            if (link.group(1).matches("https?:.*")) {
                continue;
            }
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
            assertThat(target).as(link.group()).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as(link.group()).contains(link.group(2));
            }
        }
    }

    @Test
    void theArchitecturePageLinksEveryTypeThatItNames() throws IOException {
        String page = Files.readString(ARCHITECTURE);
        REFERENCE.matcher(page).results().map(name -> name.group(1))
                .forEach(name -> assertThat(page).contains("\n[" + name + "]: "));
    }

    @Test
    void theArchitecturePageListsThePublicTypes() throws IOException {
        List<String> types = Files.readAllLines(Path.of("src/test/resources/public-types.txt")).stream()
                .filter(line -> line.startsWith("io."))
                .map(line -> line.replaceFirst("^[\\w.]*\\.(\\w+): (.*)$", "| [$1] | $2 |")).toList();

        assertThat(Files.readAllLines(ARCHITECTURE).stream().filter(line -> line.startsWith("| [")))
                .containsExactlyElementsOf(types);
    }

    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page)).results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    private static String prose(Path page) throws IOException {
        return CODE.matcher(Files.readString(page)).replaceAll("");
    }
}
