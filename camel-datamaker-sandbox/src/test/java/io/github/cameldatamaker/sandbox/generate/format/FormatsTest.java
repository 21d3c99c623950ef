package io.github.cameldatamaker.sandbox.generate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TRICKY = "say \"it's\", \\ twice;\nüß 東京 \t😀";

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private InputStream customers(String format, int count) throws Exception {
        return api.open("/templates/tmpl_customer/generate", Api.text(Map.of("count", count, "format", format, "seed", "all")))
                .body();
    }

    // Odd counts too, because rows get lost at the end of a buffer.
    @ParameterizedTest
    @ValueSource(ints = { 1, 50, 63, 64, 65, 1_000, 4_099, 10_000 })
    void everyFormatHasAllRowsInOrder(int count) throws Exception {
        List<String> ids = LongStream.rangeClosed(1, count).mapToObj(i -> String.format("C%06d", i)).toList();
        assertThat(jsonIds(customers("json", count))).isEqualTo(ids);
        assertThat(csvIds(customers("csv", count))).isEqualTo(ids);
        assertThat(sqlIds(customers("sql", count))).isEqualTo(ids);
        assertThat(xlsxIds(customers("xlsx", count))).isEqualTo(ids);
    }

    private static List<String> jsonIds(InputStream in) throws IOException {
        List<String> ids = new ArrayList<>();
        try (JsonParser json = MAPPER.createParser(in)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_OBJECT) {
                JsonNode row = json.readValueAsTree();
                ids.add(row.path("id").asText());
            }
            assertThat(json.currentToken()).isEqualTo(JsonToken.END_ARRAY);
            assertThat(json.nextToken()).isNull();
        }
        return ids;
    }

    private static List<String> csvIds(InputStream in) throws IOException {
        List<String> ids = new ArrayList<>();
        try (MappingIterator<String[]> lines = new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(in)) {
            String[] header = lines.next();
            assertThat(header).startsWith("id", "first_name").endsWith("created_at");
            while (lines.hasNext()) {
                String[] line = lines.next();
                assertThat(line).hasSameSizeAs(header);
                ids.add(line[0]);
            }
        }
        return ids;
    }

    private static List<String> sqlIds(InputStream in) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> {
                assertThat(line).startsWith("INSERT INTO customer (id, first_name, ").contains(") VALUES ('C").endsWith(");");
                return line.replaceFirst(".* VALUES \\('(C\\d+)'.*", "$1");
            }).toList();
        }
    }

    private static List<String> xlsxIds(InputStream in) throws IOException {
        try (InputStream body = in;
                ReadableWorkbook workbook = new ReadableWorkbook(body);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.skip(1).map(row -> {
                assertThat(row.getCellText(14)).startsWith("20").endsWith("Z");
                return row.getCellText(0);
            }).toList();
        }
    }

    private String trickyTemplate() {
        return sandbox.addTemplate(Map.of("name", "Tricky \"Things\"", "fields", List.of(
                Map.of("name", "text", "type", "constant", "options", Map.of("value", TRICKY)),
                Map.of("name", "order", "type", "constant", "options", Map.of("value", 7)),
                Map.of("name", "Unit price", "type", "constant", "options", Map.of("value", new BigDecimal("12.30"))),
                Map.of("name", "yes", "type", "constant", "options", Map.of("value", true)),
                Map.of("name", "none", "type", "constant"),
                Map.of("name", "nested", "type", "constant", "options", Map.of("value", Map.of("a", List.of(1, "it's")))))));
    }

    @Test
    void textsSurviveJsonAndCsvAndXlsx() throws Exception {
        String id = trickyTemplate();
        JsonNode row = api.rows(id, Map.of("count", 1)).get(0);
        assertThat(row.path("text").asText()).isEqualTo(TRICKY);
        assertThat(row.path("none").isNull()).isTrue();
        assertThat(row.path("nested").toString()).isEqualTo("{\"a\":[1,\"it's\"]}");

        String csv = api.generate(id, Map.of("count", 1, "format", "csv"));
        try (MappingIterator<String[]> lines = new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            assertThat(lines.next()).containsExactly("text", "order", "Unit price", "yes", "none", "nested");
            assertThat(lines.next()).containsExactly(TRICKY, "7", "12.30", "true", "", "{\"a\":[1,\"it's\"]}");
        }
        try (InputStream in = api.open("/templates/" + id + "/generate", "{\"count\":1,\"format\":\"xlsx\"}").body();
                ReadableWorkbook workbook = new ReadableWorkbook(in);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            Row first = rows.skip(1).findFirst().orElseThrow();
            assertThat(first.getCellText(0)).isEqualTo(TRICKY);
            assertThat(first.getCellAsNumber(1)).hasValue(new BigDecimal(7));
            assertThat(first.getCellAsBoolean(3)).hasValue(true);
            assertThat(first.getCellText(5)).isEqualTo("{\"a\":[1,\"it's\"]}");
        }
    }

    @Test
    void sqlIsStandardSql() {
        assertThat(api.generate(trickyTemplate(), Map.of("count", 1, "format", "sql"))).isEqualTo(
                "INSERT INTO tricky_things (text, \"order\", \"Unit price\", yes, none, nested) VALUES ('say \"it''s\", \\ twice;\nüß 東京 \t😀', 7, 12.30, "
                        + "TRUE, NULL, '{\"a\":[1,\"it''s\"]}');\n");
    }

    // PostgreSQL or H2 would refuse a statement with any of these.
    @ParameterizedTest
    @ValueSource(strings = { "analyse", "array", "asymmetric", "authorization", "binary", "collate", "concurrently", "cross",
            "current_role", "do", "freeze",
            "full", "ilike", "initially", "inner", "isnull", "lateral", "localtime", "natural", "notnull", "only", "outer",
            "overlaps", "placing", "returning",
            "similar", "some", "symmetric", "system_user", "tablesample", "variadic", "verbose", "window", "year", "value",
            "interval", "key", "row", "rank" })
    void sqlQuotesReservedWords(String name) {
        String id = sandbox.addTemplate(Map.of("name", name, "fields", List.of(
                Map.of("name", name, "type", "constant", "options", Map.of("value", 1)))));
        String identifier = name.equals("rank") ? name : '"' + name + '"';
        assertThat(api.generate(id, Map.of("count", 1, "format", "sql")))
                .isEqualTo("INSERT INTO " + identifier + " (" + identifier + ") VALUES (1);\n");
    }

    @Test
    void xlsxRefusesATextThatDoesNotFitIntoACell() throws Exception {
        HttpResponse<String> refused = api.post("/templates/" + textOf(32_768) + "/generate",
                "{\"count\":1,\"format\":\"xlsx\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Api.error(refused).path("message").asText()).contains("at most 32767 characters", "has 32768", "csv");
        try (InputStream in = api.open("/templates/" + textOf(32_767) + "/generate", "{\"count\":1,\"format\":\"xlsx\"}").body();
                ReadableWorkbook workbook = new ReadableWorkbook(in);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            assertThat(rows.skip(1).findFirst().orElseThrow().getCellText(0)).hasSize(32_767);
        }
        assertThat(api.generate(textOf(32_768), Map.of("count", 1, "format", "csv"))).hasSizeGreaterThan(32_768);
    }

    private String textOf(int length) {
        return sandbox.addTemplate(Map.of("name", "Long", "fields", List.of(
                Map.of("name", "text", "type", "constant", "options", Map.of("value", "x".repeat(length))))));
    }

    @ParameterizedTest
    @CsvSource({ "json,application/json", "csv,text/csv;charset=utf-8", "sql,application/sql;charset=utf-8",
            "xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" })
    void namesTheContentTypeAndSendsChunks(String format, String contentType) throws Exception {
        HttpResponse<InputStream> response = api.open("/templates/tmpl_customer/generate",
                "{\"count\":1,\"format\":\"" + format + "\"}");
        response.body().readAllBytes();
        assertThat(response.headers().firstValue("Content-Type").orElseThrow().replace(" ", "").toLowerCase())
                .isEqualTo(contentType);
        assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
    }

    @Test
    void acceptAsksForCsvUnlessTheBodyNamesAFormat() {
        String path = "/templates/tmpl_customer/generate";
        HttpResponse<String> csv = api
                .send(api.request(path).header("Accept", "text/csv").POST(BodyPublishers.ofString("{\"count\":1}")).build());
        assertThat(csv.body()).startsWith("id,first_name,");
        HttpResponse<String> json = api.send(api.request(path).header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("{\"count\":1,\"format\":\"json\"}")).build());
        assertThat(json.body()).startsWith("[");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "text/csv                                 | csv",
            "TEXT/CSV; charset=utf-8                  | csv",
            "text/*                                   | csv",
            "*/*, text/csv                            | csv",
            "application/json;q=0.5, text/csv         | csv",
            "text/csv;q=0                             | json",
            "text/csv;q=0.0, application/json         | json",
            "text/csv;q=0.5, application/json         | json",
            "*/*                                      | json",
            "application/json                         | json",
            "text/csvx, text/plain                    | json" })
    void acceptIsReadWithItsWeights(String accept, String format) {
        String body = api.send(api.request("/templates/tmpl_customer/generate").header("Accept", accept)
                .POST(BodyPublishers.ofString("{\"count\":1}")).build()).body();
        assertThat(body).startsWith(format.equals("csv") ? "id,first_name," : "[");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{} | count is missing",
            "{\"count\":0} | at least 1, not 0",
            "{\"count\":-5} | not -5",
            "{\"count\":1.5} | not 1.5",
            "{\"count\":\"10\"} | not '10'",
            "{\"count\":1e30} | integer of at least 1",
            "{\"count\":1,\"format\":\"xml\"} | format must be json, csv, sql or xlsx, not 'xml'",
            "{\"count\":1048576,\"format\":\"xlsx\"} | at most 1048575 rows",
            "{\"count\":1,\"seed\":5} | seed must be a string",
            "{\"count\":1,\"overrides\":[]} | overrides must be an object",
            "{\"count\":1,\"overrides\":{\"mail\":1}} | override 'mail' is not a field",
            "{\"count\":1,\"overrides\":{\"max\":1}} | override 'max' is not a field",
            "{\"count\":1,\"sede\":\"s\"} | unknown property 'sede'" })
    void refusesABadGenerate(String body, String message) {
        HttpResponse<String> response = api.post("/templates/tmpl_customer/generate", body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("validation_error");
        assertThat(Api.error(response).path("message").asText()).contains(message);
    }

    @Test
    void aRowThatCannotBeMadeCutsTheResponse() throws Exception {
        String id = sandbox.addTemplate(Map.of("name", "x", "fields", List.of(
                Map.of("name", "n", "type", "derived", "options", Map.of("expression", "1000 / (5000 - row_number)")))));
        InputStream body = api.open("/templates/" + id + "/generate", "{\"count\":10000}").body();
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
}
