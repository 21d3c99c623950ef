package io.github.cameldatamaker.sandbox.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.ForkedSandbox;
import io.github.cameldatamaker.sandbox.generate.field.EveryType;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    @ParameterizedTest
    @ValueSource(strings = { "tmpl_customer", "tmpl_order", "tmpl_product", "tmpl_payment" })
    void makesTheGoldenRowsOnEveryJvm(String template) throws Exception {
        assertThat(api.generate(template, Map.of("count", 20, "seed", "golden"))).isEqualTo(golden(template + ".json"));
    }

    @Test
    void everyTypeMakesTheGoldenRowsOnEveryJvm() throws Exception {
        String id = sandbox.addTemplate(Map.of("name", "All types", "fields", EveryType.fields()));
        assertThat(api.generate(id, Map.of("count", 5, "seed", "golden"))).isEqualTo(golden("every-type.json"));
    }

    // Language, time zone, charset and compiler must not change the rows.
    @Test
    void anotherLocaleZoneAndCharsetMakeTheGoldenRowsToo() throws Exception {
        List<String> odd = List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Kiritimati",
                "-Dfile.encoding=US-ASCII",
                "-XX:TieredStopAtLevel=1");
        try (ForkedSandbox fork = ForkedSandbox.start(odd)) {
            Api other = new Api(fork.baseUrl(), DataMakerSandbox.PRESET_API_KEY);
            Map<String, Object> template = Map.of("name", "All types", "fields", EveryType.fields());
            String id = Api.json(other.post("/templates", Api.text(template)).body()).path("id").asText();
            assertThat(other.generate(id, Map.of("count", 5, "seed", "golden"))).isEqualTo(golden("every-type.json"));
            assertThat(other.generate("tmpl_customer", Map.of("count", 20, "seed", "golden")))
                    .isEqualTo(golden("tmpl_customer.json"));
        }
    }

    private static String golden(String file) throws IOException {
        try (InputStream in = SeedTest.class.getResourceAsStream("/golden/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyFormatHasTheSameRows() throws Exception {
        List<List<String>> json = new ArrayList<>();
        for (JsonNode row : api.rows("tmpl_order", Map.of("count", 30, "seed", "s"))) {
            List<String> values = new ArrayList<>();
            row.forEach(value -> values.add(value.isContainerNode() ? value.toString() : value.asText()));
            json.add(values);
        }
        String csv = api.generate("tmpl_order", Map.of("count", 30, "seed", "s", "format", "csv"));
        List<List<String>> fromCsv = new ArrayList<>();
        try (MappingIterator<Map<String, String>> lines = new CsvMapper().readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(csv)) {
            lines.forEachRemaining(line -> fromCsv.add(List.copyOf(line.values())));
        }
        assertThat(fromCsv).isEqualTo(json);
        assertThat(comparable(xlsx())).isEqualTo(comparable(json));
        String[] sql = api.generate("tmpl_order", Map.of("count", 30, "seed", "s", "format", "sql")).split("\n");
        assertThat(sql).hasSize(30);
        for (int i = 0; i < sql.length; i++) {
            assertThat(sql[i])
                    .contains("('" + json.get(i).get(0) + "', '" + json.get(i).get(1) + "', '" + json.get(i).get(2) + "', ");
        }
    }

    private List<List<String>> xlsx() throws Exception {
        try (InputStream in = api.open("/templates/tmpl_order/generate", "{\"count\":30,\"seed\":\"s\",\"format\":\"xlsx\"}")
                .body();
                ReadableWorkbook workbook = new ReadableWorkbook(in);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.skip(1).map(row -> row.stream().map(Cell::getRawValue).toList()).toList();
        }
    }

    // A cell holds a number, not its text, so 4500.00 is 4500 there.
    private static List<List<String>> comparable(List<List<String>> rows) {
        return rows.stream().map(row -> row.stream()
                .map(value -> value.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                        : value)
                .toList()).toList();
    }

    @Test
    void aRowDoesNotDependOnTheCount() {
        List<JsonNode> many = api.rows("tmpl_order", Map.of("count", 200, "seed", "s"));
        assertThat(api.rows("tmpl_order", Map.of("count", 7, "seed", "s"))).isEqualTo(many.subList(0, 7));
    }

    @Test
    void aFieldDoesNotDependOnThoseBesideIt() {
        Map<String, ?> city = Map.of("name", "city", "type", "city");
        String alone = sandbox.addTemplate(Map.of("name", "a", "fields", List.of(city)));
        String beside = sandbox.addTemplate(Map.of("name", "b", "fields", List.of(Map.of("name", "n", "type", "number"), city)));
        assertThat(api.rows(beside, Map.of("count", 20, "seed", "s"))).extracting(row -> row.path("city"))
                .isEqualTo(api.rows(alone, Map.of("count", 20, "seed", "s")).stream().map(row -> row.path("city")).toList());
    }

    @Test
    void aPreviewIsTheFirstThreeRows() {
        List<JsonNode> rows = api.rows("tmpl_customer", Map.of("count", 10, "seed", "s"));
        JsonNode preview = Api.json(api.post("/templates/tmpl_customer/preview", "{\"seed\":\"s\"}").body());
        assertThat(preview).hasSize(3).containsExactlyElementsOf(rows.subList(0, 3));
        assertThat(Api.json(api.post("/templates/tmpl_customer/preview", "").body())).hasSize(3);
    }

    @Test
    void anotherSeedMakesOtherRowsAndNoSeedMakesNewOnes() {
        String first = api.generate("tmpl_customer", Map.of("count", 5, "seed", "a"));
        assertThat(api.generate("tmpl_customer", Map.of("count", 5, "seed", "b"))).isNotEqualTo(first);
        assertThat(api.generate("tmpl_customer", Map.of("count", 5)))
                .isNotEqualTo(api.generate("tmpl_customer", Map.of("count", 5)));
    }

    @Test
    void aSeededRowIsTheSameTomorrow() {
        Map<String, Object> body = Map.of("count", 50, "seed", "s");
        String today = api.generate("tmpl_order", body);
        sandbox.clock().advance(Duration.ofDays(400));
        assertThat(api.generate("tmpl_order", body)).isEqualTo(today);
    }
}
