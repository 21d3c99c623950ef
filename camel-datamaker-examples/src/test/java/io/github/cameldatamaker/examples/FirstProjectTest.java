package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.time.Duration.ofMinutes;
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
        Main main = new Main();
        // Else it would read the application.properties of the examples.
        main.setDefaultPropertyPlaceholderLocation("false");
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().apiKey("sandbox-key").start()) {
            main.setInitialProperties(properties(sandbox));
            main.start();

            Awaitility.await().atMost(ofMinutes(1)).until(() -> sandbox.rowsGenerated() == 1005);
            // Ends with the exchanges that are on their way.
            main.stop();
        }
        assertThat(csv).content().hasLineCount(1001);
    }

    private Properties properties(DataMakerSandbox sandbox) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block("properties")));
        // A port of its own, and files that are not packaged.
        assertThat(properties.put("camel.component.datamaker.base-url", sandbox.baseUrl())).isEqualTo("http://localhost:8642");
        assertThat(properties.put("camel.main.routes-include-pattern", "file:" + folder + "/*.yaml")).isEqualTo("classpath:camel/*.yaml");
        return properties;
    }

    @Test
    void itsVersionsAreThoseOfTheBuild() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        String pom = block("xml");

        assertThat(all("<camel.version>(.+?)<", pom)).isEqualTo(all("<camel.compile.version>(.+?)<", parent));
        assertThat(all("<datamaker.version>(.+?)<", pom)).isEqualTo(all("<artifactId>camel-datamaker-parent</artifactId>\\s*<version>(.+?)<", parent));
        assertThat(all("<artifactId>slf4j-simple</artifactId>\\s*<version>(.+?)<", pom)).isEqualTo(all("<slf4j.version>(.+?)<", parent));
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
