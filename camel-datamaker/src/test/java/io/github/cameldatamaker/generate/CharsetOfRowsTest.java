package io.github.cameldatamaker.generate;

import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.util.IOHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/** Rows, lists and texts of generated data in the charset of its byte order mark, or in the one that the service declares. */
class CharsetOfRowsTest extends WireMockRouteTest {

    private static final String JSON = "[{\"id\":\"Jörg\",\"age\":1,\"limit\":12.30,\"since\":\"2026-04-12\"},{\"id\":\"Søren\",\"age\":2}]";
    private static final String CSV = "id,age,limit,since\nJörg,1,12.30,2026-04-12\n\"Sør\"\"en\",2,,\n";

    static Stream<String> charsets() {
        return Stream.of("ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32", "IBM1047", "marked UTF-8",
                "marked UTF-16LE", "marked UTF-32BE");
    }

    private static void answerIn(String charset, String type, String text) {
        String encoding = charset.replace("marked ", "");
        boolean isMarked = charset.startsWith("marked ");
        answer(aResponse().withHeader("Content-Type", isMarked ? type : type + "; charset=" + encoding)
                .withBody(((isMarked ? "\uFEFF" : "") + text).getBytes(Charset.forName(encoding))));
    }

    private List<Object> split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        template.sendBody("direct:a", null);
        List<Object> rows = mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList();
        mock("rows").reset();
        context.getRouteController().stopAllRoutes();
        context.removeRoute(context.getRoutes().get(0).getId());
        return rows;
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void json(String charset) throws Exception {
        answerIn(charset, "application/json", JSON);
        String generate = "datamaker:generate?template=t&count=2";

        assertThat(split(generate)).first()
                .isEqualTo(Map.of("id", "Jörg", "age", 1, "limit", new BigDecimal("12.30"), "since", "2026-04-12"));
        assertThat(split(generate + "&rowType=String")).last().isEqualTo("{\"id\":\"Søren\",\"age\":2}");
        assertThat(split(generate + "&rowType=" + Customer.class.getName())).first()
                .isEqualTo(new Customer("Jörg", 1, new BigDecimal("12.30"), LocalDate.of(2026, 4, 12)));
        assertThat(split(generate + "&outputType=List")).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void lines(String charset) throws Exception {
        answerIn(charset, "application/x-ndjson", "{\"id\":\"Jörg\"}\n{\"id\":\"Søren\"}\n");
        String generate = "datamaker:generate?template=t&count=2";

        assertThat(split(generate)).isEqualTo(List.of(Map.of("id", "Jörg"), Map.of("id", "Søren")));
        assertThat(split(generate + "&rowType=String")).containsExactly("{\"id\":\"Jörg\"}", "{\"id\":\"Søren\"}");
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void csv(String charset) throws Exception {
        answerIn(charset, "text/csv", CSV);
        String generate = "datamaker:generate?template=t&count=2&format=csv";

        assertThat(split(generate)).first().isEqualTo(Map.of("id", "Jörg", "age", "1", "limit", "12.30", "since", "2026-04-12"));
        assertThat(split(generate + "&rowType=String")).containsExactly("Jörg,1,12.30,2026-04-12", "\"Sør\"\"en\",2,,");
        assertThat(split(generate + "&rowType=" + Customer.class.getName())).first()
                .isEqualTo(new Customer("Jörg", 1, new BigDecimal("12.30"), LocalDate.of(2026, 4, 12)));
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void text(String charset) throws Exception {
        answerIn(charset, "text/csv", CSV);
        route(r -> r.from("direct:text").to("datamaker:generate?template=t&count=2&format=csv&outputType=String"));
        route(r -> r.from("direct:converted").to("datamaker:generate?template=t&count=2&format=csv").convertBodyTo(String.class));
        route(r -> r.from("direct:reader").to("datamaker:generate?template=t&count=2&format=csv")
                .process(e -> e.getMessage().setBody(IOHelper.toString(e.getMessage().getBody(Reader.class)))));

        for (String route : List.of("direct:text", "direct:converted", "direct:reader")) {
            assertThat(template.requestBody(route, (Object) null)).as(route).isEqualTo(CSV);
        }
    }

    @Test
    void textOfAStream() throws Exception {
        answerIn("UTF-16LE", "text/csv", CSV);
        route(r -> r.from("direct:text").to("datamaker:generate?template=t&count=2&format=csv&outputType=Stream")
                .convertBodyTo(String.class));

        assertThat(template.requestBody("direct:text", (Object) null)).isEqualTo(CSV);
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void savedSets(String charset) throws Exception {
        answerIn(charset, "application/json", "{\"name\":\"größe\",\"version\":3,\"rows\":[{\"id\":\"Jörg\"}]}");

        assertThat(split("datamaker:loadSet?set=s")).isEqualTo(List.of(Map.of("id", "Jörg")));
        route(r -> r.from("direct:set").to("datamaker:loadSet?set=s").to("mock:set"));
        template.sendBody("direct:set", null);
        assertThat(mock("set").getExchanges()).singleElement().satisfies(e -> {
            assertThat(e.getMessage().getHeader("CamelDataMakerLoadedSet")).isEqualTo("größe");
            assertThat(e.getMessage().getHeader("CamelDataMakerLoadedVersion")).isEqualTo(3);
        });
    }

    @Test
    void aReaderThatIsNotReadCostsNothing() throws Exception {
        answerIn("UTF-16LE", "text/csv", CSV);
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=2&format=csv")
                .process(e -> e.getMessage().getBody(Reader.class))
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(2);
    }

    @Test
    void malformedBytesAreAnError() throws Exception {
        answer(aResponse().withHeader("Content-Type", "text/csv").withBody(CSV.getBytes(StandardCharsets.ISO_8859_1)));
        route(r -> r.from("direct:text").to("datamaker:generate?template=t&count=2&format=csv&outputType=String"));

        assertThat(template.request("direct:text", e -> {}).getException()).hasMessageContaining("not text in the charset UTF-8")
                .hasMessageContaining("outputType=Bytes");
    }
}
