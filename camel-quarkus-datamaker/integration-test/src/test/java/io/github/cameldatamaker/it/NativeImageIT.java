package io.github.cameldatamaker.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a native image would keep of the component. The image itself is not made here. */
class NativeImageIT {

    private static final String PACKAGE = "io.github.cameldatamaker.";

    @Test
    void keepsWhatRoutesAndJacksonLookUpByName() throws Exception {
        List<String> kept = kept("allPublicMethods", "allDeclaredMethods");

        assertThat(kept).contains(PACKAGE + "generate.GenerateChunk", PACKAGE + "DataMakerProgressEvent",
                PACKAGE + "generate.GenerationProgress",
                PACKAGE + "session.DataMakerMetrics", PACKAGE + "client.DataMakerException",
                PACKAGE + "client.DataMakerApiException",
                PACKAGE + "client.DataMakerRateLimitException", PACKAGE + "client.DataMakerRunFailedException",
                PACKAGE + "client.DataMakerTimeoutException", PACKAGE + "DataMakerFileStateRepository",
                PACKAGE + "DataMakerJdbcStateRepository");
    }

    @Test
    void makesWhatPropertiesAndCamelName() throws Exception {
        assertThat(kept("allDeclaredConstructors", "allPublicConstructors")).contains(PACKAGE + "DataMakerComponent",
                PACKAGE + "DataMakerFileStateRepository", PACKAGE + "DataMakerJdbcStateRepository",
                PACKAGE + "generate.GenerateChunk");
    }

    @Test
    void nothingOfTheSandboxIsPackaged() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("target/quarkus-app"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .anyMatch(name -> name.contains("camel-datamaker")).noneMatch(name -> name.contains("sandbox"));
        }
    }

    private static List<String> kept(String... ways) throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode type : reflectConfig()) {
            if (Stream.of(ways).anyMatch(way -> type.path(way).asBoolean())) {
                names.add(type.path("name").asText());
            }
        }
        return names;
    }

    private static JsonNode reflectConfig() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/native-sources"))) {
            Path application = files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
            try (ZipFile jar = new ZipFile(application.toFile())) {
                return new ObjectMapper().readTree(jar.getInputStream(jar.getEntry("META-INF/native-image/reflect-config.json")));
            }
        }
    }
}
