package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that needs nothing beside it, started as its user starts it. */
class StandaloneIT {

    private static final String JAR = System.getProperty("standalone.jar");

    @TempDir
    Path folder;

    private static Process java(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String firstAddress(Process process) throws Exception {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String line = reader.readLine();
        assertThat(line).startsWith("DataMaker sandbox on http://localhost:");
        return line.split(" ")[3];
    }

    @Test
    void servesConsoleAndServiceAndKeepsItsState() throws Exception {
        String[] arguments = { "--port", "0", "--open", "--state", folder.toString() };
        Process first = java(arguments);
        try {
            String url = firstAddress(first);
            Api api = new Api(url, DataMakerSandbox.PRESET_API_KEY);
            assertThat(api.post("/templates/tmpl_customer/generate", "{\"count\": 3, \"format\": \"xlsx\"}").statusCode())
                    .isEqualTo(200);
            assertThat(api.post("/sets", "{\"name\":\"kept\",\"rows\":[{\"id\":1}]}").statusCode()).isEqualTo(201);
            assertThat(page(api, url + "/")).contains("<title>Requests");
            assertThat(page(api, url + "/_sandbox/console/templates/tmpl_customer")).contains("tmpl_customer");
            assertThat(page(api, url + "/_sandbox/console/assets/pico.css")).contains("Pico");
            assertThat(page(api, url + "/_sandbox/console/assets/htmx.js")).contains("htmx");
        } finally {
            first.destroy();
            first.onExit().join();
        }
        Process second = java(arguments);
        try {
            Api api = new Api(firstAddress(second), DataMakerSandbox.PRESET_API_KEY);
            assertThat(api.get("/sets/kept").body()).contains("{\"id\":1}");
        } finally {
            second.destroyForcibly().onExit().join();
        }
    }

    private static String page(Api api, String url) {
        return api.send(HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html").build()).body();
    }

    @Test
    void helpSaysHowItIsStarted() throws Exception {
        Process help = java("--help");

        assertThat(new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("--state DIR", "java -jar");
        assertThat(help.waitFor()).isZero();
    }

    @Test
    void itHasTheLicencesAndNoSignatures() throws Exception {
        try (JarFile jar = new JarFile(JAR)) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version")).isNotBlank();
            assertThat(jar.stream().map(entry -> entry.getName())).contains("META-INF/LICENSE").noneMatch(
                    name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
        }
    }
}
