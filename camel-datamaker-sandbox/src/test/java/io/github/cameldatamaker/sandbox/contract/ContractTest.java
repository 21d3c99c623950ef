package io.github.cameldatamaker.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every row of the REST contract as request and response. It runs against the sandbox; with {@code -Dcontract.baseUrl=...} and
 * the key in {@code DM_API_KEY} against a service, where it uses only what costs no rows and can be removed again, so that rows
 * are not generated there, and neither scenarios nor connections created.
 */
class ContractTest {

    private static final String SERVICE = System.getProperty("contract.baseUrl", "");
    private static final boolean LIVE = !SERVICE.isEmpty();
    /** The rows of the contract that a test has used. */
    private static final Set<String> USED = new HashSet<>();
    /** All of them. */
    private static final List<String> ROWS = List.of(
            "GET /templates", "POST /templates", "GET /templates/{}", "PATCH /templates/{}", "DELETE /templates/{}",
            "GET /templates/{}/versions", "GET /templates/{}@v{}", "POST /templates/{}/generate", "POST /templates/{}/preview",
            "GET /scenarios", "POST /scenarios", "PUT /scenarios/{}", "POST /scenarios/{}/run", "GET /scenarios/{}/runs",
            "GET /scenarios/{}/runs/{}", "GET /scenarios/{}/runs/{}/logs", "DELETE /scenarios/{}/runs/{}", "GET /connections",
            "POST /connections", "POST /connections/{}/verify", "GET /connections/{}/metadata", "GET /sets", "POST /sets",
            "GET /sets/{}", "DELETE /sets/{}", "GET /workspace/files", "POST /workspace/files", "GET /workspace/files/{}",
            "DELETE /workspace/files/{}");

    private static DataMakerSandbox sandbox;
    private static Api api;
    private static Api withoutKey;

