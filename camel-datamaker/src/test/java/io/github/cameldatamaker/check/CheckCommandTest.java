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

    private int run(Map<String, String> environment, String... args) {
        out.reset();
        return Check.run(List.of(args), environment, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
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
    @CsvSource({ "3, --base-url http://localhost:1, Outcome: unreachable", "4, --base-uri x, There is no --base-uri",
            "4, --base-url, --base-url needs a value", "4, --auth-scheme basic, Use bearer or apiKey",
            "4, --http-header X, NAME=VALUE", "4, --http-header Host=x, httpHeader.Host is not possible",
            "4, --base-url http://example.org, https", "0, --help, Exit codes" })
    void otherExits(int code, String args, String text) {
        assertThat(run(Map.of("DM_API_KEY", KEY), args.split(" "))).isEqualTo(code);
        assertThat(printed()).contains(text);
    }

    @Test
    void withoutAKey() {
        assertThat(run(Map.of())).isEqualTo(4);
        assertThat(printed()).contains("DM_API_KEY");
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
