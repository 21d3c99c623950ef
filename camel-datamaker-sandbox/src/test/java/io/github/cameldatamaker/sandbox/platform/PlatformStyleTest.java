package io.github.cameldatamaker.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.ApiStyle;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox in platform style, call by call. The vendor's own client is held against it by profile vendor. */
class PlatformStyleTest {

    private static final String MINE = "{\"name\":\"Mine\",\"projectId\":\"p1\",\"teamId\":\"t1\",\"fields\":"
            + "[{\"name\":\"first\",\"type\":\"first_name\",\"active\":true,\"nested\":[]}]}";

    private final DataMakerSandbox sandbox = DataMakerSandbox.builder().apiStyle(ApiStyle.PLATFORM).start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> call(String method, String path, String body, String... scope) throws Exception {
        String[] headers = new String[scope.length + 2];
        System.arraycopy(scope, 0, headers, 2, scope.length);
        headers[0] = "X-API-Key";
        headers[1] = sandbox.apiKey();
        return send(method, path, body, headers);
    }

    private JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Api.json(response.body());
    }

    @Test
    void templatesAreABareArray() throws Exception {
        JsonNode list = ok(call("GET", "/templates", null));

        assertThat(list.isArray()).isTrue();
        assertThat(list.findValuesAsText("id")).contains("tmpl_customer");
        assertThat(list.get(0).fieldNames()).toIterable().containsExactly("id", "name", "dbOrderIdx", "seed", "fields",
                "createdAt", "createdBy", "templateFolderId", "projectId", "teamId");
    }

    @Test
    void aTemplateIsCreatedReadAndDeletedWith200() throws Exception {
        JsonNode created = ok(call("POST", "/templates", MINE));

        assertThat(ok(call("GET", "/templates/" + created.path("id").asText(), null))).isEqualTo(created);
        assertThat(ok(call("DELETE", "/templates/" + created.path("id").asText(), null)).path("message").asText()).isNotBlank();
        HttpResponse<String> gone = call("GET", "/templates/" + created.path("id").asText(), null);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(Api.json(gone.body()).path("error").asText()).contains("was deleted");
        assertThat(Api.json(gone.body()).path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void aProjectSeesItsOwn() throws Exception {
        String id = ok(call("POST", "/templates", MINE)).path("id").asText();

        assertThat(ok(call("GET", "/templates", null, "X-Project-Id", "p1", "X-Team-Id", "t1")).findValuesAsText("id"))
                .containsExactly(id);
        assertThat(ok(call("GET", "/templates", null, "X-Project-Id", "p2"))).isEmpty();
        assertThat(call("GET", "/templates/" + id, null, "X-Team-Id", "t2").statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/templates/" + id, null, "X-Team-Id", "t2").statusCode()).isEqualTo(404);
    }

    @Test
    void setsHaveIds() throws Exception {
        JsonNode created = ok(call("POST", "/sets", "{\"name\":\"orders\",\"data\":[{\"id\":1},{\"id\":2}]}"));

        assertThat(created.path("rowCount").asInt()).isEqualTo(2);
        assertThat(ok(call("GET", "/sets", null)).get(0)).isEqualTo(created);
        assertThat(call("DELETE", "/sets/none", null).statusCode()).isEqualTo(404);
        ok(call("DELETE", "/sets/" + created.path("id").asText(), null));
        assertThat(ok(call("GET", "/sets", null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "POST, /templates/tmpl_customer/generate", "POST, /templates/tmpl_customer/preview",
            "GET, /templates/tmpl_customer/versions", "PATCH, /templates/tmpl_customer", "GET, /templates/tmpl_customer@v1",
            "GET, /scenarios", "POST, /scenarios/scn_seed_orders/run", "GET, /scenarios/scn_seed_orders/runs",
            "GET, /scenarios/scn_seed_orders/runs/r", "GET, /scenarios/scn_seed_orders/runs/r/logs", "GET, /connections",
            "GET, /sets/orders", "GET, /workspace/files" })
    void everythingElseIs404(String method, String path) throws Exception {
        HttpResponse<String> response = call(method, path, method.equals("GET") ? null : "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Api.json(response.body()).path("error").isTextual()).isTrue();
    }

    @Test
    void theKeyIsInXApiKeyOnly() throws Exception {
        assertThat(send("GET", "/templates", null).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/templates", null, "X-API-Key", "wrong").statusCode()).isEqualTo(401);
        HttpResponse<String> bearer = send("GET", "/templates", null, "Authorization", "Bearer " + sandbox.apiKey());
        assertThat(bearer.statusCode()).isEqualTo(401);
        assertThat(Api.json(bearer.body()).path("error").asText()).isEqualTo("the header X-API-Key is missing");
    }

    @Test
    void theContractTakesTheBearerKeyOnly() throws Exception {
        try (DataMakerSandbox contract = DataMakerSandbox.start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(contract.baseUrl() + "/templates"))
                    .header("X-API-Key", contract.apiKey()).build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"name\":\"x\"} | field 'projectId' invalid",
            "{\"name\":\"x\",\"projectId\":\"p\",\"teamId\":\"t\",\"fields\":[{\"name\":\"a\",\"type\":\"b\",\"active\":true}]} | unknown type 'b'" })
    void aWrongTemplateIsNamed(String body, String message) throws Exception {
        HttpResponse<String> refused = call("POST", "/templates", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Api.json(refused.body()).path("error").asText()).contains(message);
    }

    @Test
    void faultsAndRequestsAreAsInTheContract() throws Exception {
        sandbox.faults().on("GET", "/templates").status(503);

        assertThat(call("GET", "/templates", null).statusCode()).isEqualTo(503);
        assertThat(sandbox.requests()).hasSize(1);
    }

    @Test
    void aCopiedRequestHasTheKeyWhereItWas() throws Exception {
        call("GET", "/templates", null);

        assertThat(send("GET", "/_sandbox/console/requests/1", null).body()).contains("X-API-Key: $DM_API_KEY")
                .doesNotContain("Bearer", sandbox.apiKey());
    }
}
