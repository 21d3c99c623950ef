package io.github.cameldatamaker.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.RawRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control calls do what the Java API does. They need no key. */
class ControlTest {

    private static final String GENERATE = "/templates/tmpl_customer/generate";

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api service = driven.api();
    private final Api control = new Api(sandbox.baseUrl() + "/_sandbox/api", "");

    private JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body().isEmpty() ? null : Api.json(response.body());
    }

    @Test
    void listsRequestsNewestFirstWithBothSides() {
        service.post(GENERATE, "{\"count\": 150, \"seed\": \"s\"}");
        service.get("/templates/none");
        Awaitility.await().until(() -> ok(control.get("/requests")).path("items").path(1).path("finished").asBoolean());

        JsonNode items = ok(control.get("/requests")).path("items");

        assertThat(items).hasSize(2);
        assertThat(items.get(0).path("status").asInt()).isEqualTo(404);
        JsonNode generate = items.get(1);
        assertThat(generate.path("method").asText() + " " + generate.path("path").asText()).isEqualTo("POST " + GENERATE);
        assertThat(generate.path("status").asInt()).isEqualTo(200);
        assertThat(generate.path("rows").asLong()).isEqualTo(150);
        assertThat(generate.path("at").asText()).isEqualTo(DrivenSandbox.START.toString());
        JsonNode detail = ok(control.get("/requests/" + generate.path("number").asText()));
        assertThat(detail.path("request").path("body").asText()).isEqualTo("{\"count\": 150, \"seed\": \"s\"}");
        assertThat(detail.path("request").path("headers").path("Authorization").asText()).isEqualTo("***");
        assertThat(detail.path("response").path("headers").path("Content-Type").asText()).isEqualTo("application/json");
        assertThat(detail.path("response").path("body").asText()).contains("{\"id\":\"C000001\"")
                .hasSizeLessThanOrEqualTo(16 * 1024);
        assertThat(generate.path("bytes").asLong()).isEqualTo(
                service.generate("tmpl_customer", Map.of("count", 150, "seed", "s")).getBytes(StandardCharsets.UTF_8).length);
        assertThat(detail.toString()).doesNotContain(sandbox.apiKey());
    }

    @ParameterizedTest
    @CsvSource({ "method=DELETE, 1", "path=versions, 1", "status=404, 2", "limit=2, 2", "method=GET&status=404, 1" })
    void filtersRequests(String query, int count) {
        service.get("/templates");
        service.get("/templates/tmpl_customer/versions");
        service.get("/templates/none");
        service.delete("/templates/none");

        Awaitility.await().untilAsserted(() -> assertThat(ok(control.get("/requests?" + query)).path("items")).hasSize(count));
    }

    @Test
    void controlCallsAreNoRequestsOfTheService() {
        sandbox.faults().on("*", "*").always().status(500);

        ok(control.get("/requests"));
        ok(control.delete("/faults"));

        assertThat(sandbox.requests()).isEmpty();
        assertThat(sandbox.faults().fired()).isZero();
    }

    @Test
    void aResponseThatIsCutShowsWhatWentOut() {
        ok(control.post("/faults",
                "{\"method\":\"POST\",\"path\":\"/templates/{id}/generate\",\"fault\":\"cutAfter\",\"bytes\":5000}"));

        assertThat(catchThrowable(() -> service.post(GENERATE, "{\"count\": 1000}"))).isInstanceOf(UncheckedIOException.class);

        Awaitility.await().until(() -> ok(control.get("/requests")).path("items").path(0).path("finished").asBoolean());
        JsonNode cut = ok(control.get("/requests")).path("items").path(0);
        assertThat(cut.path("bytes").asLong()).isEqualTo(5000);
        assertThat(cut.path("status").asInt()).isEqualTo(200);
        assertThat(cut.path("cut").asBoolean()).isTrue();
        service.post(GENERATE, "{\"count\": 1}");
        service.delete("/sets/none");
        Awaitility.await().until(() -> ok(control.get("/requests")).path("items").findValuesAsText("finished").stream()
                .allMatch("true"::equals));
        assertThat(ok(control.get("/requests")).path("items").findValuesAsText("cut")).containsExactly("false", "false", "true");
    }

    @Test
    void movesTheClock() {
        assertThat(ok(control.get("/clock")).path("now").asText()).isEqualTo(DrivenSandbox.START.toString());
        assertThat(ok(control.post("/clock/advance", "{\"by\":\"PT1H30M\"}")).path("now").asText())
                .isEqualTo(DrivenSandbox.START.plusSeconds(5400).toString());
        assertThat(ok(control.send("PUT", "/clock", "{\"now\":\"2026-05-01T00:00:00Z\"}")).path("now").asText())
                .isEqualTo("2026-05-01T00:00:00Z");
        assertThat(sandbox.clock().instant()).isEqualTo("2026-05-01T00:00:00Z");
    }

    @Test
    void changesThePlanAndShowsWhatIsUsed() {
        ok(control.send("PUT", "/plan", "{\"plan\":\"free\",\"rows_per_hour\":100}"));
        service.post(GENERATE, "{\"count\": 60}");

        assertThat(service.post(GENERATE, "{\"count\": 60}").statusCode()).isEqualTo(429);
        JsonNode plan = ok(control.get("/plan"));
        assertThat(plan.path("plan").asText()).isEqualTo("free");
        assertThat(plan.path("requests_per_minute").asInt()).isEqualTo(60);
        assertThat(plan.path("requests_used").asInt()).isEqualTo(2);
        assertThat(plan.path("rows_used").asInt()).isEqualTo(60);
        assertThat(plan.path("rows_reset").asText()).isEqualTo("2026-04-12T11:00:00Z");
        sandbox.reset();
        assertThat(ok(control.get("/plan")).path("plan").asText()).isEqualTo("enterprise");
        assertThat(ok(control.get("/plan")).path("rows_per_hour").isNull()).isTrue();
    }

    @Test
    void listsAddsAndRemovesFaults() {
        long id = ok(control.post("/faults",
                "{\"method\":\"GET\",\"path\":\"/templates\",\"after\":1,\"times\":2,\"fault\":\"rateLimited\",\"retry_after\":\"PT7S\"}"))
                .path("id").asLong();

        assertThat(service.get("/templates").statusCode()).isEqualTo(200);
        HttpResponse<String> limited = service.get("/templates");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).hasValue("7");
        JsonNode fault = ok(control.get("/faults")).path("items").path(0);
        assertThat(fault.toString()).isEqualTo(
                "{\"id\":" + id + ",\"method\":\"GET\",\"path\":\"/templates\",\"after\":1,\"always\":false,\"times\":2,"
                        + "\"fault\":\"rateLimited\",\"retry_after\":\"PT7S\",\"matched\":2,\"fired\":1}");
        assertThat(control.delete("/faults/" + id).statusCode()).isEqualTo(204);
        assertThat(control.delete("/faults/" + id).statusCode()).isEqualTo(404);
        assertThat(service.get("/templates").statusCode()).isEqualTo(200);
    }

    /** What is listed can be given again. */
    @Test
    void everyFaultComesBackAsItWasGiven() {
        Map<String, String> given = Map.ofEntries(Map.entry("status", "\"status\":503,\"code\":\"c\",\"message\":\"m\""),
                Map.entry("rateLimited", "\"retry_after\":\"PT7S\""),
                Map.entry("rateLimitedUntil", "\"until\":\"2026-04-12T10:32:00Z\""),
                Map.entry("serverError", "\"status\":500,\"request_id\":\"r\""), Map.entry("html", "\"status\":200"),
                Map.entry("neverRespond", ""),
                Map.entry("disconnect", ""), Map.entry("cutAfter", "\"bytes\":1"), Map.entry("cutAfterEvents", "\"events\":1"),
                Map.entry("endEarlyAfter", "\"bytes\":1"), Map.entry("stallAfter", "\"bytes\":1"),
                Map.entry("drip", "\"bytes_per_write\":1,\"pause\":\"PT0.01S\""), Map.entry("differentRows", ""),
                Map.entry("extraRows", "\"rows\":1"),
                Map.entry("fewerRows", "\"rows\":1"));
        assertThat(given.keySet())
                .containsExactlyInAnyOrderElementsOf(List.of(FaultKind.values()).stream().map(FaultKind::name).toList());

        given.forEach((fault, fields) -> {
            String asGiven = "\"fault\":\"" + fault + "\"" + (fields.isEmpty() ? "" : "," + fields);
            JsonNode added = ok(control.post("/faults", "{" + asGiven + "}"));
            assertThat(added.toString()).contains(asGiven);
            assertThat(added.path("never_fires").isMissingNode()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"path\":\"/template/x\",\"fault\":\"disconnect\"} | no endpoint of the service matches * /template/x",
            "{\"method\":\"GET\",\"path\":\"/templates/{id}/generate\",\"fault\":\"disconnect\"} | no endpoint of the service matches GET /templates/{id}/generate",
            "{\"path\":\"/sets/*\",\"fault\":\"differentRows\"} | only generate and preview make rows, and * /sets/* matches neither",
            "{\"path\":\"/templates\",\"fault\":\"cutAfterEvents\",\"events\":1} | only followed logs have events, and * /templates does not match them" })
    void aFaultThatCanNeverFireSaysSo(String body, String why) {
        assertThat(ok(control.post("/faults", body)).path("never_fires").asText()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({ "/templates/tmpl_customer/generate", "/templates/*", "*", "/templates/{x}", "/workspace/files/a.csv",
            "/scenarios/s/runs/r/logs" })
    void aFaultThatCanFireDoesNot(String path) {
        assertThat(ok(control.post("/faults", "{\"path\":\"" + path + "\",\"fault\":\"disconnect\"}")).path("never_fires")
                .isMissingNode()).isTrue();
    }

    @Test
    void addsTemplatesWithAnIdAndFromAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("pet.json"), "{\"name\":\"Pet\",\"fields\":[{\"name\":\"id\",\"type\":\"uuid\"}]}");

        assertThat(ok(control.post("/templates",
                "{\"id\":\"tmpl_mine\",\"name\":\"Mine\",\"fields\":[{\"name\":\"id\",\"type\":\"uuid\"}]}")).path("id").asText())
                .isEqualTo("tmpl_mine");
        assertThat(ok(control.post("/templates/load", Api.text(Map.of("folder", folder.toString())))).path("ids").toString())
                .isEqualTo("[\"tmpl_pet\"]");
        assertThat(sandbox.templates()).containsKeys("tmpl_mine", "tmpl_pet");
    }

    @Test
    void drivesScenariosAndRuns() {
        String scenario = ok(control.post("/scenarios", "{\"name\":\"n\",\"code\":\"# sandbox: duration=1h\\nprint('a')\"}"))
                .path("id").asText();
        String run = ok(control.post("/scenarios/" + scenario + "/runs", "{\"params\":{\"size\":\"5\"}}")).path("id").asText();
        String path = "/scenarios/" + scenario + "/runs/" + run;
        assertThat(Api.json(service.get(path).body()).path("params").path("size").asText()).isEqualTo("5");

        assertThat(control.send("PUT", "/runs/" + run + "/status", "{\"status\":\"failed\"}").statusCode()).isEqualTo(204);
        assertThat(Api.json(service.get(path).body()).path("status").asText()).isEqualTo("failed");
        assertThat(control.delete("/runs/" + run + "/log").statusCode()).isEqualTo(204);
        assertThat(service.get(path + "/logs").statusCode()).isEqualTo(410);
        assertThat(control.delete("/runs/" + run).statusCode()).isEqualTo(204);
        assertThat(service.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void setsTheLogStyle() {
        ok(control.send("PUT", "/log-style", "{\"ids\":false,\"retry\":\"PT0.05S\"}"));

        assertThat(ok(control.get("/log-style")).toString())
                .isEqualTo("{\"ids\":false,\"names\":true,\"end\":true,\"resumes\":true,\"retry\":\"PT0.05S\"}");
    }

    @Test
    void resetsEverything() {
        sandbox.addTemplate(Map.of("id", "tmpl_mine", "name", "Mine", "fields", List.of(Map.of("name", "id", "type", "uuid"))));

        assertThat(control.post("/reset", "").statusCode()).isEqualTo(204);

        assertThat(sandbox.templates()).doesNotContainKey("tmpl_mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "POST | /clock/advance | {\"by\":\"7\"} | by | it must be a duration such as PT7S",
            "POST | /clock/advance | {} | by | it is missing",
            "POST | /clock/advance | {\"by\":\"P10000000000D\"} | by | the clock goes from 1970",
            "PUT | /clock | {\"now\":\"tomorrow\"} | now | it must be a time such as",
            "PUT | /clock | {\"now\":\"1969-01-01T00:00:00Z\"} | now | the clock goes from 1970",
            "PUT | /plan | {\"plan\":\"gold\"} | plan | the plans are free, pro, enterprise",
            "PUT | /plan | {\"rows_per_hour\":1.5} | rows_per_hour | it must be a whole number",
            "PUT | /plan | {\"rows\":1} | rows | there is no such field; this call takes plan,",
            "POST | /faults | {\"fault\":\"explode\"} | fault | the faults are status, rateLimited,",
            "POST | /faults | {\"fault\":\"cutAfter\"} | bytes | it is missing",
            "POST | /faults | {\"fault\":\"cutAfter\",\"bytes\":-1} | bytes | it must be a whole number from 0",
            "POST | /faults | {\"fault\":\"cutAfter\",\"bytes\":1,\"rows\":2} | rows | cutAfter takes bytes",
            "POST | /faults | {\"fault\":\"disconnect\",\"times\":0} | times | it must be a whole number from 1",
            "POST | /faults | {\"fault\":\"disconnect\",\"path\":\"templates\"} | path | must start with / or *",
            "POST | /faults | {\"fault\":\"status\",\"status\":99} | status | it must be a whole number from 400 to 599",
            "POST | /templates/load | {\"folder\":\"/no/such\"} | folder | does not exist",
            "POST | /scenarios/scn_seed_orders/runs | {\"params\":{\"a\":1}} | params.a | params must be strings",
            "PUT | /log-style | {\"names\":false,\"end\":true} | end | without names there is no last event" })
    void aWrongBodyIsRefusedWithItsField(String method, String path, String body, String field, String why) {
        HttpResponse<String> response = control.send(method, path, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Api.error(response).path("details").path("field").asText()).isEqualTo(field);
        assertThat(Api.error(response).path("message").asText()).contains(why);
        assertThat(sandbox.faults().scripted()).isEmpty();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThat(Api.error(control.post("/faults", "{")).path("code").asText()).isEqualTo("validation_error");
        assertThat(control.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(control.get("/reset").statusCode()).isEqualTo(405);
        assertThat(control.get("/requests/7").statusCode()).isEqualTo(404);
        assertThat(control.get("/requests?limit=0").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({ "Host, evil.example, 403", "Host, localhost.evil.example, 403", "Host, [::1]:PORT, 200",
            "Host, 127.0.0.1:PORT, 200",
            "Origin, http://evil.example, 403", "Origin, null, 403", "Origin, http://localhost:1, 403",
            "Origin, http://localhost:PORT, 200" })
    void pagesOfOtherSitesAreRefused(String header, String value, int status) throws IOException {
        String sent = value.replace("PORT", Integer.toString(sandbox.port()));
        assertThat(RawRequest.get("/_sandbox/api/clock").header(header, sent).status(sandbox)).isEqualTo(status);
    }

    /** The document names every call that there is, and none that there is not. */
    @Test
    void theOpenApiDocumentNamesEveryCall() throws IOException {
        JsonNode paths = ok(control.get("/openapi.json")).path("paths");
        List<String> documented = new ArrayList<>();
        paths.properties().forEach(
                path -> path.getValue().fieldNames().forEachRemaining(method -> documented.add(method.toUpperCase(Locale.ROOT)
                        + " " + path.getKey())));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(callsInTheSources());
    }

    private static List<String> callsInTheSources() throws IOException {
        Pattern call = Pattern.compile("routes\\.(get|post|put|delete)\\(ControlPaths\\.API \\+ \"([^\"]+)\"");
        List<String> calls = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/github/cameldatamaker/sandbox"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                call.matcher(Files.readString(file)).results()
                        .forEach(match -> calls.add(match.group(1).toUpperCase(Locale.ROOT) + " /_sandbox/api" + match.group(2)));
            }
        }
        return calls;
    }
}
