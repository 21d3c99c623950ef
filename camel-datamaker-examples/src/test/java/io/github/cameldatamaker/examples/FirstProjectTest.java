package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of a first project that docs/getting-started.md tells its reader to write. */
class FirstProjectTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    @Test
    void itsPropertiesAndRoutesFillTheFile() throws Exception {
        Path csv = Path.of("target/data/customers.csv");
        Files.deleteIfExists(csv);
        Files.writeString(folder.resolve("first.yaml"), block("yaml"));
        AtomicReference<NotifyBuilder> done = new AtomicReference<>();
        Main main = new Main();
        // Else it would read the application.properties of the examples.
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties());
        main.addMainListener(new MainListenerSupport() {

            @Override
            public void afterConfigure(BaseMainSupport configured) {
                // One exchange for all rows, and one for each of five.
                done.set(new NotifyBuilder(configured.getCamelContext())
                        .fromRoute("print").whenCompleted(6).and().fromRoute("write").whenCompleted(1).create());
            }
        });
        main.start();

        assertThat(done.get().matches(1, TimeUnit.MINUTES)).isTrue();
        main.stop();
        assertThat(csv).content().hasLineCount(1001);
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block("properties")));
        // Files that are not packaged.
        assertThat(properties.put("camel.main.routes-include-pattern", "file:" + folder + "/*.yaml"))
                .isEqualTo("classpath:camel/*.yaml");
        return properties;
    }

    @Test
    void itsVersionsAreThoseOfTheBuild() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        String pom = block("xml");

        assertThat(all("<camel.version>(.+?)<", pom)).isEqualTo(all("<camel.compile.version>(.+?)<", parent));
        assertThat(all("<datamaker.version>(.+?)<", pom))
                .isEqualTo(all("<artifactId>camel-datamaker-parent</artifactId>\\s*<version>(.+?)<", parent));
        assertThat(all("<artifactId>slf4j-simple</artifactId>\\s*<version>(.+?)<", pom))
                .isEqualTo(all("<slf4j.version>(.+?)<", parent));
        for (String plugin : List.of("maven-compiler-plugin", "exec-maven-plugin")) {
            String version = "<artifactId>" + plugin + "</artifactId>\\s*<version>(.+?)<";
            assertThat(all(version, pom)).isEqualTo(all(version, parent)).isNotEmpty();
        }
    }

    private static String block(String language) throws IOException {
        return all("(?s)```" + language + "\n(.+?)```", Files.readString(ROOT.resolve("docs/getting-started.md"))).get(0);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }
}
