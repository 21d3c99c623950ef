package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private String scenario(String code) {
        return sandbox.scenarios().add("x", code);
    }

    private JsonNode read(String scenario, String run) {
        return Api.json(api.get("/scenarios/" + scenario + "/runs/" + run).body());
    }

    private String start(String scenario) {
        return sandbox.scenarios().start(scenario, Map.of());
    }

    // openResponses() would not do, because it counts a request before its run has started.
    private void awaitRuns(String scenario, int count) {
        await().until(() -> runs(scenario).path("total").asInt() == count);
    }

    private JsonNode runs(String scenario) {
        return Api.json(api.get("/scenarios/" + scenario + "/runs").body());
    }

    private CompletableFuture<HttpResponse<String>> triggerAndWait(String scenario) {
        return HttpClient.newHttpClient()
                .sendAsync(api.request("/scenarios/" + scenario + "/run").header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"wait\":\"true\"}")).build(), BodyHandlers.ofString());
    }

    @Test
    void aRunGoesThroughItsStatusesOnTheClock() {
        String scenario = scenario("# sandbox: duration=2s");
        HttpResponse<String> triggered = api.post("/scenarios/" + scenario + "/run",
                "{\"params\":{\"size\":\"500\",\"a\":\"\"},\"wait\":\"false\"}");
        assertThat(triggered.statusCode()).isEqualTo(202);
        String id = Api.json(triggered.body()).path("id").asText();
        assertThat(triggered.body()).isEqualTo("{\"id\":\"" + id + "\",\"scenario_id\":\"" + scenario
                + "\",\"status\":\"running\","
                + "\"params\":{\"size\":\"500\",\"a\":\"\"},\"started_at\":\"2026-04-12T10:31:00Z\",\"finished_at\":null,\"duration_ms\":null,\"error\":null}");
        sandbox.clock().advance(Duration.ofMillis(1999));
        assertThat(read(scenario, id).path("status").asText()).isEqualTo("running");
        sandbox.clock().advance(Duration.ofMinutes(1));
        JsonNode done = read(scenario, id);
        assertThat(done.path("status").asText()).isEqualTo("done");
        assertThat(done.path("finished_at").asText()).isEqualTo("2026-04-12T10:31:02Z");
        assertThat(done.path("duration_ms").asLong()).isEqualTo(2000);
        assertThat(done.path("error").isNull()).isTrue();
        driven.setSeconds(0);
        assertThat(read(scenario, id)).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "# sandbox: outcome=failed | failed | {\"code\":\"script_error\",\"message\":\"the script failed\"}",
            "# sandbox: outcome=failed, error=worker_oom | failed | {\"code\":\"worker_oom\",\"message\":\"the script failed\"}",
            "# sandbox: outcome=timeout | failed | {\"code\":\"timeout\",\"message\":\"the run took too long\"}",
            "# sandbox: outcome=cancelled | cancelled | null",
            "# sandbox: outcome=archived | archived | null",
            "print(dm.params['size']) | failed | {\"code\":\"script_error\",\"message\":\"KeyError: 'size'\"}",
            "x = 1 | done | null" })
    void endsAsItsScriptSays(String code, String status, String error) {
        String scenario = scenario(code);
        String run = start(scenario);
        sandbox.clock().advance(Duration.ofMillis(600));
        assertThat(read(scenario, run).path("status").asText()).isEqualTo(status);
        assertThat(read(scenario, run).path("error").toString()).isEqualTo(error);
        assertThat(read(scenario, run).path("finished_at").asText()).isEqualTo("2026-04-12T10:31:00.600Z");
    }

    @Test
    void aRunMayHaveAnotherStatusInBetween() {
        String scenario = scenario("# sandbox: duration=3s, via=paused");
        String run = start(scenario);
        assertThat(IntStream.range(0, 4).mapToObj(second -> {
            driven.setSeconds(second);
            return read(scenario, run).path("status").asText();
        })).containsExactly("running", "paused", "running", "done");
    }

    @Test
    void aTestSetsTheStatusOfARun() {
        String scenario = scenario("# sandbox: duration=2s");
        String run = start(scenario);
        sandbox.scenarios().setStatus(run, "hibernating");
        sandbox.clock().advance(Duration.ofHours(1));
        assertThat(read(scenario, run).path("status").asText()).isEqualTo("hibernating");
        assertThat(read(scenario, run).path("finished_at").isNull()).isTrue();
        sandbox.scenarios().setStatus(run, "running");
        assertThat(read(scenario, run).path("status").asText()).isEqualTo("done");
        sandbox.scenarios().setStatus(run, "failed");
        assertThat(read(scenario, run).path("error").path("code").asText()).isEqualTo("script_error");
    }

    @Test
    void cancelsARunAnyNumberOfTimes() {
        String scenario = scenario("# sandbox: duration=10s, lines=10");
        String run = start(scenario);
        sandbox.clock().advance(Duration.ofSeconds(3));
        String path = "/scenarios/" + scenario + "/runs/" + run;
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
        sandbox.clock().advance(Duration.ofSeconds(20));
        assertThat(read(scenario, run).path("status").asText()).isEqualTo("cancelled");
        assertThat(read(scenario, run).path("duration_ms").asLong()).isEqualTo(3000);
        assertThat(api.get(path + "/logs").body().lines()).hasSize(3);
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
        assertThat(read(scenario, run).path("duration_ms").asLong()).isEqualTo(3000);
    }

    @ParameterizedTest
    @ValueSource(strings = { "done", "failed", "archived" })
    void aRunThatHasEndedCannotBeCancelled(String outcome) {
        String scenario = scenario("# sandbox: outcome=" + outcome);
        String run = start(scenario);
        sandbox.clock().advance(Duration.ofSeconds(1));
        HttpResponse<String> refused = api.delete("/scenarios/" + scenario + "/runs/" + run);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Api.error(refused).path("code").asText()).isEqualTo("run_finished");
        assertThat(Api.error(refused).path("details").path("status").asText()).isEqualTo(outcome);
        assertThat(read(scenario, run).path("status").asText()).isEqualTo(outcome);
    }

    @Test
    void listsRunsNewestFirstInPages() {
        String scenario = scenario("x = 1");
        List<String> runs = IntStream.range(0, 5).mapToObj(i -> start(scenario)).toList();
        start("scn_seed_orders");
        JsonNode page = Api.json(api.get("/scenarios/" + scenario + "/runs?limit=3").body());
        assertThat(page.path("items")).extracting(run -> run.path("id").asText()).containsExactly(runs.get(4), runs.get(3),
                runs.get(2));
        assertThat(page.path("total").asInt()).isEqualTo(5);
        JsonNode rest = Api
                .json(api.get("/scenarios/" + scenario + "/runs?limit=3&cursor=" + page.path("next_cursor").asText()).body());
        assertThat(rest.path("items")).extracting(run -> run.path("id").asText()).containsExactly(runs.get(1), runs.get(0));
    }

    @Test
    void aWaitEndsWithTheRun() {
        String scenario = scenario("# sandbox: duration=2s, outcome=failed");
        CompletableFuture<HttpResponse<String>> waiting = triggerAndWait(scenario);
        awaitRuns(scenario, 1);
        sandbox.clock().advance(Duration.ofMillis(1999));
        await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());
        sandbox.clock().advance(Duration.ofMillis(1));
        HttpResponse<String> response = waiting.join();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Api.json(response.body()).path("status").asText()).isEqualTo("failed");
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void aWaitEndsAfterFiveMinutesWithTheRunningRun() {
        String scenario = scenario("# sandbox: duration=10m");
        CompletableFuture<HttpResponse<String>> waiting = triggerAndWait(scenario);
        awaitRuns(scenario, 1);
        sandbox.clock().advance(Duration.ofSeconds(299));
        await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());
        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(waiting.join().statusCode()).isEqualTo(200);
        assertThat(Api.json(waiting.join().body()).path("status").asText()).isEqualTo("running");
    }

    @ParameterizedTest
    @ValueSource(strings = { "cancel", "status", "vanish", "reset" })
    void aWaitEndsAtOnceWhenSomebodyInterferes(String how) {
        String scenario = scenario("# sandbox: duration=10m");
        CompletableFuture<HttpResponse<String>> waiting = triggerAndWait(scenario);
        awaitRuns(scenario, 1);
        String run = runs(scenario).path("items").get(0).path("id").asText();
        switch (how) {
            case "cancel" -> api.delete("/scenarios/" + scenario + "/runs/" + run);
            case "status" -> sandbox.scenarios().setStatus(run, "done");
            case "vanish" -> sandbox.scenarios().vanish(run);
            default -> sandbox.reset();
        }
        HttpResponse<String> response = waiting.orTimeout(60, TimeUnit.SECONDS).join();
        boolean gone = how.equals("vanish") || how.equals("reset");
        assertThat(response.statusCode()).isEqualTo(gone ? 404 : 200);
        assertThat(api.get("/scenarios/" + scenario + "/runs/" + run).statusCode()).isEqualTo(gone ? 404 : 200);
    }

    @Test
    void manyWaitsHoldNoThreads() {
        String scenario = scenario("# sandbox: duration=1m");
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 300).mapToObj(i -> client.sendAsync(
                api.request("/scenarios/" + scenario + "/run").POST(BodyPublishers.ofString("{\"wait\":\"true\"}")).build(),
                BodyHandlers.ofString())).toList();
        awaitRuns(scenario, 300);
        // There are more waits than the server has threads.
        assertThat(api.get("/scenarios/" + scenario + "/runs").statusCode()).isEqualTo(200);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(waiting).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void aWaitEndsWhenTheClientGoes() {
        String scenario = scenario("# sandbox: duration=1m");
        CompletableFuture<HttpResponse<String>> waiting = triggerAndWait(scenario);
        awaitRuns(scenario, 1);
        waiting.cancel(true);
        await().until(() -> sandbox.openResponses() == 0);
        assertThat(runs(scenario).path("items").get(0).path("status").asText()).isEqualTo("running");
    }

    @Test
    void aCutAnswerLeavesTheRun() {
        sandbox.faults().on("POST", "/scenarios/{id}/run").cutAfter(0);
        assertThatThrownBy(() -> api.post("/scenarios/scn_seed_orders/run", "{}")).hasRootCauseInstanceOf(IOException.class);
        assertThat(Api.json(api.get("/scenarios/scn_seed_orders/runs").body()).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void runsInRealTimeAndClosesWithOpenWaits() throws Exception {
        try (DataMakerSandbox running = DataMakerSandbox.builder().plan(Plan.PRO).start()) {
            String quick = running.scenarios().add("quick", "# sandbox: duration=50ms");
            HttpResponse<String> done = new Api(running).post("/scenarios/" + quick + "/run", "{\"wait\":\"true\"}");
            assertThat(Api.json(done.body()).path("status").asText()).isEqualTo("done");
            assertThat(Api.json(done.body()).path("duration_ms").asLong()).isEqualTo(50);
            String slow = running.scenarios().add("slow", "# sandbox: duration=1h");
            CompletableFuture<HttpResponse<String>> waiting = HttpClient.newHttpClient()
                    .sendAsync(new Api(running).request("/scenarios/" + slow + "/run")
                            .POST(BodyPublishers.ofString("{\"wait\":\"true\"}")).build(), BodyHandlers.ofString());
            await().until(() -> running.openResponses() == 1);
            running.close();
            assertThatThrownBy(waiting::join).hasRootCauseInstanceOf(IOException.class);
        }
    }
}
