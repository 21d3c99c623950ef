package io.github.cameldatamaker.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import okhttp3.OkHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Compressed answers, also of several members: whole, cut and damaged ones. */
class GzipTest extends WireMockRouteTest {

    private static final String GENERATE = "datamaker:generate?template=t&seed=s&retryBackoff=1&count=2";

    @Override
    protected boolean resumes() {
        return true;
    }

    private static byte[] gzip(String... members) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String member : members) {
            try (GZIPOutputStream out = new GZIPOutputStream(all)) {
                out.write(member.getBytes(UTF_8));
            }
        }
        return all.toByteArray();
    }

    private static ResponseDefinitionBuilder compressed(String type, byte[] body) {
        return aResponse().withHeader("Content-Type", type).withHeader("Content-Encoding", "gzip").withBody(body);
    }

    private Exception split(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        return template.request("direct:a", e -> {}).getException();
    }

    private List<Object> rows() {
        return mock("rows").getExchanges().stream().map(e -> e.getMessage().getBody()).toList();
    }

    private static void assertRequests(int count) {
        SERVICE.verify(count, anyRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("gzip")));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 8, 9, 15, 17 })
    void twoMembersAreAskedForOnce(int at) throws Exception {
        String json = "[{\"a\":1},{\"a\":2}]";
        answer(compressed("application/json", gzip(json.substring(0, at), json.substring(at))));

        assertThat(split(GENERATE)).isNull();

        assertThat(rows()).isEqualTo(List.of(Map.of("a", 1), Map.of("a", 2)));
        assertRequests(1);
        assertReleased();
    }

    @Test
    void bytesOfCsv() throws Exception {
        answer(compressed("text/csv", gzip("a,b\n1,2\n", "", "3,4\n")));
        route(r -> r.from("direct:a").to(GENERATE + "&format=csv&outputType=Bytes"));

        assertThat(template.requestBody("direct:a", null, byte[].class)).asString(UTF_8).isEqualTo("a,b\n1,2\n3,4\n");
        assertRequests(1);
    }

    @Test
    void aCutResponseIsAskedForAgain() throws Exception {
        byte[] whole = gzip("a,b\n1,2\n", "3,4\n");
        for (int length : List.of(5, 20, whole.length - 20, whole.length - 9, whole.length - 1)) {
            SERVICE.resetAll();
            mock("rows").reset();
            SERVICE.stubFor(any(anyUrl()).inScenario("cut").whenScenarioStateIs(Scenario.STARTED).willSetStateTo("whole")
                    .willReturn(compressed("text/csv", Arrays.copyOf(whole, length))));
            SERVICE.stubFor(
                    any(anyUrl()).inScenario("cut").whenScenarioStateIs("whole").willReturn(compressed("text/csv", whole)));

            assertThat(split(GENERATE + "&format=csv&rowType=String")).as("cut after %d of %d bytes", length, whole.length)
                    .isNull();

            assertThat(rows()).containsExactly("1,2", "3,4");
            assertRequests(2);
            context.getRouteController().stopAllRoutes();
            context.removeRoute(context.getRoutes().get(0).getId());
        }
    }

    @Test
    void aDamagedResponseIsNotAskedForAgain() throws Exception {
        byte[] wrong = gzip("[{\"a\":1},{\"a\":2}", "]");
        wrong[wrong.length - 5] ^= 1;
        answer(compressed("application/json", wrong));

        assertThat(split(GENERATE)).isExactlyInstanceOf(DataMakerException.class)
                .hasMessageContaining("POST /templates/t/generate")
                .hasMessageContaining("Content-Encoding is gzip").hasMessageContaining("checksum");
        assertRequests(1);
        assertReleased();
    }

    @Test
    void aResponseThatIsNotCompressedIsNotAskedForAgain() throws Exception {
        answer(compressed("application/json", "[{\"a\":1},{\"a\":2}]".getBytes(UTF_8)));

        assertThat(split(GENERATE)).isExactlyInstanceOf(DataMakerException.class).hasMessageContaining("not a gzip member");
        assertRequests(1);
    }

    @Test
    void errorsListsAndLogs() throws Exception {
        SERVICE.stubFor(get(urlPathEqualTo("/templates"))
                .willReturn(compressed("application/json", gzip("{\"items\":[{\"id\":\"a\"}", "]}"))));
        SERVICE.stubFor(get(urlPathEqualTo("/templates/t"))
                .willReturn(compressed("application/json",
                        gzip("{\"error\":{\"code\":\"not_found\",", "\"message\":\"no such template\"}}")).withStatus(404)));
        SERVICE.stubFor(get(urlPathEqualTo("/scenarios/s/runs/r"))
                .willReturn(compressed("application/json", gzip("{\"id\":\"r\",\"status\"", ":\"done\"}"))));
        SERVICE.stubFor(get(urlPathEqualTo("/scenarios/s/runs/r/logs")).withQueryParam("follow", equalTo("true"))
                .willReturn(compressed("text/event-stream", gzip("data: first\n\nda", "ta: second\n\n"))));
        SERVICE.stubFor(get(urlPathEqualTo("/scenarios/s/runs/r/logs")).atPriority(9)
                .willReturn(compressed("text/plain", gzip("first\nsec", "ond\nthird\n"))));
        route(r -> r.from("direct:list").to("datamaker:listTemplates?outputType=List"));
        route(r -> r.from("direct:error").to("datamaker:getTemplate?template=t"));
        route(r -> r.from("datamaker:logs?scenario=s&run=r&initialDelay=0&retryBackoff=1").to("mock:log"));

        assertThat(template.requestBody("direct:list", (Object) null)).isEqualTo(List.of(Map.of("id", "a")));
        assertThat(template.request("direct:error", e -> {}).getException()).hasMessageContaining("no such template");
        Awaitility.await().until(() -> mock("log").getExchanges().size() == 4);
        List<Object> lines = new ArrayList<>();
        mock("log").getExchanges().forEach(e -> lines.add(e.getMessage().getBody()));
        assertThat(lines).startsWith("first", "second", "third");
    }

    @Test
    void anAnswerWithoutABody() throws Exception {
        answer(aResponse().withStatus(204).withHeader("Content-Encoding", "gzip"));
        route(r -> r.from("direct:a").to("datamaker:deleteTemplate?template=t"));

        assertThat(template.requestBody("direct:a", "same")).isEqualTo("same");
    }

    /** A client that sets Accept-Encoding itself must undo the encoding itself. */
    @Test
    void gzipThatNobodyAskedForIsNotUndone() throws Exception {
        OkHttpClient plain = new OkHttpClient.Builder()
                .addInterceptor(
                        chain -> chain.proceed(chain.request().newBuilder().header("Accept-Encoding", "identity").build()))
                .build();
        context.getRegistry().bind("plain", plain);
        answer(compressed("application/json", gzip("[{\"a\":1},{\"a\":2}]")));
        route(r -> r.from("direct:a").to(GENERATE + "&httpClient=#plain&outputType=Stream").convertBodyTo(byte[].class));

        assertThat(template.request("direct:a", e -> {}).getException()).hasMessageContaining("it is not json with rows");
        SERVICE.verify(1, anyRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("identity")));
    }
}
