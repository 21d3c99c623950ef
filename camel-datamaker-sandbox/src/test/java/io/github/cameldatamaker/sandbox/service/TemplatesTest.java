package io.github.cameldatamaker.sandbox.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private String create(String name) {
        HttpResponse<String> created = api.post("/templates",
                Api.text(Map.of("name", name, "fields", List.of(Map.of("name", "mail", "type", "email")))));
        assertThat(created.statusCode()).isEqualTo(201);
        return Api.json(created.body()).path("id").asText();
    }

    @Test
    void createsATemplateAndReadsIt() {
        String id = create("Mail");
        assertThat(id).startsWith("tmpl_");
        HttpResponse<String> read = api.get("/templates/" + id);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("X-Template-Version")).hasValue("1");
        assertThat(read.body()).isEqualTo("{\"id\":\"" + id
                + "\",\"name\":\"Mail\",\"fields\":[{\"name\":\"mail\",\"type\":\"email\","
                + "\"options\":{\"sensitive\":true}}],\"version\":1,\"createdAt\":\"2026-04-12T10:31:00Z\",\"updatedAt\":\"2026-04-12T10:31:00Z\"}");
    }

    @Test
    void keepsTheOptionSensitiveThatIsGiven() {
        String id = sandbox.addTemplate(Map.of("name", "x", "fields", List.of(
                Map.of("name", "mail", "type", "email", "options", Map.of("sensitive", false)),
                Map.of("name", "iban", "type", "iban"), Map.of("name", "tax", "type", "tax_id"),
                Map.of("name", "ssn", "type", "ssn"),
                Map.of("name", "city", "type", "city"))));
        JsonNode fields = Api.json(api.get("/templates/" + id).body()).path("fields");
        assertThat(fields).extracting(field -> field.path("options").path("sensitive").asText("unset"))
                .containsExactly("false", "true", "true", "true", "unset");
    }

    @Test
    void everySaveIsAVersion() {
        String id = create("Mail");
        sandbox.clock().advance(Duration.ofMinutes(5));
        HttpResponse<String> renamed = api.send("PATCH", "/templates/" + id, "{\"name\":\"Post\"}");
        assertThat(renamed.statusCode()).isEqualTo(200);
        JsonNode second = Api.json(renamed.body());
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(second.path("name").asText()).isEqualTo("Post");
        assertThat(second.path("fields").path(0).path("name").asText()).isEqualTo("mail");
        assertThat(second.path("createdAt").asText()).isEqualTo("2026-04-12T10:31:00Z");
        assertThat(second.path("updatedAt").asText()).isEqualTo("2026-04-12T10:36:00Z");
        api.send("PATCH", "/templates/" + id, "{\"fields\":[{\"name\":\"n\",\"type\":\"number\"}]}");

        JsonNode versions = Api.json(api.get("/templates/" + id + "/versions").body());
        assertThat(versions.path("items")).extracting(v -> v.path("version").asInt()).containsExactly(3, 2, 1);
        assertThat(versions.path("total").asInt()).isEqualTo(3);
        assertThat(Api.json(api.get("/templates/" + id).body()).path("name").asText()).isEqualTo("Post");
        for (String path : List.of(id + "@v1", id + "%40v1")) {
            HttpResponse<String> first = api.get("/templates/" + path);
            assertThat(Api.json(first.body()).path("name").asText()).isEqualTo("Mail");
            assertThat(first.headers().firstValue("X-Template-Version")).hasValue("1");
        }
        assertThat(api.get("/templates/" + id + "@v4").statusCode()).isEqualTo(404);
        assertThat(Api.error(api.get("/templates/" + id + "@v4")).path("message").asText()).contains("no version 4",
                "latest version is 3");
    }

    @Test
    void generatesFromAnOldVersion() {
        String id = create("Mail");
        api.send("PATCH", "/templates/" + id, "{\"fields\":[{\"name\":\"n\",\"type\":\"number\"}]}");
        HttpResponse<String> old = api.post("/templates/" + id + "@v1/generate", "{\"count\":1}");
        HttpResponse<String> latest = api.post("/templates/" + id + "/generate", "{\"count\":1}");
        assertThat(Api.json(old.body()).path(0).fieldNames()).toIterable().containsExactly("mail");
        assertThat(old.headers().firstValue("X-Template-Version")).hasValue("1");
        assertThat(Api.json(latest.body()).path(0).fieldNames()).toIterable().containsExactly("n");
        assertThat(latest.headers().firstValue("X-Template-Version")).hasValue("2");
        assertThat(api.post("/templates/" + id + "%40v1/preview", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedTemplateIsGone() {
        String id = create("Mail");
        HttpResponse<String> deleted = api.delete("/templates/" + id);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        for (HttpResponse<String> after : List.of(api.get("/templates/" + id), api.get("/templates/" + id + "@v1"),
                api.delete("/templates/" + id),
                api.get("/templates/" + id + "/versions"), api.send("PATCH", "/templates/" + id, "{\"name\":\"x\"}"),
                api.post("/templates/" + id + "/generate", "{\"count\":1}"), api.post("/templates/" + id + "/preview", "{}"))) {
            assertThat(after.statusCode()).isEqualTo(404);
            assertThat(Api.error(after).path("code").asText()).isEqualTo("not_found");
        }
        assertThat(Api.json(api.get("/templates").body()).path("items")).extracting(t -> t.path("id").asText())
                .doesNotContain(id);
    }

    @Test
    void listsNewestFirstInPagesThatDoNotShift() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ids.add(0, create("t" + i));
        }
        JsonNode first = Api.json(api.get("/templates?limit=3").body());
        assertThat(first.path("items")).extracting(t -> t.path("id").asText()).containsExactlyElementsOf(ids.subList(0, 3));
        assertThat(first.path("total").asInt()).isEqualTo(12);
        String added = create("late");
        api.delete("/templates/" + ids.get(2));
        JsonNode second = Api.json(api.get("/templates?limit=3&cursor=" + first.path("next_cursor").asText()).body());
        assertThat(second.path("items")).extracting(t -> t.path("id").asText()).containsExactlyElementsOf(ids.subList(3, 6))
                .doesNotContain(added);
        JsonNode rest = Api.json(api.get("/templates?cursor=" + second.path("next_cursor").asText()).body());
        assertThat(rest.path("items")).extracting(t -> t.path("id").asText())
                .containsExactly(ids.get(6), "tmpl_payment", "tmpl_order", "tmpl_order_line", "tmpl_customer", "tmpl_product");
        assertThat(rest.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void aPageHasFiftyItemsUnlessAskedForUpToTwoHundred() {
        for (int i = 0; i < 200; i++) {
            sandbox.addTemplate(Map.of("name", "t" + i, "fields", List.of(Map.of("name", "w", "type", "word"))));
        }
        JsonNode preset = Api.json(api.get("/templates").body());
        assertThat(preset.path("items")).hasSize(50);
        assertThat(preset.path("total").asInt()).isEqualTo(205);
        assertThat(preset.path("next_cursor").isTextual()).isTrue();
        assertThat(Api.json(api.get("/templates?limit=200").body()).path("items")).hasSize(200);
    }

    @Test
    void aFullLastPageHasNoNextCursor() {
        JsonNode page = Api.json(api.get("/templates?limit=5").body());
        assertThat(page.path("items")).hasSize(5);
        assertThat(page.path("next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "cursor=nonsense! | cursor 'nonsense!'",
            "cursor=eyJpZCI6MX0 | is not one of this list",
            "limit=0 | limit must be between 1 and 200",
            "limit=201 | not '201'",
            "limit=ten | not 'ten'" })
    void refusesABadPage(String query, String message) {
        HttpResponse<String> response = api.get("/templates?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"fields\":[]} | fields of a template must be a non-empty array",
            "{\"fields\":[{\"name\":\"a\",\"type\":\"word\"}]} | needs a name",
            "{\"name\":\"x\"} | needs fields",
            "{\"name\":\"\",\"fields\":[{\"name\":\"a\",\"type\":\"word\"}]} | name of a template must be a non-empty string",
            "{\"name\":\"x\",\"feilds\":[]} | unknown property 'feilds'",
            "{\"name\":\"x\",\"fields\":[7]} | fields[0] must be an object",
            "{\"name\":\"x\",\"fields\":[{\"type\":\"word\"}]} | fields[0] needs a name",
            "{\"name\":\"x\",\"fields\":[{\"name\":\"a\"}]} | field 'a' invalid: it needs a type",
            "{\"name\":\"x\",\"fields\":[{\"name\":\"a\",\"type\":\"wrod\"}]} | field 'a' invalid: unknown type 'wrod'; the types are address,",
            "{\"name\":\"x\",\"fields\":[{\"name\":\"a\",\"type\":\"word\"},{\"name\":\"a\",\"type\":\"word\"}]} | the name is used twice",
            "{\"name\":\"x\",\"fields\":[{\"name\":\"a\",\"type\":\"word\",\"options\":5}]} | options must be an object",
            "{\"name\":\"x\" | the body is not JSON",
            "[] | the body must be a JSON object" })
    void refusesABadTemplate(String body, String message) {
        HttpResponse<String> response = api.post("/templates", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message);
    }

    @Test
    void anErrorNamesTheFieldInItsDetails() {
        HttpResponse<String> response = api.post("/templates",
                "{\"name\":\"x\",\"fields\":[{\"name\":\"a\",\"type\":\"wrod\"}]}");
        assertThat(Api.error(response).path("details").path("field").asText()).isEqualTo("a");
    }

    @Test
    void aBadPatchSavesNothing() {
        String id = create("Mail");
        assertThat(api.send("PATCH", "/templates/" + id, "{\"fields\":[]}").statusCode()).isEqualTo(400);
        assertThat(api.send("PATCH", "/templates/" + id + "@v1", "{\"name\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(Api.json(api.get("/templates/" + id).body()).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void acceptsTheTemplateThatItAnswered() {
        String id = create("Mail");
        HttpResponse<String> saved = api.send("PATCH", "/templates/" + id, api.get("/templates/" + id).body());
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(Api.json(saved.body()).path("version").asInt()).isEqualTo(2);
    }

    @Test
    void addTemplateKeepsTheIdAndRefusesATakenOne() {
        Map<String, Object> template = Map.of("id", "tmpl_mine", "name", "Mine", "fields",
                List.of(Map.of("name", "w", "type", "word")));
        assertThat(sandbox.addTemplate(template)).isEqualTo("tmpl_mine");
        assertThat(api.rows("tmpl_mine", Map.of("count", 2))).hasSize(2);
        assertThatThrownBy(() -> sandbox.addTemplate(template)).hasMessageContaining("'tmpl_mine' already");
        sandbox.reset();
        assertThat(api.get("/templates/tmpl_mine").statusCode()).isEqualTo(404);
    }
}
