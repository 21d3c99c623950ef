package io.github.cameldatamaker.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The packaged application, started with something wrong. It ends, and says what. */
class BadInputIT {

    private static final String SERVICE = "-Dcamel.component.datamaker.base-url=http://localhost:9";
    private static final String KEY = "-Dcamel.component.datamaker.api-key=own-secret-key";

    @Test
    void aMisspeltPropertyIsNamedWithASuggestion() throws Exception {
        assertThat(failure(SERVICE, KEY, "-Dcamel.component.datamaker.max-retrys=2"))
                .contains("maxRetrys is not an option of datamaker; did you mean maxRetries?");
    }

    @Test
    void aMisspeltOptionOfAUriIsNamedWithASuggestion() throws Exception {
        assertThat(failure(SERVICE, KEY, "-Dcustomers.options=conut=3"))
                .contains("conut is not an option of datamaker; did you mean count?");
    }

    @Test
    void neitherServiceNorKey() throws Exception {
        assertThat(failure()).contains("apiKey is not set. Set camel.component.datamaker.api-key");
    }

    @Test
    void theSandboxWithoutItsJar() throws Exception {
        assertThat(failure("-Dcamel.component.datamaker.base-url=sandbox:")).contains(
                "baseUrl=sandbox: needs the sandbox on the class path. Add the dependency "
                        + "io.github.cameldatamaker:camel-datamaker-sandbox");
    }

    private static String failure(String... properties) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.port=0"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("DM_API_KEY", "DATAMAKER_API_KEY"));
        Process application = builder.start();
        try {
            String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue()).isNotZero();
            assertThat(output).doesNotContain("own-secret-key", "NoClassDefFoundError");
            return output;
        } finally {
            application.destroyForcibly();
        }
    }
}
