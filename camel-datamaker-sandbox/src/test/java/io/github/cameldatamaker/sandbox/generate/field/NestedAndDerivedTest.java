package io.github.cameldatamaker.sandbox.generate.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedAndDerivedTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();
    private final Fields fields = new Fields(api);

    private String template(String id, Map<String, ?>... templateFields) {
        return sandbox.addTemplate(Map.of("id", id, "name", id, "fields", List.of(templateFields)));
    }

    @Test
    @SuppressWarnings("unchecked")
    void nestsOneRowOrAnArrayOfThem() {
        template("tmpl_leaf", Map.of("name", "n", "type", "row_number"), Map.of("name", "w", "type", "word"));
        assertThat(fields.values(5, "template", Map.of("template_id", "tmpl_leaf"))).allSatisfy(nested -> {
            assertThat(nested.isObject()).isTrue();
            assertThat(nested.fieldNames()).toIterable().containsExactly("n", "w");
        });
        assertThat(fields.values(5, "template", Map.of("template_id", "tmpl_leaf", "array", true, "count", 4)))
                .allSatisfy(nested -> assertThat(nested).extracting(row -> row.path("n").asInt()).containsExactly(1, 2, 3, 4));
        assertThat(fields.values(200, "template",
                Map.of("template_id", "tmpl_leaf", "array", true, "count", Map.of("min", 2, "max", 5))))
                .extracting(JsonNode::size).containsOnly(2, 3, 4, 5);
        assertThat(fields.values(3, "template", Map.of("template_id", "tmpl_leaf", "array", true, "count", 0)))
                .allMatch(JsonNode::isEmpty);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aTemplateThatNestsItselfEndsAtMaxDepth() {
        template("tmpl_tree", Map.of("name", "w", "type", "word"), Map.of("name", "children", "type", "template", "options",
                Map.of("template_id", "tmpl_tree", "array", true, "count", 2, "max_depth", 2)));
        JsonNode root = api.rows("tmpl_tree", Map.of("count", 1)).get(0);
        assertThat(root.path("children")).hasSize(2);
        assertThat(root.path("children").path(1).path("children")).hasSize(2);
        assertThat(root.path("children").path(1).path("children").path(0).path("children")).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void refusesATemplateThatNestsTooManyRows() {
        template("tmpl_tree", Map.of("name", "children", "type", "template", "options",
                Map.of("template_id", "tmpl_tree", "array", true, "count", 100, "max_depth", 10)));
        HttpResponse<String> response = api.post("/templates/tmpl_tree/generate", "{\"count\":1}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("message").asText()).contains("nests more than 100000 rows");
    }

    @Test
    void generatingNamesAMissingTemplate() {
        String id = fields.saved("template", Map.of("template_id", "tmpl_gone"));
        HttpResponse<String> response = api.post("/templates/" + id + "/generate", "{\"count\":1}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("message").asText()).contains("tmpl_gone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "a + b                   | 10",
            "a * 1.5                 | 10.5",
            "upper(text)             | \"ABC\"",
            "text + '-' + row_number | \"abc-1\"",
            "a > b ? 'more' : 'less' | \"more\"",
            "round(a / 2.0, 1)       | 3.5",
            "round(a, 2)             | 7.00",
            "sum(lines, 'amount')    | 4.50",
            "pad(a, 4)               | \"0007\"",
            "left(text, 2)           | \"ab\"",
            "concat(a, b, text)      | \"73abc\"",
            "later                   | 8" })
    void derivesFromTheOtherFields(String expression, String json) {
        String id = sandbox.addTemplate(Map.of("name", "x", "fields", List.of(
                constant("a", 7), constant("b", 3), constant("text", "abc"),
                constant("lines", List.of(Map.of("amount", new BigDecimal("1.25")), Map.of("amount", new BigDecimal("3.25")))),
                Map.of("name", "d", "type", "derived", "options", Map.of("expression", expression)),
                Map.of("name", "later", "type", "derived", "options", Map.of("expression", "a + 1")))));
        assertThat(api.generate(id, Map.of("count", 1))).contains("\"d\":" + json + ",");
    }

    private static Map<String, Object> constant(String name, Object value) {
        return Map.of("name", name, "type", "constant", "options", Map.of("value", value));
    }

    // Anybody can send a template, so its expressions must not reach the JVM.
    @ParameterizedTest
    @ValueSource(strings = { "''.class.forName('java.lang.Runtime')", "a.getClass().getName()", "new('java.io.File', '/')",
            "missing + 1", "d",
            "for (x : 1..3) { x }", "a = 5", "System.exit(1)" })
    void aForbiddenExpressionIsAValidationError(String expression) {
        String body = Api.text(Map.of("name", "x", "fields", List.of(constant("a", 7),
                Map.of("name", "d", "type", "derived", "options", Map.of("expression", expression)))));
        HttpResponse<String> response = api.post("/templates", body);
        if (response.statusCode() == 201) {
            response = api.post("/templates/" + Api.json(response.body()).path("id").asText() + "/generate", "{\"count\":1}");
        }
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("message").asText()).startsWith("field 'd' invalid: ");
    }
}
