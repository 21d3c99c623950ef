package io.github.cameldatamaker.operation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.CountingService;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Ids and names: their sources, and that each stays one segment of its path whatever its text. */
class IdsTest extends WireMockRouteTest {

    private static final Map<PathId, String> READS = new LinkedHashMap<>(Map.of(
            PathId.template, "getTemplate", PathId.scenario, "listRuns", PathId.run, "getRun?scenario=s",
            PathId.connection, "getConnectionMetadata", PathId.set, "loadSet", PathId.file, "downloadFile"));
    private static final Map<PathId, String> PATHS = Map.of(
            PathId.template, "/templates/%s", PathId.scenario, "/scenarios/%s/runs", PathId.run, "/scenarios/s/runs/%s",
            PathId.connection, "/connections/%s/metadata", PathId.set, "/sets/%s", PathId.file, "/workspace/files/%s");

    @BeforeEach
    void answerAnyList() {
        answerJson("{\"items\":[],\"rows\":[]}");
    }

    static Stream<Arguments> namesOfAllKinds() {
        Map<String, String> encoded = new LinkedHashMap<>();
        encoded.put("a/b", "a%2Fb");
        encoded.put("a/..", "a%2F..");
        encoded.put("...", "...");
        encoded.put("%2e%2e", "%252e%252e");
        encoded.put("50%2F", "50%252F");
        encoded.put("a%zz", "a%25zz");
        encoded.put("x@v2", "x%40v2");
        encoded.put("q?x=1&y#z", "q%3Fx=1&y%23z");
        encoded.put("a;b=c", "a;b=c");
        encoded.put("a+b c", "a%2Bb%20c");
        encoded.put("käse/größe 漢😀", "k%C3%A4se%2Fgr%C3%B6%C3%9Fe%20%E6%BC%A2%F0%9F%98%80");
        encoded.put("a\r\nHost: x", "a%0D%0AHost:%20x");
        encoded.put("a\tb\\c", "a%09b%5Cc");
        encoded.put("{template}", "%7Btemplate%7D");
        encoded.put("$1\\", "$1%5C");
        return Arrays.stream(PathId.values())
                .flatMap(id -> encoded.entrySet().stream().map(e -> Arguments.of(id, e.getKey(), e.getValue())));
    }

    private Exchange read(PathId id, Object value) {
        return template.request("datamaker:" + READS.get(id), e -> e.getMessage().setHeader(id.header(), value));
    }

