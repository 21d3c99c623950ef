package io.github.cameldatamaker.sandbox.contract;

import static io.github.cameldatamaker.sandbox.contract.Responses.assertError;
import static io.github.cameldatamaker.sandbox.contract.Responses.contentType;
import static io.github.cameldatamaker.sandbox.contract.Responses.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every row of the REST contract as request and response. It runs against the sandbox, or with {@code -Dcontract.baseUrl=...} and
 * the key in {@code DM_API_KEY} against a service. There it generates no rows, creates only what it can delete again, and
 * provokes neither a limit nor a failure.
 */
class ContractTest {

    private static final String SERVICE = System.getProperty("contract.baseUrl", "");
    private static final boolean LIVE = !SERVICE.isEmpty();
    private static DataMakerSandbox sandbox;
    private static Api withoutKey;
    private static Workspace workspace;

    private final String unique = "contract-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        sandbox = LIVE ? null : DataMakerSandbox.start();
        String baseUrl = LIVE ? SERVICE : sandbox.baseUrl();
        workspace = new Workspace(new Api(baseUrl, LIVE ? System.getenv("DM_API_KEY") : sandbox.apiKey()));
        withoutKey = new Api(baseUrl, "no-such-key");
    }

    @AfterAll
    static void everyRowWasUsed() {
        if (!LIVE) {
            sandbox.close();
            assertThat(Workspace.ROWS).allSatisfy(row -> assertThat(workspace.used()).contains(row));
        }
    }

    @AfterEach
    void cleanUp() {
        if (!LIVE) {
            sandbox.faults().clear();
        }
        workspace.deleteCreated();
    }

    private static HttpResponse<String> call(String row, String json, String... ids) {
        return workspace.call(row, json, ids);
    }

    private static void assertListed(String row, String property, String value) {
        assertThat(workspace.find(row, item -> item.path(property).asText().equals(value))).as(value + " in " + row).isPresent();
    }

    private String template() {
        return ok(workspace.createTemplate(
                "{\"name\": \"" + unique + "\", \"fields\": [{\"name\": \"first_name\", \"type\": \"first_name\"}]}")).get("id")
                .asText();
    }

    /** Creates a scenario in the sandbox, whose runs take that long. */
    private String scenario(String duration) {
        return ok(call("POST /scenarios",
                Api.text(Map.of("name", unique, "code", "# sandbox: duration=" + duration + "\nprint(\"hello\")"))))
                .get("id").asText();
    }

    private static String run(String scenario) {
        return ok(call("POST /scenarios/{}/run", "{\"params\": {\"size\": \"5\"}, \"wait\": \"false\"}", scenario)).get("id")
                .asText();
    }

    private static String status(String scenario, String run) {
        return ok(call("GET /scenarios/{}/runs/{}", null, scenario, run)).get("status").asText();
    }

    @Test
    void templates() {
        String id = template();

        assertThat(ok(call("GET /templates/{}", null, id)).get("name").asText()).isEqualTo(unique);
        assertListed("GET /templates", "id", id);
        int version = ok(call("GET /templates/{}", null, id)).get("version").asInt();
        JsonNode updated = ok(call("PATCH /templates/{}", "{\"name\": \"" + unique + " 2\"}", id));
        assertThat(updated.get("version").asInt()).isEqualTo(version + 1);
        assertThat(workspace.all("GET /templates/{}/versions", id)).hasSize(2);
        assertThat(ok(call("GET /templates/{}@v{}", null, id, "" + version)).get("name").asText()).isEqualTo(unique);
        assertThat(call("DELETE /templates/{}", null, id).statusCode()).isIn(200, 204);
        assertError(call("GET /templates/{}", null, id), 404);
    }

    @Test
    void theCursorLeadsToTheNextPage() {
        if (!LIVE) {
            for (int i = 0; i < 120; i++) {
                sandbox.addTemplate(Map.of("name", unique, "fields", List.of(Map.of("name", "a", "type", "uuid"))));
            }
        }
        JsonNode first = workspace.page("GET /templates", Optional.empty());
        assumeTrue(!LIVE || first.get("next_cursor").isTextual(), "all templates are on one page");

        JsonNode second = workspace.page("GET /templates", Workspace.nextCursor(first));

        assertThat(Workspace.nextCursor(first)).isPresent();
        assertThat(ids(second)).isNotEmpty().doesNotContainAnyElementsOf(ids(first).toList());
        if (!LIVE) {
            List<String> all = workspace.all("GET /templates").stream().map(item -> item.get("id").asText()).toList();
            assertThat(all).hasSize(first.get("total").asInt()).doesNotHaveDuplicates();
        }
    }

    private static Stream<String> ids(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false).map(item -> item.get("id").asText());
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
                "{\"count\": 5, \"format\": \"" + format + "\", \"seed\": \"s\", \"overrides\": {\"first_name\": \"Ada\"}}", id)
                .body();

        assertThat(Api.json(body.apply("json"))).hasSize(5)
                .allSatisfy(row -> assertThat(row.get("first_name").asText()).isEqualTo("Ada"));
        assertThat(body.apply("csv").lines()).hasSize(6).first().isEqualTo("first_name");
        assertThat(body.apply("sql").lines().filter(line -> line.startsWith("INSERT"))).isNotEmpty();
        assertThat(body.apply("xlsx")).startsWith("PK");
    }

    @Test
    void acceptingCsvStreamsCsv() {
        assumeTrue(!LIVE, "generating costs rows");
        String row = "POST /templates/{}/generate";

        HttpResponse<String> response = workspace.send(row, workspace.request(row, "", template())
                .header("Accept", "text/csv").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"count\": 5}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(contentType(response)).startsWith("text/csv");
        assertThat(response.body().lines()).hasSize(6).first().isEqualTo("first_name");
    }

    @Test
    void scenariosAndRuns() {
        assumeTrue(!LIVE, "a scenario cannot be deleted");
        String scenario = ok(call("POST /scenarios", "{\"name\": \"" + unique + "\", \"code\": \"print(1)\"}")).get("id")
                .asText();

        ok(call("PUT /scenarios/{}", "{\"code\": \"# sandbox: duration=1h\\nprint(\\\"hello\\\")\"}", scenario));
        assertListed("GET /scenarios", "id", scenario);
        String run = run(scenario);
        JsonNode detail = ok(call("GET /scenarios/{}/runs/{}", null, scenario, run));
        assertThat(detail.get("params").get("size").asText()).isEqualTo("5");
        assertThat(detail.get("status").asText()).isEqualTo("running");
        assertThat(workspace.all("GET /scenarios/{}/runs", scenario)).hasSize(1);
        HttpResponse<String> log = call("GET /scenarios/{}/runs/{}/logs", null, scenario, run);
        assertThat(contentType(log)).startsWith("text/plain");
        assertThat(call("DELETE /scenarios/{}/runs/{}", null, scenario, run).statusCode()).isIn(200, 204);
        Awaitility.await().untilAsserted(() -> assertThat(status(scenario, run)).isEqualTo("cancelled"));
    }

    @Test
    void waitingForARunAnswersWhenItHasFinished() {
        assumeTrue(!LIVE, "a scenario cannot be deleted");
        String scenario = scenario("200ms");

        JsonNode run = ok(call("POST /scenarios/{}/run", "{\"params\": {}, \"wait\": \"true\"}", scenario));

        assertThat(run.get("status").asText()).isEqualTo("done");
        assertThat(status(scenario, run.get("id").asText())).isEqualTo("done");
    }

    @Test
    void aLogIsFollowedAsServerSentEvents() {
        assumeTrue(!LIVE, "a scenario cannot be deleted");
        String scenario = scenario("200ms");
        String run = run(scenario);
        String row = "GET /scenarios/{}/runs/{}/logs";

        HttpResponse<String> followed = workspace.send(row, workspace.request(row, "?follow=true", scenario, run).GET());

        assertThat(followed.statusCode()).isEqualTo(200);
        assertThat(contentType(followed)).startsWith("text/event-stream");
        assertThat(followed.body().lines()).contains("data: hello");
        assertThat(status(scenario, run)).isEqualTo("done");
        assertThat(call(row, null, scenario, run).body().lines()).contains("hello");
    }

    @Test
    void connections() {
        if (!LIVE) {
            String id = ok(call("POST /connections", "{\"name\": \"" + unique
                    + "\", \"type\": \"postgres\", \"url\": \"jdbc:postgresql://db/x\", \"auth\": {\"type\": \"basic\", \"secret_ref\": \"X\"}}"))
                    .get("id").asText();
            assertListed("GET /connections", "id", id);
        }
        Optional<String> found = workspace.connectionWithMetadata();
        assumeTrue(!LIVE || found.isPresent(), "there is no connection to SAP or OpenAPI");
        String id = found.orElseThrow();

        JsonNode verified = ok(call("POST /connections/{}/verify", null, id)).get("ok");
        assertThat(verified.isBoolean()).isTrue();
        assumeTrue(!LIVE || verified.asBoolean(), "the connection cannot be reached");
        assertThat(ok(call("GET /connections/{}/metadata", null, id)).isObject()).isTrue();
    }

    @Test
    void sets() {
        String name = unique + " für/alle";
        String body = "{\"name\": \"" + name + "\", \"rows\": [{\"a\": 1}, {\"a\": 2}]}";
        workspace.deleteLater("/sets/" + Workspace.segment(name));

        int first = ok(call("POST /sets", body)).get("version").asInt();
        assertThat(ok(call("POST /sets", body)).get("version").asInt()).isEqualTo(first + 1);
        assertListed("GET /sets", "name", name);
        assertThat(ok(call("GET /sets/{}", null, name)).get("rows")).hasSize(2);
        assertThat(call("DELETE /sets/{}", null, name).statusCode()).isIn(200, 204);
        assertError(call("GET /sets/{}", null, name), 404);
    }

    @Test
    void files() {
        String name = unique + "/für alle.csv";
        workspace.deleteLater("/workspace/files/" + Workspace.segment(name));
        String row = "POST /workspace/files";
        String boundary = "b" + unique;
        HttpResponse<String> uploaded = workspace.send(row, workspace.request(row, "")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name
                        + "\r\n--"
                        + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.csv\"\r\n\r\na,b\n\r\n--"
                        + boundary
                        + "--\r\n")));

        ok(uploaded);
        assertListed("GET /workspace/files", "name", name);
        assertThat(call("GET /workspace/files/{}", null, name).body()).isEqualTo("a,b\n");
        assertThat(call("DELETE /workspace/files/{}", null, name).statusCode()).isIn(200, 204);
        assertError(call("GET /workspace/files/{}", null, name), 404);
    }

    @Test
    void errors() {
        assertError(call("GET /templates/{}", null, "tmpl_" + unique), 404);
        assertError(workspace.createTemplate("{}"), 400);
        assertError(withoutKey.get("/templates"), 401);
    }

    @Test
    void tooManyRequestsAnswerWhenToTryAgain() {
        assumeTrue(!LIVE, "it takes a fault of the sandbox");
        sandbox.faults().on("GET", "/templates").rateLimited(Duration.ofSeconds(37));

        HttpResponse<String> refused = call("GET /templates", null);

        assertError(refused, 429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("37");
        assertThat(call("GET /templates", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aServerErrorHasARequestId() {
        assumeTrue(!LIVE, "it takes a fault of the sandbox");
        sandbox.faults().on("GET", "/templates").serverError(503, "req_42");

        HttpResponse<String> failed = call("GET /templates", null);

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.headers().firstValue("X-Request-Id")).contains("req_42");
        assertThat(Api.error(failed).path("details").path("request_id").asText()).isEqualTo("req_42");
    }
}
