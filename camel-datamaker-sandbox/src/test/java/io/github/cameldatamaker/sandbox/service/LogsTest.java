package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.SandboxClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LogsTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private String run(String code, Map<String, String> params) {
        String scenario = sandbox.scenarios().add("x", code);
        return "/scenarios/" + scenario + "/runs/" + sandbox.scenarios().start(scenario, params) + "/logs";
    }

    private static String id(String path) {
        return path.split("/")[4];
    }

    @Test
    void theTextHasWhatIsLoggedSoFar() {
        String log = run("# sandbox: duration=10s, lines=5", Map.of());
        HttpResponse<String> empty = api.get(log);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.headers().firstValue("Content-Type").orElseThrow().toLowerCase()).matches("text/plain; ?charset=utf-8");
        assertThat(empty.body()).isEmpty();
        driven.setSeconds(5);
        assertThat(api.get(log + "?follow=false").body())
                .isEqualTo("step 1\n{\"level\":\"info\",\"message\":\"step 2\",\"step\":2}\n");
        driven.setSeconds(10);
        assertThat(api.get(log).body()).endsWith("step 3\nPOST /A_SalesOrder?step=4 -> 201\nstep 5\n").hasLineCount(5);
    }

    @Test
    void literalPrintsAndParamsAreLogged() {
        String log = run(
                String.join("\n", "# sandbox: lines=12", "import os", "print(\"größe: \\\"x\\\"\")",
                        "  print('two\\nlines')  # comment",
                        "print(dm.params[\"size\"])", "print('size', dm.params['size'], dm.params.get('none', 'else'))",
                        "print(f\"{dm.params['size']} of {x}\")",
                        "print('{dm.params[\"size\"]}')", "print(len(rows))", "dm.log.warn(\"say \\\"hi\\\"\")", "#print('no')",
                        "print()", "dm.log.info(rows)"),
                Map.of("size", "50"));
        driven.setSeconds(1);
        assertThat(api.get(log).body())
                .isEqualTo(String.join("\n", "größe: \"x\"", "two", "lines", "50", "size 50 else", "50 of {x}",
                        "{dm.params[\"size\"]}", "{\"level\":\"warn\",\"message\":\"say \\\"hi\\\"\"}", "", "step 10", "step 11",
                        "{\"level\":\"info\",\"message\":\"step 12\",\"step\":12}",
                        ""));
    }

    @Test
    void aMissingParamEndsTheLogWithATraceback() {
        String log = run("# sandbox: lines=40\nprint('a')\nprint(dm.params['size'])\nprint('b')", Map.of());
        driven.setSeconds(1);
        assertThat(api.get(log).body()).isEqualTo("a\nTraceback (most recent call last):\nKeyError: 'size'\n");
    }

    @Test
    void linesMayRepeatAndBeLong() {
        String log = run("# sandbox: lines=300, distinct=2, line_length=10000, outcome=failed", Map.of());
        driven.setSeconds(1);
        List<String> lines = api.get(log).body().lines().toList();
        assertThat(lines).hasSize(300).last().isEqualTo("RuntimeError: the script failed");
        assertThat(lines.subList(0, 299)).allSatisfy(line -> assertThat(line).hasSize(10_000));
        assertThat(lines.subList(0, 299).stream().distinct()).hasSize(2);
        assertThat(Api.json(lines.get(1)).path("message").asText()).startsWith("step 2...");
    }

    @Test
    void aLongLiteralIsPrinted() {
        String log = run("print(\"" + "é".repeat(200_000) + "\")", Map.of());
        driven.setSeconds(1);
        assertThat(api.get(log).body()).hasSize(200_001);
    }

    @Test
    void anExpiredLogIsGoneButItsRunIsNot() throws Exception {
        String log = run("x = 1", Map.of());
        sandbox.scenarios().expireLog(id(log));
        for (HttpResponse<String> answer : List.of(api.get(log), api.get(log + "?follow=true"))) {
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(Api.error(answer).path("code").asText()).isEqualTo("log_expired");
        }
        assertThat(api.get(log.replace("/logs", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void aLogExpiresAsThePlanSays() {
        SandboxClock clock = SandboxClock.startingAt(DrivenSandbox.START);
        try (DataMakerSandbox free = DataMakerSandbox.builder().plan(Plan.FREE).clock(clock).start()) {
            String log = "/scenarios/scn_seed_orders/runs/" + free.scenarios().start("scn_seed_orders", Map.of()) + "/logs";
            String kept = run("# sandbox: duration=2s", Map.of());
            clock.advance(Duration.ofDays(14).plusSeconds(2));
            assertThat(new Api(free).get(log).body()).hasLineCount(12).startsWith("seeding 100 orders into regression\n");
            clock.advance(Duration.ofMillis(1));
            assertThat(new Api(free).get(log).statusCode()).isEqualTo(410);
            sandbox.clock().advance(Duration.ofDays(90));
            assertThat(api.get(kept).statusCode()).isEqualTo(200);
            sandbox.clock().advance(Duration.ofSeconds(3));
            assertThat(api.get(kept).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void followMustBeTrueOrFalse() {
        HttpResponse<String> response = api.get(run("x = 1", Map.of()) + "?follow=yes");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
    }
}
