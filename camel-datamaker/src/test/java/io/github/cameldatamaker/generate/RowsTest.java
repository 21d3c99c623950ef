package io.github.cameldatamaker.generate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** The rows of generated data that a splitter iterates. */
class RowsTest extends WireMockRouteTest {

    private List<Object> split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        Exchange out = template.request("direct:a", e -> {});
        if (out.getException() != null) {
            throw out.getException();
        }
        return mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList();
    }

    @Test
    void jsonRowsAreMapsInTheServicesKeyOrderAndDigits() throws Exception {
        answerJson("""
                [{"z":1,"a":2147483648,"big":123456789012345678901234567890,"price":12.30,"exp":1e3,"text":"ä\\u00e9😀",
                  "none":null,"yes":true,"lines":[{"n":0.10}]}]""");

        Map<?, ?> row = (Map<?, ?>) split("datamaker:generate?template=t&count=1").get(0);

        assertThat(row.keySet()).map(Object::toString)
                .containsExactly("z", "a", "big", "price", "exp", "text", "none", "yes", "lines");
        assertThat(row.get("z")).isEqualTo(1);
        assertThat(row.get("a")).isEqualTo(2147483648L);
        assertThat(row.get("big")).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(row.get("price")).isEqualTo(new BigDecimal("12.30"));
        assertThat(row.get("exp")).isEqualTo(new BigDecimal("1e3"));
        assertThat(row.get("text")).isEqualTo("äé😀");
        assertThat(row.containsKey("none")).isTrue();
        assertThat(row.get("yes")).isEqualTo(true);
        assertThat(((Map<?, ?>) ((List<?>) row.get("lines")).get(0)).get("n")).isEqualTo(new BigDecimal("0.10"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void rowsCanBeChanged() throws Exception {
        answerJson("[{\"a\":1}]");

        Map<String, Object> row = (Map<String, Object>) split("datamaker:generate?template=t&count=1").get(0);
        row.put("b", 2);

        assertThat(row).containsEntry("a", 1).containsEntry("b", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "[{\"a\":1},{\"a\":2}]",
            "  [ {\"a\":1} ,\n {\"a\":2} ] \n",
            "\uFEFF[{\"a\":1},{\"a\":2}]",
            "{\"a\":1}\n{\"a\":2}\n",
            "{\"a\":1}{\"a\":2}",
            "{\"items\":[{\"a\":1},{\"a\":2}],\"next_cursor\":null,\"total\":2}",
            "{\"name\":\"n\",\"version\":1,\"meta\":{\"rows\":[1]},\"rows\":[{\"a\":1},{\"a\":2}]}",
            "{\"data\":[{\"a\":1},{\"a\":2}]}" })
    void anArrayNdjsonOrAWrapperAreRows(String json) throws Exception {
        answerJson(json);

        assertThat(split("datamaker:generate?template=t&count=2")).isEqualTo(List.of(Map.of("a", 1), Map.of("a", 2)));
    }

    @Test
    void ndjsonByItsContentTypeMayHaveAFieldNamedItems() throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/x-ndjson").withBody("{\"items\":[1]}\n{\"items\":[]}\n"));

        assertThat(split("datamaker:generate?template=t&count=2"))
                .isEqualTo(List.of(Map.of("items", List.of(1)), Map.of("items", List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"a\": 1.50},  {\"b\" : \"ü,]}\"}]", "{\"a\": 1.50}\n{\"b\" : \"ü,]}\"}",
            "{\"rows\":[{\"a\": 1.50},{\"b\" : \"ü,]}\"}]}" })
    void rowTypeStringGivesTheRowsOwnText(String json) throws Exception {
        answerJson(json);

        assertThat(split("datamaker:generate?template=t&count=2&rowType=String"))
                .containsExactly("{\"a\": 1.50}", "{\"b\" : \"ü,]}\"}");
    }

    @Test
    void rowTypeStringHoldsOverManyBuffers() throws Exception {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 5_000; i++) {
            json.append(i == 0 ? "" : ",").append(row(i));
        }
        answerJson(json.append("]").toString());

        List<Object> rows = split("datamaker:generate?template=t&count=5000&rowType=java.lang.String");

        assertThat(rows).hasSize(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(rows.get(i)).isEqualTo(row(i));
        }
    }

    private static String row(int i) {
        return "{\"i\":" + i + ",\"text\":\"" + "äx".repeat(i % 97) + "\"}";
    }

    @Test
    void rowTypeBindsARecord() throws Exception {
        answerJson("[{\"id\":\"C1\",\"age\":33,\"limit\":12.30,\"since\":\"2026-04-12\",\"unknown\":1}]");

        assertThat(split("datamaker:generate?template=t&count=1&rowType=" + Customer.class.getName()))
                .containsExactly(new Customer("C1", 33, new BigDecimal("12.30"), LocalDate.of(2026, 4, 12)));
    }

    @Test
    void theObjectMapperOfTheRegistryBindsRows() throws Exception {
        ObjectMapper upper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .findAndAddModules().build();
        context.getRegistry().bind("upper", upper);
        answerJson("[{\"Id\":\"C1\",\"Age\":33,\"Limit\":1,\"Since\":null}]");

        assertThat(split("datamaker:generate?template=t&count=1&objectMapper=#upper&rowType=" + Customer.class.getName()))
                .containsExactly(new Customer("C1", 33, BigDecimal.ONE, null));
    }

    @Test
    void aRowThatCannotBeBoundSaysWhichAndWhy() throws Exception {
        answerJson("[{\"age\":1},{\"age\":\"old\"}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&rowType=" + Customer.class.getName())
                .split(r.body()).streaming().to("mock:rows"));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("Row 2").hasMessageContaining("rowType")
                .hasMessageContaining(Customer.class.getName()).hasMessageContaining("old");
    }

    @Test
    void csvRowsAreMapsOfStringsByTheHeaderLine() throws Exception {
        answerCsv("id,name,note\r\n1,Jörg,\"a,b\"\r\n2,\"Quote \"\"x\"\"\",\"two\r\nlines\"\r\n");

        assertThat(split("datamaker:generate?template=t&count=2&format=csv")).isEqualTo(List.of(
                Map.of("id", "1", "name", "Jörg", "note", "a,b"),
                Map.of("id", "2", "name", "Quote \"x\"", "note", "two\r\nlines")));
    }

    @Test
    void csvRowsAreTextWithoutTheHeaderLine() throws Exception {
        answerCsv("id,note\r\n1,\"a,b\"\r\n2,\"two\r\nlines, \"\"q\"\"\"\n3,ü");

        assertThat(split("datamaker:generate?template=t&count=3&format=csv&rowType=String"))
                .containsExactly("1,\"a,b\"", "2,\"two\r\nlines, \"\"q\"\"\"", "3,ü");
    }

    @Test
    void csvRowsBindToAClass() throws Exception {
        answerCsv("id,age,limit,since,more\nC1,33,12.30,2026-04-12,x\n");

        assertThat(split("datamaker:generate?template=t&count=1&format=csv&rowType=" + Customer.class.getName()))
                .containsExactly(new Customer("C1", 33, new BigDecimal("12.30"), LocalDate.of(2026, 4, 12)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void batchSizeGivesLists(String format) throws Exception {
        if (format.equals("json")) {
            answerJson("[{\"a\":\"1\"},{\"a\":\"2\"},{\"a\":\"3\"},{\"a\":\"4\"},{\"a\":\"5\"}]");
        } else {
            answerCsv("a\n1\n2\n3\n4\n5\n");
        }

        assertThat(split("datamaker:generate?template=t&count=5&batchSize=2&format=" + format)).isEqualTo(List.of(
                List.of(Map.of("a", "1"), Map.of("a", "2")), List.of(Map.of("a", "3"), Map.of("a", "4")),
                List.of(Map.of("a", "5"))));
    }

    @Test
    void batchesOfTextAndOfClasses() throws Exception {
        answerJson("[{\"id\":\"a\",\"age\":1},{\"id\":\"b\",\"age\":2}]");

        assertThat(split("datamaker:generate?template=t&count=2&batchSize=10&rowType=String"))
                .isEqualTo(List.of(List.of("{\"id\":\"a\",\"age\":1}", "{\"id\":\"b\",\"age\":2}")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "sql", "xlsx" })
    void sqlAndXlsxHaveNoRows(String format) throws Exception {
        answer(aResponse().withBody("INSERT INTO t VALUES (1);"));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&format=" + format).split(r.body()).streaming()
                .to("mock:rows"));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).isInstanceOf(DataMakerException.class).hasMessageContaining("format=" + format)
                .hasMessageContaining("no rows").hasMessageContaining("format=json");
    }

    @Test
    void oneRowLargerThanTheLimitIsRefused() throws Exception {
        answerJson("[{\"a\":\"" + "x".repeat(100_000) + "\"}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&maxInMemorySize=20000").split(r.body())
                .streaming()
                .to("mock:rows"));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).hasMessageContaining("One row is larger than 20000 bytes").hasMessageContaining("maxInMemorySize");
    }

    @Test
    void outputTypesOfRows() throws Exception {
        answerJson("[{\"a\":1},{\"a\":2}]");
        route(r -> r.from("direct:list").to("datamaker:generate?template=t&count=2&outputType=List"));
        route(r -> r.from("direct:iterator").to("datamaker:generate?template=t&count=2&outputType=Iterator").split(r.body())
                .streaming()
                .to("mock:rows"));

        assertThat(template.requestBody("direct:list", (Object) null)).isEqualTo(List.of(Map.of("a", 1), Map.of("a", 2)));
        template.sendBody("direct:iterator", null);
        assertThat(mock("rows").getExchanges()).hasSize(2);
    }
}
