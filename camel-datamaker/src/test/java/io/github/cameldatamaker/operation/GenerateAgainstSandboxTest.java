package io.github.cameldatamaker.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerAuthenticationException;
import io.github.cameldatamaker.client.DataMakerRateLimitException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Generate and preview against a service with state, and with its faults. */
class GenerateAgainstSandboxTest extends SandboxRouteTest {

    /** Broken responses do not resume here. */
    @Override
    protected boolean resumes() {
        return false;
    }

    private static final String GENERATE = "/templates/{id}/generate";

    @TempDir
    Path folder;

    private Exception fail(String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        return template.request("direct:a", e -> {}).getException();
    }

    @Test
    void rowsOfATemplate() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=1000&seed=s").split(r.body())
                .streaming()
                .to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(1000);
        assertThat(mock("rows").getExchanges().get(0).getMessage().getBody(Map.class)).containsKeys("id", "email", "iban");
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv", "sql", "xlsx" })
    void everyFormatReachesAFile(String format) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=500&seed=s&format=" + format)
                .to("file:" + folder + "?fileName=rows"));

        template.sendBody("direct:a", null);

        assertThat(folder.resolve("rows")).isNotEmptyFile();
    }

    @Test
    void theSameSeedGivesTheSameRowsInEveryShape() throws Exception {
        String uri = "datamaker:generate?template=tmpl_customer&count=50&seed=s";

        List<?> maps = template.requestBody(uri, null, List.class);
        List<?> csv = template.requestBody(uri + "&format=csv", null, List.class);
        List<?> batches = template.requestBody(uri + "&batchSize=20", null, List.class);

        assertThat(batches).hasSize(3);
        assertThat(batches.stream().flatMap(batch -> ((List<?>) batch).stream())).isEqualTo(maps);
        for (int i = 0; i < maps.size(); i++) {
            assertThat(((Map<?, ?>) csv.get(i)).get("id")).isEqualTo(((Map<?, ?>) maps.get(i)).get("id"));
            assertThat(((Map<?, ?>) csv.get(i)).get("email")).isEqualTo(((Map<?, ?>) maps.get(i)).get("email"));
        }
    }

    @Test
    void overridesReachTheRows() throws Exception {
        List<?> rows = template.requestBody("datamaker:generate?template=tmpl_customer&count=3&override.segment=gold", null,
                List.class);

        assertThat(rows).allSatisfy(row -> assertThat(((Map<?, ?>) row).get("segment")).isEqualTo("gold"));
    }

    @Test
    void previewGivesThreeRows() {
        List<?> rows = template.requestBody("datamaker:preview?template=tmpl_order", null, List.class);

        assertThat(rows).hasSize(3);
        assertThat(((Map<?, ?>) rows.get(0)).get("lines")).isInstanceOf(List.class);
    }

    @Test
    void theVersionIsReported() throws Exception {
        Exchange out = template.request("datamaker:preview?template=tmpl_customer&templateVersion=1", e -> {});

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getHeader(DataMakerConstants.GENERATED_VERSION)).isEqualTo(1);
        out.getMessage().getBody(String.class);
    }

    @Test
    void aVersionThatDoesNotExist() throws Exception {
        assertThat(fail("datamaker:generate?template=tmpl_customer&count=1&templateVersion=99"))
                .isInstanceOf(DataMakerApiException.class).hasMessageContaining("404");
    }

    @Test
    void aTemplateThatDoesNotExist() throws Exception {
        Exception error = fail("datamaker:generate?template=tmpl_nothing&count=1");

        assertThat(error).isExactlyInstanceOf(DataMakerApiException.class).hasMessageContaining("tmpl_nothing");
        assertThat(((DataMakerApiException) error).getCode()).contains("not_found");
    }

    @Test
    void anInvalidKey() throws Exception {
        assertThat(fail("datamaker:generate?template=tmpl_customer&count=1&apiKey=wrong"))
                .isInstanceOf(DataMakerAuthenticationException.class).hasMessageContaining("401");
    }

    @Test
    void anExhaustedQuota() throws Exception {
        try (DataMakerSandbox free = DataMakerSandbox.builder().plan(Plan.FREE).apiKey(OwnSandboxTest.newKey()).start()) {
            Exception error = fail("datamaker:generate?template=tmpl_customer&count=10001&apiKey=" + free.apiKey() + "&baseUrl="
                    + free.baseUrl());

            assertThat(error).isInstanceOf(DataMakerRateLimitException.class);
            assertThat(((DataMakerRateLimitException) error).getCode()).contains("quota_exceeded");
            assertThat(((DataMakerRateLimitException) error).getRetryAfter()).hasValueSatisfying(
                    wait -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofHours(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv" })
    void aConnectionCutAfterAMillionBytesAsRows(String format) throws Exception {
        sandbox().faults().on("POST", GENERATE).cutAfter(1_000_000);

        assertThat(fail("datamaker:generate?template=tmpl_customer&count=20000&batchSize=1000&format=" + format))
                .isInstanceOf(DataMakerTruncatedException.class);
        assertThat(mock("rows").getExchanges()).isNotEmpty();
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = { "json", "csv", "sql", "xlsx" })
    void aConnectionCutAfterAMillionBytesLeavesNoFileThatLooksWhole(String format) throws Exception {
        sandbox().faults().on("POST", GENERATE).cutAfter(1_000_000);
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=20000&format=" + format)
                .to("file:" + folder + "?fileName=rows&tempFileName=rows.part"));

        Exception error = template.request("direct:a", e -> {}).getException();

        assertThat(error).isInstanceOf(DataMakerTruncatedException.class);
        assertThat(files()).doesNotContain("rows");
        assertReleased();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aResponseThatEndsCleanlyButShort() throws Exception {
        sandbox().faults().on("POST", GENERATE).endEarlyAfter(5_000);

        assertThat(fail("datamaker:generate?template=tmpl_customer&count=1000")).isInstanceOf(DataMakerTruncatedException.class);
    }

    @Test
    void fewerOrMoreRowsThanAskedFor() throws Exception {
        sandbox().faults().on("POST", GENERATE).fewerRows(1).on("POST", GENERATE).extraRows(1);
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=10").split(r.body()).streaming()
                .to("mock:rows"));

        assertThat(template.request("direct:a", e -> {}).getException()).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("only 9 rows");
        assertThat(template.request("direct:a", e -> {}).getException()).isInstanceOf(DataMakerTruncatedException.class)
                .hasMessageContaining("more than the ");
    }

    @Test
    void aResponseThatNeverStarts() throws Exception {
        sandbox().faults().on("POST", GENERATE).neverRespond();

        Exception error = fail("datamaker:generate?template=tmpl_customer&count=10&responseTimeout=200&idleTimeout=60s");

        assertThat(error).isInstanceOf(DataMakerTimeoutException.class);
        assertThat(((DataMakerTimeoutException) error).getLimitName()).isEqualTo("responseTimeout");
        assertReleased();
    }

    @Test
    void aResponseThatStopsHalfWay() throws Exception {
        sandbox().faults().on("POST", GENERATE).stallAfter(3_000);

        Exception error = fail("datamaker:generate?template=tmpl_customer&count=100&responseTimeout=60s&idleTimeout=200");

        assertThat(error).isInstanceOf(DataMakerTimeoutException.class).hasMessageContaining("200 ms")
                .hasMessageContaining("idleTimeout");
        assertThat(((DataMakerTimeoutException) error).getLimitName()).isEqualTo("idleTimeout");
        assertReleased();
    }

    @Test
    void aResponseThatDripsIsNotIdle() throws Exception {
        sandbox().faults().on("POST", GENERATE).drip(400, Duration.ofMillis(20));
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=10&idleTimeout=5s").split(r.body())
                .streaming()
                .to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(10);
    }

    @Test
    void aProxysPage() throws Exception {
        sandbox().faults().on("POST", GENERATE).html(200);

        assertThat(fail("datamaker:generate?template=tmpl_customer&count=10")).isExactlyInstanceOf(DataMakerApiException.class)
                .hasMessageContaining("text/html");
    }

    @Test
    void anErrorOfTheServiceCarriesItsRequestId() throws Exception {
        sandbox().faults().on("POST", GENERATE).serverError(503, "req_abc");

        Exception error = fail("datamaker:generate?template=tmpl_customer&count=10");

        assertThat(((DataMakerApiException) error).getRequestId()).contains("req_abc");
        assertThat(sandbox().requests()).hasSize(1);
    }

    @Test
    void theServiceSeesThatNobodyReadsOn() throws Exception {
        route(r -> r.from("direct:a").to("datamaker:generate?template=tmpl_customer&count=5000000").process(
                e -> e.getMessage().getBody(Iterator.class).next()));

        template.sendBody("direct:a", null);

        Awaitility.await().untilAsserted(() -> assertThat(sandbox().openResponses()).isZero());
        assertThat(sandbox().rowsGenerated()).isLessThan(5_000_000);
    }
}