    private static void assertRefused(Exchange out, String... parts) {
        assertThat(out.getException()).isExactlyInstanceOf(DataMakerException.class);
        assertThat(out.getException().getMessage()).contains(parts);
        SERVICE.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("namesOfAllKinds")
    void aNameIsOneSegment(PathId id, String name, String segment) {
        assertThat(read(id, name).getException()).isNull();

        List<LoggedRequest> requests = SERVICE.findAll(anyRequestedFor(anyUrl()));
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).getUrl()).isEqualTo(PATHS.get(id).formatted(segment));
        assertThat(requests.get(0).getHeader("Host")).isEqualTo("localhost:" + SERVICE.getPort());
    }

    @ParameterizedTest
    @EnumSource(PathId.class)
    void aNameWithDotsDoesNotLeaveItsFolder(PathId id) throws Exception {
        try (CountingService service = new CountingService()) {
            String uri = "datamaker:" + READS.get(id) + (READS.get(id).contains("?") ? "&" : "?") + "baseUrl=" + service.baseUrl()
                    + "/api";

            template.request(uri, e -> e.getMessage().setHeader(id.header(), "../../sets/x"));

            assertThat(service.paths()).containsExactly("/api" + PATHS.get(id).formatted("..%2F..%2Fsets%2Fx"));
        }
    }

    @ParameterizedTest
    @EnumSource(PathId.class)
    void dotsAloneAreRefused(PathId id) {
        assertRefused(read(id, "."), id.name(), "cannot be part of a path");
        assertRefused(read(id, ".."), id.name() + " '..'", "cannot be part of a path");
    }

    @ParameterizedTest
    @EnumSource(PathId.class)
    void emptyAndBlankValuesAreMissing(PathId id) {
        for (String value : Arrays.asList(null, "", "  ", "\n")) {
            assertRefused(read(id, value), "needs a " + id, "option " + id, "header " + id.header());
        }
    }

    @ParameterizedTest
    @EnumSource(PathId.class)
    void aValueThatIsNoTextIsConverted(PathId id) {
        assertThat(read(id, 4711).getException()).isNull();

        SERVICE.verify(1, getRequestedFor(urlEqualTo(PATHS.get(id).formatted("4711"))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "saveSet", "uploadFile" })
    void namesInBodiesAreNeededToo(String operation) {
        String id = operation.equals("saveSet") ? "set" : "file";

        for (String name : Arrays.asList(null, "", " ")) {
            Exchange out = template.request("datamaker:" + operation, e -> {
                e.getMessage().setBody(List.of());
                e.getMessage().setHeader("CamelDataMaker" + (id.equals("set") ? "Set" : "File"), name);
            });
            assertRefused(out, "datamaker:" + operation + " needs a " + id, "option " + id);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "getTemplate?template=uri, CamelDataMakerTemplate, /templates/header",
            "listRuns?scenario=uri, CamelDataMakerScenario, /scenarios/header/runs",
            "getRun?scenario=s&run=uri, CamelDataMakerRun, /scenarios/s/runs/uri",
            "getRun?scenario=uri&run=r, CamelDataMakerScenario, /scenarios/header/runs/r",
            "getConnectionMetadata?connection=uri, CamelDataMakerConnection, /connections/header/metadata",
            "loadSet?set=uri, CamelDataMakerSet, /sets/header",
            "downloadFile?file=uri, CamelDataMakerFile, /workspace/files/header" })
    void theHeaderWinsButForTheRun(String uri, String header, String path) {
        Exchange out = template.request("datamaker:" + uri, e -> e.getMessage().setHeader(header, "header"));

        assertThat(out.getException()).isNull();
        SERVICE.verify(1, getRequestedFor(urlEqualTo(path)));
    }

    @Test
    void anEmptyHeaderHidesTheOption() {
        Exchange out = template.request("datamaker:getTemplate?template=uri",
                e -> e.getMessage().setHeader(DataMakerConstants.TEMPLATE, ""));

        assertRefused(out, "needs a template");
    }

    @Test
    void aRunThatWasStartedIsTheNextEndpointsRun() throws Exception {
        answerJson("{\"id\":\"run 7\",\"status\":\"running\"}");
        route(r -> r.from("direct:a").to("datamaker:runScenario?scenario=s").to("datamaker:getRun?scenario=s"));

        assertThat(template.request("direct:a", e -> {}).getException()).isNull();

        SERVICE.verify(1, getRequestedFor(urlEqualTo("/scenarios/s/runs/run%207")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\r\nX-Injected: 1", "a\nb", "ü\u0000" })
    void headersWithLineBreaksGoIntoNoHeaderOfTheRequest(String value) {
        Exchange out = template.request("datamaker:runScenario?scenario=s", e -> {
            e.getMessage().setHeader("CamelDataMakerParams", Map.of("p", value));
            e.getMessage().setHeader("CamelDataMakerTemplate", value);
            e.getMessage().setHeader("X-Other", value);
        });

        assertThat(out.getException()).isNull();
        LoggedRequest request = SERVICE.findAll(anyRequestedFor(anyUrl())).get(0);
        assertThat(request.getAllHeaderKeys()).extracting(String::toLowerCase).containsExactlyInAnyOrder(
                "authorization", "user-agent", "content-type", "content-length", "host", "connection", "accept-encoding");
        assertThat(request.getBodyAsString()).startsWith("{\"params\":{\"p\":");
    }

    @Test
    void noHeaderChoosesAddressCredentialLimitOrClass() throws Exception {
        answerJson("{\"rows\":[{\"a\":1}]}");
        route(r -> r.from("direct:a").to("datamaker:loadSet?set=s").setBody(r.body().convertTo(List.class)));

        Exchange out = template.request("direct:a", e -> e.getMessage().setHeaders(new LinkedHashMap<>(Map.of(
                "CamelDataMakerApiKey", "stolen", "CamelDataMakerBaseUrl", "http://localhost:1", "CamelDataMakerMaxInMemorySize",
                "1",
                "CamelDataMakerRowType", "java.lang.Runtime", "CamelDataMakerProxyHost", "localhost", "CamelDataMakerProxyPort",
                "1",
                "CamelDataMakerResponseTimeout", "1", "CamelDataMakerOutputType", "String"))));

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getBody()).isEqualTo(List.of(Map.of("a", 1)));
        LoggedRequest request = SERVICE.findAll(getRequestedFor(urlEqualTo("/sets/s"))).get(0);
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + apiKey());
    }
}
