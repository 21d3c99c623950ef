package io.github.cameldatamaker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    private static final String TEMPLATE = "{\"name\":\"Pet\",\"fields\":[{\"name\":\"name\",\"type\":\"first_name\"}]}";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void thePrintedCurlCommandWorks() {
        try (DataMakerSandbox sandbox = Main.start(out, "--port", "0").orElseThrow()) {
            Matcher curl = Pattern.compile("curl -s -H '(.+?): (.+?)' -H '(.+?): (.+?)' -d '(.+?)' http://localhost:\\d+(/\\S+)")
                    .matcher(printed());
            assertThat(curl.find()).isTrue();
            assertThat(curl.group(1) + curl.group(2)).isEqualTo("AuthorizationBearer sandbox-key");
            HttpResponse<String> response = new Api(sandbox).post(curl.group(6), curl.group(5));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Api.json(response.body())).hasSize(3);
            assertThat(printed()).contains(sandbox.baseUrl(), "plan enterprise", "tmpl_customer",
                    "Console:   " + sandbox.baseUrl() + "/");
        }
    }

    @Test
    void readsPlanAndTemplatesInBothSpellings() throws IOException {
        Files.writeString(folder.resolve("pet.json"), TEMPLATE);
        Files.writeString(folder.resolve("readme.txt"), "no template");
        try (DataMakerSandbox sandbox = Main.start(out, "--port=0", "--plan=FREE", "--templates", folder.toString())
                .orElseThrow()) {
            Api api = new Api(sandbox);
            HttpResponse<String> pet = api.get("/templates/tmpl_pet");
            assertThat(pet.statusCode()).isEqualTo(200);
            assertThat(pet.headers().firstValue("X-RateLimit-Remaining")).hasValue("59");
            sandbox.reset();
            assertThat(api.get("/templates/tmpl_pet").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void helpStartsNothing() {
        Optional<DataMakerSandbox> started = Main.start(out, "--help");
        assertThat(started).isEmpty();
        assertThat(printed()).contains("--port N", "--plan PLAN", "--templates DIR", "--state DIR", "--open", "--help",
                "java -jar");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--prot=1        | unknown option '--prot'; did you mean --port? The options are --port, --plan, --templates,",
            "--stat=1        | unknown option '--stat'; did you mean --state?",
            "--open=yes      | --open takes no value",
            "--port          | --port needs a value",
            "--port=http     | --port must be between 0 and 65535, not 'http'",
            "--port=65536    | --port must be between 0 and 65535, not '65536'",
            "--plan=gold     | --plan: unknown plan 'gold'; the plans are free, pro and enterprise",
            "--templates=nox | --templates: there is no folder 'nox'",
            "8642            | unknown option '8642'" })
    void namesAWrongArgument(String argument, String message) {
        assertThatThrownBy(() -> Main.start(out, argument)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(printed()).isEmpty();
    }

    @Test
    void namesAFileThatIsNoTemplate() throws IOException {
        Files.writeString(folder.resolve("bad.json"), "{\"name\":\"Bad\",\"fields\":[{\"name\":\"a\",\"type\":\"wrod\"}]}");
        assertThatThrownBy(() -> Main.start(out, "--port=0", "--templates=" + folder)).hasMessageContaining("bad.json")
                .hasMessageContaining("field 'a' invalid: unknown type 'wrod'");
        Files.writeString(folder.resolve("bad.json"), "{");
        assertThatThrownBy(() -> Main.start(out, "--port=0", "--templates=" + folder))
                .hasMessageContaining("bad.json is not JSON");
    }

    @Test
    void exitsWithTwoAndOneLineWhenItCannotStart() throws Exception {
        ForkedSandbox.Outcome bad = ForkedSandbox.run("--port", "x");
        assertThat(bad.exitCode()).isEqualTo(2);
        assertThat(bad.err().strip()).isEqualTo("--port must be between 0 and 65535, not 'x'");
        assertThat(bad.out()).isEmpty();
        try (DataMakerSandbox other = DataMakerSandbox.start()) {
            ForkedSandbox.Outcome taken = ForkedSandbox.run("--port", Integer.toString(other.port()));
            assertThat(taken.exitCode()).isEqualTo(2);
            assertThat(taken.err()).contains("cannot listen on port " + other.port()).doesNotContain("\tat ");
        }
    }

    @Test
    void runsFromTheCommandLineUntilItIsStopped() throws Exception {
        ForkedSandbox.Outcome help = ForkedSandbox.run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Runs DataMaker on localhost, with a console in the browser.");
        assertThat(help.err()).isEmpty();
        try (ForkedSandbox sandbox = ForkedSandbox.start(List.of())) {
            assertThat(sandbox.lines()).hasSize(5);
            assertThat(new Api(sandbox.baseUrl(), DataMakerSandbox.PRESET_API_KEY).get("/templates").statusCode()).isEqualTo(200);
            assertThat(sandbox.isAlive()).isTrue();
        }
    }
}
