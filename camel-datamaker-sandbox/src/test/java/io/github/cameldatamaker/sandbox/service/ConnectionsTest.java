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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private String create(String json) {
        HttpResponse<String> created = api.post("/connections", json);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return Api.json(created.body()).path("id").asText();
    }

    @Test
    void createsAVerifiedConnectionAndVerifiesItAgain() {
        String body = "\"name\":\"Orders\",\"type\":\"postgres\",\"host\":\"db.example.com\",\"port\":5432,\"auth\":{\"type\":\"basic\","
                + "\"username\":\"qa\",\"secret_ref\":\"PG_QA\"}";
        String id = create("{" + body + "}");
        assertThat(id).startsWith("conn_");
        String shown = Api.json(api.get("/connections").body()).path("items").get(0).toString();
        assertThat(shown).isEqualTo("{\"id\":\"" + id + "\"," + body + ",\"lastVerifiedAt\":\"2026-04-12T10:31:00Z\"}");
        sandbox.clock().advance(Duration.ofHours(1));
        HttpResponse<String> verified = api.post("/connections/" + id + "/verify", "");
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(verified.body()).isEqualTo("{\"ok\":true,\"message\":\"connected\",\"verified_at\":\"2026-04-12T11:31:00Z\"}");
        assertThat(api.get("/connections/" + id + "/metadata").body()).isEqualTo("{\"entitySets\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"type\":\"rest\",\"url\":\"https://unreachable.example.com\"}",
            "{\"type\":\"mysql\",\"host\":\"UNREACHABLE\"}",
            "{\"type\":\"sap_odata\",\"options\":{\"host\":\"unreachable\"}}" })
    void aConnectionWhoseCheckFailsIsCreatedUnverified(String json) {
        String id = create(json);
        JsonNode listed = Api.json(api.get("/connections").body()).path("items").get(0);
        assertThat(listed.path("lastVerifiedAt").isNull()).isTrue();
        HttpResponse<String> verified = api.post("/connections/" + id + "/verify", "{}");
        assertThat(verified.statusCode()).isEqualTo(200);
        assertThat(verified.body())
                .isEqualTo("{\"ok\":false,\"message\":\"connection_failed: timeout after 10 s\",\"verified_at\":null}");
        HttpResponse<String> metadata = api.get("/connections/" + id + "/metadata");
        assertThat(metadata.statusCode()).isEqualTo(400);
        assertThat(Api.error(metadata).path("code").asText()).isEqualTo("connection_failed");
    }

    @Test
    void aTestSetsWhetherAConnectionIsReachable() {
        String id = create("{\"type\":\"rest\",\"name\":\"the unreachable one\"}");
        sandbox.setReachable(id, false);
        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(api.post("/connections/" + id + "/verify", "").body()).contains("\"ok\":false",
                "\"verified_at\":\"2026-04-12T10:31:00Z\"");
        sandbox.setReachable(id, true);
        assertThat(api.post("/connections/" + id + "/verify", "").body()).contains("\"ok\":true",
                "\"verified_at\":\"2026-04-12T10:31:01Z\"");
        assertThatThrownBy(() -> sandbox.setReachable("conn_none", true)).hasMessageContaining("conn_none");
    }

    @Test
    void theReadyMadeConnectionHasMetadata() {
        JsonNode page = Api.json(api.get("/connections").body());
        assertThat(page.path("items")).extracting(c -> c.path("id").asText()).containsExactly("conn_sap_s4");
        assertThat(page.path("items").get(0).path("metadata").path("entitySets")).hasSize(4);
        JsonNode metadata = Api.json(api.get("/connections/conn_sap_s4/metadata").body());
        assertThat(metadata.path("entitySets").get(0).path("name").asText()).isEqualTo("A_BusinessPartner");
        assertThat(metadata.path("entitySets").get(0).path("properties").get(0).toString())
                .isEqualTo("{\"name\":\"BusinessPartner\",\"type\":\"Edm.String\",\"nullable\":false,\"maxLength\":10}");
        assertThat(Api.json(api.get("/connections/" + create("{\"type\":\"sap_odata_v4\"}") + "/metadata").body()))
                .isEqualTo(metadata);
        String own = "{\"entitySets\":[{\"name\":\"Pets\",\"properties\":[]}]}";
        assertThat(api.get("/connections/" + create("{\"type\":\"openapi\",\"metadata\":" + own + "}") + "/metadata").body())
                .isEqualTo(own);
    }

    @Test
    void listsNewestFirstInPages() {
        String first = create("{\"type\":\"rest\"}");
        String second = create("{\"type\":\"rest\"}");
        JsonNode page = Api.json(api.get("/connections?limit=2").body());
        assertThat(page.path("items")).extracting(c -> c.path("id").asText()).containsExactly(second, first);
        assertThat(page.path("total").asInt()).isEqualTo(3);
        JsonNode rest = Api.json(api.get("/connections?limit=2&cursor=" + page.path("next_cursor").asText()).body());
        assertThat(rest.path("items")).extracting(c -> c.path("id").asText()).containsExactly("conn_sap_s4");
        sandbox.reset();
        assertThat(Api.json(api.get("/connections").body()).path("total").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{} | needs a type",
            "{\"type\":\"\"} | needs a type",
            "{\"type\":7} | needs a type",
            "[] | the body must be a JSON object",
            "{\"type\":\"rest\",\"auth\":\"Basic hunter2\"} | field 'auth' invalid",
            "{\"type\":\"rest\",\"metadata\":[]} | field 'metadata' invalid",
            "{\"type\":\"rest\",\"auth\":{\"password\":\"hunter2\"}} | field 'auth.password' invalid: secrets are references",
            "{\"type\":\"rest\",\"auth\":{\"client_secret\":\"hunter2\"}} | field 'auth.client_secret' invalid",
            "{\"type\":\"rest\",\"auth\":{\"oauth\":{\"accessToken\":\"hunter2\"}}} | field 'auth.oauth.accessToken' invalid",
            "{\"type\":\"rest\",\"auth\":{\"value\":\"hunter2\"}} | field 'auth.value' invalid",
            "{\"type\":\"rest\",\"password\":\"hunter2\"} | field 'password' invalid",
            "{\"type\":\"rest\",\"auth\":{\"keys\":[{\"api-key\":\"hunter2\"}]}} | field 'auth.keys.api-key' invalid",
            "{\"type\":\"postgres\",\"url\":\"postgres://qa:hunter2@db/x\"} | field 'url' invalid" })
    void refusesABadConnectionAndRepeatsNoSecret(String body, String message) {
        HttpResponse<String> response = api.post("/connections", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message).doesNotContain("hunter2");
    }

    @Test
    void acceptsReferencesToSecrets() {
        create("{\"type\":\"rest\",\"auth\":{\"type\":\"oauth2\",\"token_url\":\"https://x/token\",\"client_id\":\"a\",\"secret_ref\":\"S\","
                + "\"passwordRef\":\"P\",\"token\":null}}");
    }

    @Test
    void unknownConnectionsAreNotFound() {
        for (HttpResponse<String> answer : List.of(api.post("/connections/conn_x/verify", ""),
                api.get("/connections/conn_x/metadata"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Api.error(answer).path("code").asText()).isEqualTo("not_found");
        }
        assertThat(api.get("/connections/conn_sap_s4").statusCode()).isEqualTo(404);
    }
}
