package io.github.cameldatamaker.operation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.SandboxClock;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Scenarios and their runs, on a clock that the test moves. */
class ScenariosAgainstSandboxTest extends OwnSandboxTest {

    private static final String CODE = "# sandbox: duration=10s, outcome=%s\nprint(f\"size {dm.params['size']}\")\nprint(\"größer\")\n";

    ScenariosAgainstSandboxTest() {
        super(DataMakerSandbox.builder().clock(SandboxClock.startingAt(Instant.parse("2026-05-04T10:00:00Z"))));
    }
    private Exchange request(String uri, Object body, Map<String, Object> headers) {
        Exchange out = template.request(uri, e -> {
            e.getMessage().setBody(body);
            e.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
        assertThat(out.getException()).as(uri).isNull();
        return out;
    }

    private Map<?, ?> object(String uri, Object body) {
        return (Map<?, ?>) request(uri, body, Map.of()).getMessage().getBody();
    }

    private String create(String outcome) {
        return (String) object("datamaker:createScenario", Map.of("name", "seed", "code", CODE.formatted(outcome))).get("id");
    }

    private List<?> list(String uri, String property) {
        List<?> items = (List<?>) request(uri + "&outputType=List", null, Map.of()).getMessage().getBody();
        return items.stream().map(item -> ((Map<?, ?>) item).get(property)).toList();
    }

    @Test
    void aScenarioIsCreatedListedAndItsCodeReplaced() {
        String id = create("done");

        Map<?, ?> replaced = object("datamaker:updateScenario?scenario=" + id, "{\"code\":\"print('new')\"}");

        assertThat(replaced.get("id")).isEqualTo(id);
        assertThat(replaced.get("code")).isEqualTo("print('new')");
        assertThat(list("datamaker:listScenarios?maxRetries=0", "id").get(0)).isEqualTo(id);
        assertThat(list("datamaker:listScenarios?maxRetries=0", "code").get(0)).isEqualTo("print('new')");
    }

    @ParameterizedTest
    @CsvSource({ "done", "failed", "cancelled", "unheard_of" })
    void aRunIsStartedReadAndItsLogReadByItsHeader(String outcome) throws Exception {
        String scenario = create(outcome);
        route(r -> r.from("direct:start").to("datamaker:runScenario?param.size=1&param.a.b=c&scenario=" + scenario));
        route(r -> r.from("direct:read").to("datamaker:getRun?scenario=" + scenario));
        route(r -> r.from("direct:log").to("datamaker:getRunLogs?scenario=" + scenario));

        Exchange started = request("direct:start", "ignored", Map.of("CamelDataMakerParams", Map.of(
                "size", 500, "dry", true, "at", new Date(0), "day", LocalDate.EPOCH, "price", new BigDecimal("12.30"), "list",
                List.of(1, "a"))));

        Map<?, ?> run = started.getMessage().getBody(Map.class);
        Map<Object, Object> params = new HashMap<>((Map<?, ?>) run.get("params"));
        assertThat(params.remove("camel_datamaker_run_key")).isNotNull();
        assertThat(params).isEqualTo(Map.of("size", "500", "dry", "true", "a.b", "c", "at", "1970-01-01T00:00:00.000+00:00",
                "day", "1970-01-01", "price", "12.30", "list", "[1,\"a\"]"));
        Map<String, Object> headers = started.getMessage().getHeaders();
        assertThat(headers).containsEntry("CamelDataMakerRun", run.get("id")).containsEntry("CamelDataMakerRunStatus", "running");
        assertThat(request("direct:read", null, headers).getMessage().getHeader("CamelDataMakerRunStatus")).isEqualTo("running");
        assertThat(request("direct:log", null, headers).getMessage().getBody()).isEqualTo("");

        sandbox.clock().advance(Duration.ofSeconds(10));

        Exchange read = request("direct:read", null, headers);
        assertThat(read.getMessage().getHeaders()).containsEntry("CamelDataMakerRunStatus", outcome)
                .containsEntry("CamelDataMakerRun", run.get("id"));
        assertThat(read.getMessage().getBody(Map.class).get("duration_ms")).isEqualTo(10_000);
        assertThat(request("direct:log", null, headers).getMessage().getBody(String.class)).startsWith("size 500\ngrößer\n");
    }

    @Test
    void serverWaitsUntilTheRunHasFinished() throws Exception {
        String scenario = create("done");

        CompletableFuture<Exchange> waiting = template.asyncSend(
                "datamaker:runScenario?wait=server&param.size=1&scenario=" + scenario, e -> {});
        Awaitility.await().until(() -> list("datamaker:listRuns?scenario=" + scenario, "status").equals(List.of("running")));
        assertThat(waiting).isNotDone();
        sandbox.clock().advance(Duration.ofSeconds(10));

        Awaitility.await().until(waiting::isDone);
        Exchange out = waiting.get();
        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getHeader("CamelDataMakerRunStatus")).isEqualTo("done");
        assertThat(out.getMessage().getHeader("CamelDataMakerRun")).isEqualTo(out.getMessage().getBody(Map.class).get("id"));
    }

    @Test
    void theWaitMayComeFromAHeader() throws Exception {
        String scenario = (String) object("datamaker:createScenario", Map.of("name", "n", "code", "# sandbox: duration=0s\n"))
                .get("id");

        Exchange out = request("datamaker:runScenario?scenario=" + scenario, null, Map.of("CamelDataMakerWait", "server"));

        assertThat(out.getMessage().getHeader("CamelDataMakerRunStatus")).isEqualTo("done");
    }

    @Test
    void runsAreListedNewestFirstAndCancelled() {
        String scenario = create("done");
        String run = "datamaker:runScenario?param.size=1&scenario=" + scenario;
        Object first = object(run, null).get("id");
        Object second = object(run, null).get("id");
        sandbox.clock().advance(Duration.ofSeconds(1));

        Exchange cancelled = request("datamaker:cancelRun?scenario=" + scenario, "kept", Map.of("CamelDataMakerRun", second));

        assertThat(cancelled.getMessage().getBody()).isEqualTo("kept");
        String list = "datamaker:listRuns?scenario=" + scenario;
        assertThat(list(list, "id")).isEqualTo(List.of(second, first));
        assertThat(list(list, "status")).isEqualTo(List.of("cancelled", "running"));
    }

    @Test
    void missingScenariosAndRunsAreNotFound() {
        String scenario = create("done");
        for (String uri : List.of("runScenario?scenario=none", "getRun?run=none&scenario=" + scenario,
                "cancelRun?run=none&scenario=" + scenario,
                "getRunLogs?run=none&scenario=" + scenario, "listRuns?scenario=none")) {
            assertThat(template.request("datamaker:" + uri, e -> {}).getException()).as(uri)
                    .isInstanceOfSatisfying(DataMakerApiException.class, error -> {
                        assertThat(error.getStatusCode()).isEqualTo(404);
                        assertThat(error.getCode()).contains("not_found");
                    });
        }
    }

    @Test
    void codeThatTheServiceRefusesIsAValidationError() {
        Exchange out = template.request("datamaker:createScenario", e -> e.getMessage().setBody(Map.of("name", "without code")));

        assertThat(out.getException()).isInstanceOfSatisfying(DataMakerApiException.class, error -> {
            assertThat(error.getStatusCode()).isEqualTo(400);
            assertThat(error.getCode()).contains("validation_error");
        });
    }
}
