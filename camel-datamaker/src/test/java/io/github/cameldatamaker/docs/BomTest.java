package io.github.cameldatamaker.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The BOM has each jar that an application may depend on. */
class BomTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+?)</artifactId>");
    private static final Pattern NOT_FOR_APPLICATIONS = Pattern.compile("example|benchmarks|integration-test|application");

    @Test
    void hasEveryPublishedJar() throws IOException {
        String bom = Files.readString(ROOT.resolve("camel-datamaker-bom/pom.xml"));

        assertThat(artifacts()).contains("camel-datamaker", "camel-datamaker-starter")
                .allSatisfy(artifact -> assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>"));
    }

    private static List<String> artifacts() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 3)) {
            return files.filter(file -> file.endsWith("pom.xml") && !file.toString().contains("target")).map(BomTest::read)
                    .filter(pom -> !pom.contains("<packaging>pom</packaging>")).map(BomTest::artifact)
                    .filter(artifact -> !NOT_FOR_APPLICATIONS.matcher(artifact).find()).toList();
        }
    }

    private static String read(Path pom) {
        try {
            return Files.readString(pom).replaceAll("(?s)<parent>.*?</parent>", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String artifact(String pom) {
        Matcher found = ARTIFACT.matcher(pom);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
