package io.github.cameldatamaker.sandbox.generate.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.datafaker.Faker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTypesTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();
    private final Fields fields = new Fields(api);

    @Test
    void knowsEveryTypeThatTheVendorNames() {
        assertThat(FieldTypes.names()).contains("first_name", "last_name", "email", "phone", "address", "iban", "currency",
                "number", "float", "date",
                "datetime", "boolean", "uuid", "enum", "tax_id", "ssn", "template", "derived", "python", "api_response");
        assertThat(FieldTypes.names().size()).isGreaterThanOrEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "first_name ; \\p{L}[\\p{L} .'’-]*",
            "last_name  ; \\p{L}[\\p{L} .'’-]*",
            "email      ; [a-z0-9.]+@example\\.(com|org|net)",
            "phone      ; [0-9() .+-]{7,}",
            "address    ; .+, \\d{5} .+",
            "iban       ; DE\\d{20}",
            "currency   ; \\d+(\\.\\d{1,2})?",
            "number     ; \\d{1,4}",
            "float      ; 0(\\.\\d{1,6})?",
            "date       ; 202[0-5]-\\d\\d-\\d\\d",
            "datetime   ; 202[0-5]-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?Z",
            "boolean    ; true|false",
            "uuid       ; [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
            "tax_id     ; \\d{3}-\\d{2}-\\d{4}",
            "ssn        ; \\d{3}-\\d{2}-\\d{4}",
            "ip_address ; 10(\\.\\d{1,3}){3}" })
    void valuesLookLikeTheirType(String type, String pattern) {
        List<String> values = fields.texts(200, type, Map.of());
        assertThat(values).allSatisfy(value -> assertThat(value).matches(pattern));
        assertThat(values).anyMatch(value -> !value.equals(values.get(0)));
    }

    @Test
    void jsonTypesMatchTheValues() {
        assertThat(fields.values(5, "number", Map.of())).allMatch(JsonNode::isIntegralNumber);
        assertThat(fields.values(5, "boolean", Map.of())).allMatch(JsonNode::isBoolean);
        assertThat(api.generate(fields.saved("currency", Map.of("min", 12, "max", 12)), Map.of("count", 1)))
                .contains("\"f\":12.00");
        assertThat(fields.values(5, "uuid", Map.of())).allMatch(JsonNode::isTextual);
    }

    @Test
    void usesTheLocaleOfTheField() {
        List<String> german = fields.texts(300, "last_name", Map.of("locale", "de_DE"));
        assertThat(german).anyMatch(name -> name.matches(".*[äöüß].*"));
        assertThat(fields.texts(300, "last_name", Map.of("locale", "de-DE"))).isEqualTo(german);
        assertThat(fields.texts(300, "last_name", Map.of())).isNotEqualTo(german).noneMatch(name -> name.matches(".*[äöüß].*"));
        assertThat(fields.texts(300, "last_name", Map.of("locale", "en_US"))).isEqualTo(fields.texts(300, "last_name", Map.of()));
        assertThat(fields.texts(50, "first_name", Map.of("locale", "ja_JP"))).anyMatch(name -> name.matches(".*\\p{IsHan}.*"));
        assertThat(fields.texts(50, "address", Map.of("locale", "nl_NL")))
                .allMatch(address -> address.matches(".* \\d{4} [A-Z]{2} .*"))
                .noneMatch(address -> address.contains("Ø"));
        assertThat(fields.texts(50, "phone", Map.of("locale", "fr_FR"))).allMatch(phone -> phone.startsWith("0"));
    }

    static Stream<String> localesOfDatafaker() {
        return new Faker(Locale.ENGLISH).locality().allSupportedLocales().stream().filter(name -> !name.startsWith("_")).sorted();
    }

    @ParameterizedTest
    @MethodSource("localesOfDatafaker")
    void knowsEveryLocaleOfDatafaker(String name) {
        assertThat(fields.texts(2, "last_name", Map.of("locale", name))).doesNotContain("");
        assertThat(fields.texts(2, "iban", Map.of("locale", name))).doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource({ "ca-CAT,city,Vilafranca del Penedès", "ca_CAT,city,Badalona", "en_PAK,first_name,Zulqarnain" })
    void aCountryMayHaveThreeLetters(String locale, String type, String value) {
        assertThat(fields.texts(1_000, type, Map.of("locale", locale))).contains(value);
    }

    @Test
    void aLocaleMayFollowTheCountryOfTheRow() {
        String id = sandbox.addTemplate(Map.of("name", "x", "fields", List.of(
                Map.of("name", "country", "type", "enum", "options", Map.of("values", List.of("NL", "GB"))),
                Map.of("name", "postcode", "type", "postcode", "options", Map.of("locale_from", "country")))));
        assertThat(api.rows(id, Map.of("count", 100))).allSatisfy(row -> assertThat(row.path("postcode").asText())
                .matches(row.path("country").asText().equals("NL") ? "\\d{4} [A-Z]{2}" : "[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "DE", "FR", "GB", "NO", "MT" })
    void anIbanHasItsCountryAndValidCheckDigits(String country) {
        List<String> ibans = fields.texts(200, "iban", Map.of("country", country));
        assertThat(ibans).allSatisfy(iban -> {
            assertThat(iban).startsWith(country);
            StringBuilder digits = new StringBuilder();
            (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
            assertThat(new BigInteger(digits.toString()).mod(BigInteger.valueOf(97))).isEqualTo(BigInteger.ONE);
        });
        assertThat(ibans).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({ "fr_FR,,FR", "fr-FR,,FR", "fr_FR,GB,GB", "en_US,,DE", "fr,,DE", ",,DE" })
    void anIbanFollowsItsLocaleUnlessItHasACountry(String locale, String country, String expected) {
        Map<String, Object> options = new HashMap<>();
        options.put("locale", locale);
        options.put("country", country);
        assertThat(fields.texts(20, "iban", options)).allMatch(iban -> iban.startsWith(expected));
    }

    @Test
    void overridesSetAFieldOrTheCountryOfFields() {
        List<JsonNode> rows = api.rows("tmpl_customer",
                Map.of("count", 20, "overrides", Map.of("country", "DE", "segment", "vip", "newsletter", true)));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.path("country").asText()).isEqualTo("DE");
            assertThat(row.path("iban").asText()).startsWith("DE");
            assertThat(row.path("segment").asText()).isEqualTo("vip");
            assertThat(row.path("newsletter").isBoolean()).isTrue();
        });
        String id = fields.saved("iban", Map.of());
        assertThat(api.rows(id, Map.of("count", 5, "overrides", Map.of("country", "FR"))))
                .allMatch(row -> row.path("f").asText().startsWith("FR"));
    }

    @Test
    void standInsSayWhatTheyStandFor() {
        assertThat(fields.texts(2, "python", Map.of("code", "return 1"))).containsExactly("python:f:1", "python:f:2");
        assertThat(fields.values(1, "api_response", Map.of("url", "x")).get(0).path("status").asInt()).isEqualTo(200);
        assertThat(fields.values(2, "python", Map.of("sandbox_value", 7))).allMatch(value -> value.asInt() == 7);
        assertThat(fields.values(2, "api_response", Map.of("sandbox_value", Map.of("a", 1))))
                .allMatch(value -> value.path("a").asInt() == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "first_name | {\"locale\":\"xx_XX\"}                          | option 'locale' must be",
            "first_name | {\"locale\":5}                                  | option 'locale' must be a string",
            "iban       | {\"locale\":\"xx_XX\"}                          | option 'locale' must be",
            "iban       | {\"country\":\"ZZ\"}                            | option 'country' must be one of",
            "number     | {\"min\":5,\"max\":1}                           | min 5 is above max 1",
            "number     | {\"min\":\"low\"}                               | option 'min' must be a number, not 'low'",
            "number     | {\"distribution\":\"normal\"}                   | uniform, gaussian or pareto",
            "number     | {\"distribution\":\"pareto\"}                   | needs a min above 0",
            "currency   | {\"distribution\":\"pareto\",\"alpha\":0}       | option 'alpha' must be above 0",
            "float      | {\"decimals\":40}                               | between 0 and 12",
            "boolean    | {\"probability\":2}                             | between 0 and 1",
            "date       | {\"min\":\"2026-13-01\"}                        | option 'min' must be a date",
            "date       | {\"min\":\"2026-01-02\",\"max\":\"2026-01-01\"} | min is after max",
            "datetime   | {\"recent_bias\":true,\"halflife_days\":0}      | above 0",
            "enum       | {}                                              | needs the option 'values'",
            "enum       | {\"values\":[]}                                 | a non-empty array",
            "enum       | {\"values\":[1,2],\"weights\":[1]}              | 2 values but 1 weights",
            "enum       | {\"values\":[1,2],\"weights\":[0,0]}            | must not all be 0",
            "enum       | {\"values\":[1,2],\"weights\":[1,-1]}           | at least 0, not -1",
            "template   | {}                                              | needs the option 'template_id'",
            "template   | {\"template_id\":\"t\",\"count\":{\"min\":3,\"max\":1}} | min not above max",
            "template   | {\"template_id\":\"t\",\"count\":-1}            | between 0 and 10000",
            "template   | {\"template_id\":\"t\",\"max_depth\":0}         | between 1 and 10",
            "derived    | {}                                              | needs the option 'expression'",
            "derived    | {\"expression\":\"1 +\"}                        | cannot be read",
            "nothing    | {}                                              | unknown type 'nothing'" })
    void badOptionsNameTheField(String type, String options, String message) throws Exception {
        HttpResponse<String> response = fields.save(type, new ObjectMapper().readValue(options, Map.class));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).startsWith("field 'f' invalid: ").contains(message);
        assertThat(Api.error(response).path("details").path("field").asText()).isEqualTo("f");
    }
}
