package io.github.cameldatamaker.examples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A scenario and its log, in the sandbox that the example starts, and in one that stands in for the service. */
class ScenarioExampleTest {

    private static final String KEY = "dm_key_that_nobody_may_see";
    private static final Pattern LOGGED = Pattern.compile("(?m)^  \\| (.*)$");

    private final DataMakerSandbox service = DataMakerSandbox.builder().apiKey(KEY).start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        service.close();
    }

    private int run(Map<String, String> environment, String... args) {
        return new ScenarioExample(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(environment, args);
    }

    private int runLive(String code, String... args) {
        String scenario = service.scenarios().add("A scenario", code);
        return run(Map.of("DM_API_KEY", KEY),
                Stream.concat(Stream.of("--live", "--base-url=" + service.baseUrl(), "--scenario=" + scenario), Stream.of(args))
                        .toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<String> logged() {
        return LOGGED.matcher(out()).results().map(line -> line.group(1)).toList();
    }

    @Test
    void itsLogIsShownAndHowItEnded() {
        int exitCode = run(Map.of(), "--param=size=500", "--param=environment=test");

        assertThat(err()).isEmpty();
        assertThat(logged()).hasSize(12)
                .startsWith("seeding 500 orders into test", "info: customers generated", "info: orders generated")
                .endsWith("step 11", "info: step 12");
        assertThat(out()).startsWith("Starting the DataMaker sandbox\nWatch the sandbox in a browser: http://localhost:")
                .containsPattern("Run (run_\\w+) has started")
                .containsPattern("(?m)^Run run_\\w+: done after 2\\.0 s, 12 lines logged\\n\\z");
        assertThat(exitCode).isZero();
    }

    @Test
    void theLogIsShownWhileItIsWritten() throws InterruptedException {
        Thread example = new Thread(() -> runLive("# sandbox: duration=1h, lines=3600\n"));
        example.start();

        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> out().contains("has started"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> service.openResponses() == 1);
        assertThat(logged()).hasSizeLessThan(100);
        service.clock().advance(Duration.ofMinutes(30));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> logged().size() >= 1800);

        assertThat(out()).doesNotContain("done");
        service.clock().advance(Duration.ofMinutes(30));
        example.join();
        assertThat(logged()).hasSize(3600);
    }

    @Test
    void aRunThatFails() {
        int exitCode = runLive("# sandbox: outcome=failed, error=worker_oom\nprint(\"seeding\")\n");

        assertThat(out()).containsPattern("(?m)^Run run_\\w+: failed \\(the script failed\\) after 0\\.6 s, 1 lines logged$");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void whatAScriptPrintsDoesNotSteerTheTerminal() {
        int exitCode = runLive("print(f\"{dm.params['name']}\")\n", "--param=name=\u001b[2Jred\tblue");

        assertThat(logged()).containsExactly("?[2Jred\tblue");
        assertThat(exitCode).isZero();
    }

    @Test
    void aScenarioThatIsNotThere() {
        int exitCode = run(Map.of(), "--scenario=scn_nope");

        assertThat(err()).startsWith("Failed: POST /scenarios/scn_nope/run answered 404").hasLineCount(1);
        assertThat(exitCode).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--live               | --live needs an API key in the environment variable DM_API_KEY",
            "--base-url=http://x  | --base-url is the address of the real service, and is used with --live only: add --live",
            "--param=size         | Value for option option '--param' (NAME=VALUE) should be in KEY=VALUE format but was size",
            "--count=5            | Unknown option: '--count=5'" })
    void aWrongArgumentIsNamed(String argument, String message) {
        int exitCode = run(Map.of(), argument);

        assertThat(err()).contains(message).contains("--help").hasLineCount(1);
        assertThat(out()).isEmpty();
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void theServiceDoesNotKnowTheSandboxesScenario() {
        int exitCode = run(Map.of("DM_API_KEY", KEY), "--live");

        assertThat(err()).startsWith("--live needs a scenario of your account").doesNotContain(KEY);
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void helpShowsTheCommandAndAllOptions() {
        assertThat(run(Map.of(), "--help")).isZero();

        assertThat(out()).contains("mvn -q verify -Pscenario", "--scenario", "--param", "--live", "--base-url", "DM_API_KEY");
    }
}
