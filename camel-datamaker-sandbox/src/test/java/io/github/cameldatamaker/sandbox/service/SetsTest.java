package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetsTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private HttpResponse<String> save(String name, List<?> rows) {
        return api.post("/sets", Api.text(Map.of("name", name, "rows", rows)));
    }

    @Test
    void savesLoadsAndDeletesVersionsOfASet() {
        HttpResponse<String> saved = save("golden", List.of(Map.of("id", 1), Map.of("id", 2)));
        assertThat(saved.statusCode()).isEqualTo(201);
        assertThat(saved.body()).isEqualTo("{\"name\":\"golden\",\"version\":1,\"row_count\":2}");
        assertThat(api.get("/sets/golden").body())
                .isEqualTo("{\"name\":\"golden\",\"version\":1,\"rows\":[{\"id\":1},{\"id\":2}]}");
        HttpResponse<String> again = save("golden", List.of(Map.of("id", 3)));
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo("{\"name\":\"golden\",\"version\":2,\"row_count\":1}");
        HttpResponse<String> loaded = api.get("/sets/golden");
        assertThat(loaded.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(loaded.body()).isEqualTo("{\"name\":\"golden\",\"version\":2,\"rows\":[{\"id\":3}]}");
        HttpResponse<String> deleted = api.delete("/sets/golden");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(api.get("/sets/golden").statusCode()).isEqualTo(404);
        assertThat(Api.error(api.delete("/sets/golden")).path("code").asText()).isEqualTo("not_found");
        assertThat(save("golden", List.of()).body()).contains("\"version\":1,\"row_count\":0");
        assertThat(api.get("/sets/golden").body()).contains("\"rows\":[]");
    }

    @Test
    void keepsEveryRowToTheLetter() {
        String rows = "[{\"a\":1.10,\"b\":1E400,\"c\":12345678901234567890,\"d\":null,\"e\":[{\"f\":true},[]],\"g\":\"ü\\n😀\"},{}]";
        assertThat(api.post("/sets", " {\"rows\" : " + rows.replace(",", " , ") + ",\n\"name\":\"x\"} ").statusCode())
                .isEqualTo(201);
        assertThat(api.get("/sets/x").body()).isEqualTo("{\"name\":\"x\",\"version\":1,\"rows\":" + rows + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a b", "lookups/postcodes", "Größe ✓", "a+b%c", "100%25?#", "/", "a@v2", "..", "a/", "a;b=c",
            "\"q\\\"", "versions/x" })
    void aNameMayHaveAnyLetters(String name) {
        assertThat(save(name, List.of(Map.of("a", 1))).statusCode()).isEqualTo(201);
        String path = "/sets/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("..", "%2E%2E");
        HttpResponse<String> loaded = api.get(path);
        assertThat(loaded.statusCode()).isEqualTo(200);
        assertThat(Api.json(loaded.body()).path("name").asText()).isEqualTo(name);
        assertThat(api.delete(path).statusCode()).isEqualTo(204);
    }

    @Test
    void listsNewestFirstInPages() {
        for (int i = 0; i < 5; i++) {
            save("set " + i, List.of(Map.of("i", i)));
        }
        save("set 2", List.of());
        JsonNode first = Api.json(api.get("/sets?limit=3").body());
        assertThat(first.path("items").get(0).toString())
                .isEqualTo("{\"name\":\"set 4\",\"version\":1,\"row_count\":1,\"saved_at\":\"2026-04-12T10:31:00Z\"}");
        assertThat(first.path("items")).extracting(set -> set.path("name").asText()).containsExactly("set 4", "set 3", "set 2");
        assertThat(first.path("items").get(2).path("version").asInt()).isEqualTo(2);
        assertThat(first.path("total").asInt()).isEqualTo(5);
        JsonNode second = Api.json(api.get("/sets?limit=3&cursor=" + first.path("next_cursor").asText()).body());
        assertThat(second.path("items")).extracting(set -> set.path("name").asText()).containsExactly("set 1", "set 0");
        assertThat(second.path("next_cursor").isNull()).isTrue();
        sandbox.reset();
        assertThat(api.get("/sets").body()).isEqualTo("{\"items\":[],\"next_cursor\":null,\"total\":0}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"rows\":[]} | a set needs a name",
            "{\"name\":\"\",\"rows\":[]} | name of a set must be a non-empty string",
            "{\"name\":\" \",\"rows\":[]} | name of a set must be a non-empty string",
            "{\"name\":7,\"rows\":[]} | name of a set must be a non-empty string",
            "{\"name\":null,\"rows\":[]} | name of a set must be a non-empty string",
            "{\"name\":\"x\"} | a set needs rows",
            "{\"name\":\"x\",\"rows\":{}} | rows of a set must be an array",
            "{\"name\":\"x\",\"rows\":\"[]\"} | rows of a set must be an array",
            "{\"name\":\"x\",\"rows\":[{},[]]} | rows[1] must be an object",
            "{\"name\":\"x\",\"rows\":[{},null]} | rows[1] must be an object",
            "{\"name\":\"x\",\"rows\":[],\"more\":1} | unknown property 'more'",
            "{\"name\":\"x\",\"rows\":[{}, | the body is not JSON",
            "{\"name\":\"x\",\"rows\":[{\"a\":1,\"a\":2}]} | the body is not JSON: Duplicate field 'a'",
            "{\"name\":\"x\",\"rows\":[]}{} | the body is not JSON",
            "[{}] | the body must be a JSON object",
            "nonsense | the body is not JSON",
            "`` | a set needs a name" })
    void refusesABadSet(String body, String message) {
        HttpResponse<String> response = api.post("/sets", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message);
        assertThat(Api.json(api.get("/sets").body()).path("total").asInt()).isZero();
    }

    @Test
    void acceptsSetsLargerThanOtherBodies() {
        String text = "x".repeat(100);
        List<?> rows = IntStream.range(0, 120_000).mapToObj(i -> Map.of("text", text)).toList();
        assertThat(save("large", rows).body()).contains("\"row_count\":120000");
        assertThat(sandbox.requests().get(0).body()).hasSize(64 * 1024).startsWith("{\"");
        assertThat(Api.json(api.get("/sets/large").body()).path("rows")).hasSize(120_000);
    }

    @Test
    void anAnswerReachesAClientThatIsStillSending() {
        String body = "{\"more\":1,\"x\":\"" + "x".repeat(12_000_000) + "\"}";
        assertThat(Api.error(api.post("/sets", body)).path("message").asText()).contains("unknown property 'more'");
        HttpResponse<String> keyless = api.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + "/sets"))
                .POST(BodyPublishers.ofString(body)).build());
        assertThat(keyless.statusCode()).isEqualTo(401);
        sandbox.faults().on("POST", "/sets").status(503);
        assertThat(api.post("/sets", body).statusCode()).isEqualTo(503);
        HttpResponse<String> form = api
                .send(api.request("/sets").header("Content-Type", "text/csv").POST(BodyPublishers.ofString(body)).build());
        assertThat(form.statusCode()).isEqualTo(400);
    }

    @Test
    void aFaultCutsASet() {
        save("golden", List.of(Map.of("id", 1)));
        sandbox.faults().on("GET", "/sets/{name}").cutAfter(20);
        assertThatThrownBy(() -> api.get("/sets/golden")).hasRootCauseInstanceOf(IOException.class);
    }
}