    private final Deque<String> toDelete = new ArrayDeque<>();
    private final String unique = "contract-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        sandbox = LIVE ? null : DataMakerSandbox.start();
        String baseUrl = LIVE ? SERVICE : sandbox.baseUrl();
        api = new Api(baseUrl, LIVE ? System.getenv("DM_API_KEY") : sandbox.apiKey());
        withoutKey = new Api(baseUrl, "no-such-key");
    }

    @AfterAll
    static void everyRowWasUsed() {
        if (!LIVE) {
            sandbox.close();
            assertThat(ROWS).allSatisfy(row -> assertThat(USED).contains(row));
        }
    }

    @AfterEach
    void cleanUp() {
        toDelete.forEach(api::delete);
    }

    private static String id(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Sends the request of a row, its ids in the order of its braces. */
    private static HttpResponse<String> call(String row, String json, String... ids) {
        USED.add(row);
        String path = row.substring(row.indexOf(' ') + 1);
        for (String id : ids) {
            path = path.replaceFirst("\\{}", id(id));
        }
        String method = row.substring(0, row.indexOf(' '));
        HttpResponse<String> response = json == null && method.equals("GET") ? api.get(path)
                : json == null && method.equals("DELETE") ? api.delete(path) : api.send(method, path, json == null ? "" : json);
        assertThat(response.headers().firstValue("X-RateLimit-Remaining")).as(row).isPresent();
        assertThat(response.headers().firstValue("X-RateLimit-Reset")).as(row).isPresent();
        return response;
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201, 202);
        return Api.json(response.body());
    }

    private static JsonNode list(String row, String... ids) {
        JsonNode page = ok(call(row, null, ids));
        assertThat(page.get("items").isArray()).isTrue();
        assertThat(page.has("next_cursor")).isTrue();
        assertThat(page.get("total").isNumber()).isTrue();
        return page.get("items");
    }

    private static void assertError(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = Api.json(response.body()).get("error");
        assertThat(error.get("code").asText()).isNotBlank();
        assertThat(error.get("message").asText()).isNotBlank();
    }

    private String template() {
        JsonNode created = ok(call("POST /templates",
                "{\"name\": \"" + unique + "\", \"fields\": [{\"name\": \"first_name\", \"type\": \"first_name\"}]}"));
        String id = created.get("id").asText();
        toDelete.push("/templates/" + id);
        return id;
    }

    @Test
    void templates() {
        String id = template();

        assertThat(ok(call("GET /templates/{}", null, id)).get("name").asText()).isEqualTo(unique);
        assertThat(list("GET /templates")).anySatisfy(item -> assertThat(item.get("id").asText()).isEqualTo(id));
        int version = ok(call("GET /templates/{}", null, id)).get("version").asInt();
        JsonNode updated = ok(call("PATCH /templates/{}", "{\"name\": \"" + unique + " 2\"}", id));
        assertThat(updated.get("version").asInt()).isEqualTo(version + 1);
        assertThat(list("GET /templates/{}/versions", id)).hasSize(2);
        assertThat(ok(call("GET /templates/{}@v{}", null, id, "" + version)).get("name").asText()).isEqualTo(unique);
        assertThat(call("DELETE /templates/{}", null, id).statusCode()).isIn(200, 204);
        assertError(call("GET /templates/{}", null, id), 404);
    }

    @Test
    void preview() {
        JsonNode rows = ok(call("POST /templates/{}/preview", "{\"seed\": \"s\"}", template()));

        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row.get("first_name").asText()).isNotBlank());
    }

    @Test
    void generate() {
        assumeTrue(!LIVE, "generating costs rows");
        String id = template();
        UnaryOperator<String> body = format -> call("POST /templates/{}/generate",
                "{\"count\": 5, \"format\": \"" + format + "\", \"seed\": \"s\", \"overrides\": {\"first_name\": \"Ada\"}}", id).body();

        assertThat(Api.json(body.apply("json"))).hasSize(5)
                .allSatisfy(row -> assertThat(row.get("first_name").asText()).isEqualTo("Ada"));
        assertThat(body.apply("csv").lines()).hasSize(6).first().isEqualTo("first_name");
        assertThat(body.apply("sql").lines().filter(line -> line.startsWith("INSERT")).collect(Collectors.toList())).isNotEmpty();
        assertThat(body.apply("xlsx")).startsWith("PK");
    }

    @Test
    void scenariosAndRuns() {
        assumeTrue(!LIVE, "a scenario cannot be deleted");
        String scenario = ok(call("POST /scenarios", "{\"name\": \"" + unique + "\", \"code\": \"print(1)\"}")).get("id").asText();

        ok(call("PUT /scenarios/{}", "{\"code\": \"# sandbox: duration=1h\\nprint(\\\"hello\\\")\"}", scenario));
        assertThat(list("GET /scenarios")).anySatisfy(item -> assertThat(item.get("id").asText()).isEqualTo(scenario));
        HttpResponse<String> started = call("POST /scenarios/{}/run", "{\"params\": {\"size\": \"5\"}, \"wait\": \"false\"}", scenario);
        String run = ok(started).get("id").asText();
        assertThat(ok(started).get("params").get("size").asText()).isEqualTo("5");
        assertThat(ok(call("GET /scenarios/{}/runs/{}", null, scenario, run)).get("status").asText()).isEqualTo("running");
        assertThat(list("GET /scenarios/{}/runs", scenario)).hasSize(1);
        HttpResponse<String> log = call("GET /scenarios/{}/runs/{}/logs", null, scenario, run);
        assertThat(log.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(call("DELETE /scenarios/{}/runs/{}", null, scenario, run).statusCode()).isIn(200, 204);
        Awaitility.await().untilAsserted(() -> assertThat(
                ok(call("GET /scenarios/{}/runs/{}", null, scenario, run)).get("status").asText()).isEqualTo("cancelled"));
    }

    @Test
    void connections() {
        if (!LIVE) {
            ok(call("POST /connections", "{\"name\": \"" + unique
                    + "\", \"type\": \"postgres\", \"url\": \"jdbc:postgresql://db/x\", \"auth\": {\"type\": \"basic\", \"secret_ref\": \"X\"}}"));
        }
        List<JsonNode> all = new ArrayList<>();
        list("GET /connections").forEach(all::add);
        assumeTrue(!all.isEmpty(), "there is no connection");
        String id = all.get(all.size() - 1).get("id").asText();

        assertThat(ok(call("POST /connections/{}/verify", null, id)).get("ok").isBoolean()).isTrue();
        assertThat(ok(call("GET /connections/{}/metadata", null, id)).isObject()).isTrue();
    }

    @Test
    void sets() {
        String name = unique + " für/alle";
        String body = "{\"name\": \"" + name + "\", \"rows\": [{\"a\": 1}, {\"a\": 2}]}";
        toDelete.push("/sets/" + id(name));

        int first = ok(call("POST /sets", body)).get("version").asInt();
        assertThat(ok(call("POST /sets", body)).get("version").asInt()).isEqualTo(first + 1);
        assertThat(list("GET /sets")).anySatisfy(item -> assertThat(item.get("name").asText()).isEqualTo(name));
        assertThat(ok(call("GET /sets/{}", null, name)).get("rows")).hasSize(2);
        assertThat(call("DELETE /sets/{}", null, name).statusCode()).isIn(200, 204);
        assertError(call("GET /sets/{}", null, name), 404);
    }

    @Test
    void files() {
        String name = unique + "/für alle.csv";
        toDelete.push("/workspace/files/" + id(name));
        USED.add("POST /workspace/files");
        String boundary = "b" + unique;
        HttpResponse<String> uploaded = api.send(api.request("/workspace/files")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name + "\r\n--"
                        + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\na,b\n\r\n--" + boundary
                        + "--\r\n"))
                .build());

        ok(uploaded);
        assertThat(list("GET /workspace/files")).anySatisfy(item -> assertThat(item.get("name").asText()).isEqualTo(name));
        assertThat(call("GET /workspace/files/{}", null, name).body()).isEqualTo("a,b\n");
        assertThat(call("DELETE /workspace/files/{}", null, name).statusCode()).isIn(200, 204);
        assertError(call("GET /workspace/files/{}", null, name), 404);
    }

    @Test
    void errors() {
        assertError(call("GET /templates/{}", null, "tmpl_" + unique), 404);
        assertError(call("POST /templates", "{}"), 400);
        assertError(withoutKey.get("/templates"), 401);
    }
}
