package io.github.cameldatamaker.check;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.jvm.ForkedJvm;
import io.github.cameldatamaker.sandbox.ApiStyle;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The command: what it prints, and its exit codes. */
class CheckCommandTest {

    private static final String KEY = "key-of-a-command";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... args) {
        out.reset();
        err.reset();
        return Check.run(List.of(args), environment, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** The report; nothing is wrong with the command. */
    private String printed() {
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What is wrong with the command; there is no report. */
    private String complaint() {
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void allIsWell() {
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).apiKey(KEY).start()) {
            assertThat(run(Map.of("DM_API_KEY", KEY), "--base-url", sandbox.baseUrl())).isZero();
            assertThat(run(Map.of("DATAMAKER_API_KEY", KEY), "--base-url", sandbox.baseUrl())).isZero();
        }
        assertThat(printed()).contains("fits       key", "Outcome: ok.").doesNotContain(KEY);
    }

    @Test
    void somethingIsMissing() {
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).apiKey(KEY).apiStyle(ApiStyle.PLATFORM).start()) {
            assertThat(run(Map.of("DM_API_KEY", KEY), "--base-url", sandbox.baseUrl(), "--auth-scheme", "apikey",
                    "--http-header", "X-Project-Id=prj_sandbox")).isEqualTo(1);
        }
        assertThat(printed()).contains("missing    scenarios").doesNotContain(KEY);
    }

    @Test
    void theKeyIsRefused() {
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).apiKey(KEY).start()) {
            assertThat(run(Map.of("DM_API_KEY", "another-key"), "--base-url", sandbox.baseUrl())).isEqualTo(2);
        }
        assertThat(printed()).contains("Outcome: keyRefused").doesNotContain("another-key");
    }

    @ParameterizedTest
    @CsvSource({ "3, --base-url http://localhost:1, Outcome: unreachable", "0, --help, Exit codes" })
    void otherExits(int code, String args, String text) {
        assertThat(run(Map.of("DM_API_KEY", KEY), args.split(" "))).isEqualTo(code);
        assertThat(printed()).contains(text);
    }

    /** The standard output is for the report alone. */
    @ParameterizedTest
    @CsvSource({ "--base-uri x, There is no --base-uri", "--base-url, --base-url needs a value",
            "--auth-scheme basic, Use bearer or apiKey", "--http-header X, NAME=VALUE",
            "--http-header Host=x, httpHeader.Host is not possible",
            "--http-header X-A=1 --http-header X-A=2, --http-header sets X-A twice",
            "--http-header X-A=1 --http-header x-a=2, httpHeader.X-A and httpHeader.x-a are the same header",
            "--base-url http://example.org, https" })
    void aWrongCommand(String args, String text) {
        assertThat(run(Map.of("DM_API_KEY", KEY), args.split(" "))).isEqualTo(4);
        assertThat(complaint()).contains(text).doesNotContain(KEY);
    }

    @Test
    void withoutAKey() {
        assertThat(run(Map.of())).isEqualTo(4);
        assertThat(complaint()).contains("DM_API_KEY");
    }

    @Test
    void itIsAProcessWithAnExitCode() throws Exception {
        try (DataMakerSandbox sandbox = DataMakerSandbox.builder().port(0).apiKey(KEY).start()) {
            ForkedJvm well = ForkedJvm.run(Check.class, List.of(), Map.of("DM_API_KEY", KEY), "--base-url", sandbox.baseUrl());
            ForkedJvm refused = ForkedJvm.run(
                    Check.class, List.of(), Map.of("DM_API_KEY", "another-key"), "--base-url", sandbox.baseUrl());

            assertThat(well.exitCode()).as(well.output()).isZero();
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(2);
        }
    }
}
