package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReadmeTest {

    @ParameterizedTest
    @CsvSource({
            "java, src/main/java/io/github/cameldatamaker/examples, QuickStartRoutes.java ScenarioRoutes.java WorkerRoutes.java",
            "yaml, src/main/resources/routes, quickstart.camel.yaml" })
    void theRoutesShownAreThoseThatRun(String language, Path folder, String files) throws IOException {
        List<String> shown = Pattern.compile("```" + language + "\n(.+?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results().map(block -> block.group(1)).toList();

        StringBuilder run = new StringBuilder();
        for (String file : files.split(" ")) {
            run.append(Files.readString(folder.resolve(file)));
        }
        assertThat(shown).isNotEmpty().allSatisfy(route -> assertThat(run).contains(route));
    }
}
