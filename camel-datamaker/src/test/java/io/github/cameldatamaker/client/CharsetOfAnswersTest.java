package io.github.cameldatamaker.client;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Every answer is read in the charset of its byte order mark, or in the one that it declares. */
class CharsetOfAnswersTest extends WireMockRouteTest {

    private static ResponseDefinitionBuilder answer(String type, String charset, String text) {
        String encoding = charset.replace("marked ", "");
        String mark = charset.startsWith("marked ") ? "\uFEFF" : "";
        String declared = mark.isEmpty() ? "; charset=" + encoding : "";
        return aResponse().withHeader("Content-Type", type + declared)
                .withBody((mark + text).getBytes(Charset.forName(encoding)));
    }

    private Object request(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri));
        return template.requestBody("direct:a", (Object) null);
    }

    @ParameterizedTest
    @CsvSource({ "ISO-8859-1", "UTF-16LE", "marked UTF-16BE", "marked UTF-8" })
    void objectsAndLists(String charset) throws Exception {
        answer(answer("application/json", charset, "{\"items\":[{\"name\":\"Jörg\"}]}"));

        assertThat(request("datamaker:listTemplates?outputType=List")).isEqualTo(List.of(Map.of("name", "Jörg")));
        context.removeRoute(stopped());
        assertThat(request("datamaker:getTemplate?template=t")).isEqualTo(Map.of("items", List.of(Map.of("name", "Jörg"))));
    }

    private String stopped() throws Exception {
        String id = context.getRoutes().get(0).getId();
        context.getRouteController().stopRoute(id);
        return id;
    }

    @ParameterizedTest
    @CsvSource({ "ISO-8859-1", "UTF-16LE", "marked UTF-16BE", "marked UTF-8" })
    void logsAsOneText(String charset) throws Exception {
        answer(answer("text/plain", charset, "größer\nzweite\n"));

        assertThat(request("datamaker:getRunLogs?scenario=s&run=r")).isEqualTo("größer\nzweite\n");
    }

    @ParameterizedTest
    @CsvSource({ "ISO-8859-1", "UTF-16LE", "marked UTF-16BE", "marked UTF-8" })
    void logsThatArePolled(String charset) throws Exception {
        SERVICE.stubFor(get(urlPathEqualTo("/scenarios/s/runs/r"))
                .willReturn(answer("application/json", charset, "{\"id\":\"r\",\"status\":\"done\"}")));
        SERVICE.stubFor(
                get(urlPathEqualTo("/scenarios/s/runs/r/logs")).willReturn(answer("text/plain", charset, "größer\nzweite\n")));
        route(r -> r.from("datamaker:logs?scenario=s&run=r&follow=false&initialDelay=0").to("mock:log"));

        Awaitility.await().until(() -> mock("log").getExchanges().size() == 3);
        List<Object> lines = new ArrayList<>();
        mock("log").getExchanges().forEach(e -> lines.add(e.getMessage().getBody()));
        assertThat(lines).startsWith("größer", "zweite");
    }

    @ParameterizedTest
    @CsvSource({ "ISO-8859-1", "UTF-16LE", "marked UTF-16BE", "marked UTF-8" })
    void errors(String charset) throws Exception {
        answer(answer("application/json", charset,
                "{\"error\":{\"code\":\"validation_error\",\"message\":\"field 'größe' invalid\"}}").withStatus(400));
        route(r -> r.from("direct:a").to("datamaker:getTemplate?template=t"));

        assertThat(template.request("direct:a", e -> {}).getException()).hasMessageContaining("field 'größe' invalid");
    }

    @Test
    void anErrorInAnUnknownCharsetKeepsItsStatus() throws Exception {
        answer(aResponse().withStatus(400).withHeader("Content-Type", "application/json; charset=utf-9")
                .withBody("{\"error\":{\"code\":\"validation_error\",\"message\":\"field invalid\"}}"));
        route(r -> r.from("direct:a").to("datamaker:getTemplate?template=t"));

        assertThat(template.request("direct:a", e -> {}).getException()).hasMessageContaining("field invalid");
    }

    @ParameterizedTest
    @CsvSource({ "datamaker:getRunLogs?scenario=s&run=r", "datamaker:getTemplate?template=t" })
    void anUnknownCharsetIsNamed(String uri) throws Exception {
        answer(aResponse().withHeader("Content-Type", "text/plain; charset=utf-9").withBody("{}"));
        route(r -> r.from("direct:a").to(uri));

        assertThat(template.request("direct:a", e -> {}).getException()).isInstanceOf(DataMakerException.class)
                .hasMessageContaining("a charset 'utf-9' that this JVM does not know");
    }

    @Test
    void aFileStaysBytes() throws Exception {
        byte[] utf16 = "\uFEFFgröße".getBytes(Charset.forName("UTF-16LE"));
        answer(aResponse().withHeader("Content-Type", "text/csv; charset=UTF-16LE").withBody(utf16));
        route(r -> r.from("direct:a").to("datamaker:downloadFile?file=a.csv").convertBodyTo(byte[].class));

        assertThat(template.requestBody("direct:a", (Object) null)).isEqualTo(utf16);
    }
}
