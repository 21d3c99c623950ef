package io.github.cameldatamaker.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code mvn verify -Pquarkus} starts. */
class PackagedApplicationIT {

    @Test
    void generatesAndEnds() throws Exception {
        Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Dseed.count=1200", "-jar", "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true).start();
        try {
            String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains("No real DataMaker service is used", "1200 customers were generated:")
                    .doesNotContain("Exception");
            assertThat(application.exitValue()).isZero();
        } finally {
            application.destroyForcibly();
        }
    }
}
