package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenariosTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    @Test
    void createsReplacesAndListsScenarios() {
        HttpResponse<String> created = api.post("/scenarios", "{\"name\":\"Nightly\",\"code\":\"print('a')\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        String id = Api.json(created.body()).path("id").asText();
        assertThat(id).startsWith("scn_");
        assertThat(created.body()).isEqualTo("{\"id\":\"" + id + "\",\"name\":\"Nightly\",\"code\":\"print('a')\","
                + "\"createdAt\":\"2026-04-12T10:31:00Z\",\"updatedAt\":\"2026-04-12T10:31:00Z\"}");
        sandbox.clock().advance(Duration.ofMinutes(1));
        HttpResponse<String> replaced = api.send("PUT", "/scenarios/" + id, "{\"code\":\"print('b')\"}");
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(Api.json(replaced.body()).path("code").asText()).isEqualTo("print('b')");
        assertThat(Api.json(replaced.body()).path("updatedAt").asText()).isEqualTo("2026-04-12T10:32:00Z");
        assertThat(api.send("PUT", "/scenarios/" + id, replaced.body()).statusCode()).isEqualTo(200);
        JsonNode page = Api.json(api.get("/scenarios?limit=1").body());
        assertThat(page.path("items").get(0)).isEqualTo(Api.json(replaced.body()));
        assertThat(page.path("total").asInt()).isEqualTo(2);
        JsonNode rest = Api.json(api.get("/scenarios?limit=1&cursor=" + page.path("next_cursor").asText()).body());
        assertThat(rest.path("items").get(0).path("id").asText()).isEqualTo("scn_seed_orders");
        assertThat(rest.path("items").get(0).path("code").asText()).contains("from datamaker import dm");
        sandbox.reset();
        assertThat(Api.json(api.get("/scenarios").body()).path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aRunKeepsTheCodeItWasStartedWith() {
        String scenario = sandbox.scenarios().add("x", "print('old')");
        String run = sandbox.scenarios().start(scenario, Map.of());
        api.send("PUT", "/scenarios/" + scenario, "{\"code\":\"print('new')\"}");
        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(api.get("/scenarios/" + scenario + "/runs/" + run + "/logs").body()).isEqualTo("old\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"code\":\"x\"} | a scenario needs name",
            "{\"name\":\"x\"} | a scenario needs code",
            "{\"name\":\"x\",\"code\":\" \"} | code of a scenario must be a non-empty string",
            "{\"name\":7,\"code\":\"x\"} | name of a scenario must be a non-empty string",
            "{\"name\":\"x\",\"code\":\"x\",\"more\":1} | unknown property 'more'",
            "{\"name\":\"x\",\"code\":\"# sandbox: size=3\"} | unknown setting 'size'; the settings are duration",
            "{\"name\":\"x\",\"code\":\"# sandbox: duration=2\"} | duration must be a number with the unit ms, s, m or h",
            "{\"name\":\"x\",\"code\":\"# sandbox: duration=1001h\"} | duration must be at most 1000h",
            "{\"name\":\"x\",\"code\":\"# sandbox: lines=-1\"} | lines must be between 0 and 1000000",
            "{\"name\":\"x\",\"code\":\"# sandbox: distinct=0\"} | distinct must be between 1",
            "{\"name\":\"x\",\"code\":\"# sandbox: outcome=Done!\"} | outcome must be a word",
            "{\"name\":\"x\",\"code\":\"# sandbox: fail\"} | must be of the form key=value",
            "[1] | the body must be a JSON object" })
    void refusesABadScenario(String body, String message) {
        HttpResponse<String> response = api.post("/scenarios", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"wait\":true} | wait must be the string",
            "{\"wait\":\"yes\"} | not \"yes\"",
            "{\"params\":{\"size\":500}} | field 'params.size' invalid: params must be strings, not 500",
            "{\"params\":{\"size\":null}} | field 'params.size' invalid",
            "{\"params\":[]} | params must be an object",
            "{\"parameters\":{}} | unknown property 'parameters'" })
    void refusesABadTrigger(String body, String message) {
        HttpResponse<String> response = api.post("/scenarios/scn_seed_orders/run", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message);
        assertThat(Api.json(api.get("/scenarios/scn_seed_orders/runs").body()).path("total").asInt()).isZero();
    }

    @Test
    void unknownScenariosAreNotFound() {
        String run = sandbox.scenarios().start("scn_seed_orders", Map.of("size", "1"));
        String other = sandbox.scenarios().add("other", "x = 1");
        for (HttpResponse<String> answer : List.of(api.send("PUT", "/scenarios/scn_x", "{\"code\":\"x\"}"),
                api.post("/scenarios/scn_x/run", "{}"),
                api.get("/scenarios/scn_x/runs"), api.get("/scenarios/scn_x/runs/" + run),
                api.get("/scenarios/" + other + "/runs/" + run),
                api.get("/scenarios/scn_seed_orders/runs/run_x"), api.delete("/scenarios/scn_seed_orders/runs/run_x"),
                api.get("/scenarios/scn_seed_orders/runs/run_x/logs"),
                api.get("/scenarios/scn_seed_orders/runs/run_x/logs?follow=true"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Api.error(answer).path("code").asText()).isEqualTo("not_found");
        }
        assertThatThrownBy(() -> sandbox.scenarios().setStatus("run_x", "done")).hasMessageContaining("run_x");
    }
}
