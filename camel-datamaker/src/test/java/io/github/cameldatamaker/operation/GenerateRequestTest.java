package io.github.cameldatamaker.operation;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerOperation;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** The request: method, path, headers and body, from options and headers. */
class GenerateRequestTest extends WireMockRouteTest {

    @BeforeEach
    void answerOneRow() {
        answer(aResponse().withHeader("Content-Type", "application/json").withHeader("X-Request-Id", "req_1")
                .withHeader("X-RateLimit-Remaining", "59").withHeader("X-RateLimit-Reset", "1714049400")
                .withHeader("X-Template-Version", "7").withBody("[{\"a\":1}]"));
    }

    @Test
    void generateSendsTheContractsRequest() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=1"));

        template.sendBody("direct:a", "ignored");

        SERVICE.verify(1, postRequestedFor(urlEqualTo("/templates/tmpl_customer/generate"))
                .withHeader("Authorization", equalTo("Bearer " + apiKey()))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Accept", equalTo("application/json"))
                .withRequestBody(equalToJson("{\"count\":1,\"format\":\"json\"}")));
    }

    @Test
    void generateSendsSeedOverridesAndVersion() throws Exception {
        route(r -> r.from("direct:a").to(
                "datamaker:generate?template=tmpl_customer&templateVersion=7&count=1&seed=nightly&override.country=DE&override.a.b=1"));

        template.sendBody("direct:a", null);

        SERVICE.verify(postRequestedFor(urlEqualTo("/templates/tmpl_customer@v7/generate")).withRequestBody(equalToJson(
                "{\"count\":1,\"format\":\"json\",\"seed\":\"nightly\",\"overrides\":{\"country\":\"DE\",\"a.b\":\"1\"}}")));
    }

    @ParameterizedTest
    @CsvSource({
            "json, application/json", "csv, text/csv", "sql, application/sql",
            "xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" })
    void formatDecidesBodyAndAccept(String format, String mediaType) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&format=" + format));

        template.sendBody("direct:a", null);

        SERVICE.verify(postRequestedFor(anyUrl()).withHeader("Accept", equalTo(mediaType))
                .withRequestBody(equalToJson("{\"count\":1,\"format\":\"" + format + "\"}")));
    }

    @Test
    void headersOverrideTheirOptions() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:preview?template=t&count=5&seed=s&override.x=uri&override.y=uri"));

        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("CamelDataMakerOperation", "Generate");
        headers.put("CamelDataMakerTemplate", "tmpl_order");
        headers.put("CamelDataMakerTemplateVersion", "3");
        headers.put("CamelDataMakerCount", "1");
        headers.put("CamelDataMakerFormat", "CSV");
        headers.put("CamelDataMakerSeed", 42);
        headers.put("CamelDataMakerOverrides", Map.of("x", new BigDecimal("1.50"), "z", List.of(true)));
        template.sendBodyAndHeaders("direct:a", null, headers);

        SERVICE.verify(postRequestedFor(urlEqualTo("/templates/tmpl_order@v3/generate"))
                .withHeader("Accept", equalTo("text/csv"))
                .withRequestBody(equalToJson("{\"count\":1,\"format\":\"csv\",\"seed\":\"42\","
                        + "\"overrides\":{\"x\":1.50,\"y\":\"uri\",\"z\":[true]}}")));
    }

    @Test
    void nothingElseCanBeOverriddenByHeader() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1"));

        template.sendBodyAndHeaders("direct:a", null, Map.of(
                "CamelDataMakerApiKey", "stolen", "CamelDataMakerBaseUrl", "http://localhost:1", "CamelDataMakerProxyHost",
                "localhost",
                "CamelDataMakerRowType", "java.lang.Runtime", "CamelDataMakerMaxInMemorySize", "1"));

        SERVICE.verify(1, postRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + apiKey())));
    }

    @Test
    void previewSendsNoCountAndNoFormat() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:preview?template=t&seed=s&override.country=DE")
                .setBody(r.body().convertTo(List.class)));

        Object rows = template.requestBody("direct:a", (Object) null);

        assertThat(rows).isEqualTo(List.of(Map.of("a", 1)));
        SERVICE.verify(postRequestedFor(urlEqualTo("/templates/t/preview"))
                .withRequestBody(equalToJson("{\"seed\":\"s\",\"overrides\":{\"country\":\"DE\"}}")));
    }

    @ParameterizedTest
    @CsvSource({
            "a b/c, /templates/a%20b%2Fc/generate", "50%2F, /templates/50%252F/generate", "x@v2, /templates/x%40v2/generate",
            "q?x#y, /templates/q%3Fx%23y/generate", "ü, /templates/%C3%BC/generate" })
    void idsAreOneSegmentEach(String id, String path) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?count=1"));

        template.sendBodyAndHeader("direct:a", null, DataMakerConstants.TEMPLATE, id);

        SERVICE.verify(postRequestedFor(urlEqualTo(path)));
    }

    @Test
    void aPathInTheBaseUrlIsKept() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&baseUrl=" + baseUrl() + "/gateway/")
                .to("datamaker:generate?template=t&count=1&baseUrl=" + baseUrl() + "/gateway"));

        template.sendBody("direct:a", null);

        SERVICE.verify(2, postRequestedFor(urlEqualTo("/gateway/templates/t/generate")));
    }

    @Test
    void resultsComeAsHeadersAndTheOperationHeaderIsGone() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1").to("mock:out"));

        Exchange out = template.request("direct:a", e -> {
            e.getMessage().setHeader(DataMakerConstants.OPERATION, DataMakerOperation.generate);
            e.getMessage().setHeader("kept", "yes");
        });

        assertThat(out.getMessage().getHeaders())
                .containsEntry(DataMakerConstants.CONTENT_TYPE, "application/json")
                .containsEntry(DataMakerConstants.REQUEST_ID, "req_1")
                .containsEntry(DataMakerConstants.RATE_LIMIT_REMAINING, 59L)
                .containsEntry(DataMakerConstants.RATE_LIMIT_RESET, 1714049400L)
                .containsEntry(DataMakerConstants.GENERATED_VERSION, 7)
                .containsEntry("kept", "yes")
                .doesNotContainKey(DataMakerConstants.OPERATION);
    }

    @Test
    void theVersionAskedForIsReportedWhenTheServiceDoesNotSayIt() throws Exception {
        answerJson("[{}]");
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&templateVersion=4"));

        Exchange out = template.request("direct:a", e -> {});

        assertThat(out.getMessage().getHeader(DataMakerConstants.GENERATED_VERSION)).isEqualTo(4);
        assertThat(out.getMessage().getHeader(DataMakerConstants.RATE_LIMIT_REMAINING)).isNull();
    }
}
