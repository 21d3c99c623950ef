package io.github.cameldatamaker.check;

import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.sandbox.ApiStyle;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.session.DataMakerMetrics;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** datamaker:check against services of all sorts. */
class CheckTest extends WireMockRouteTest {

    private static final String JSON = "application/json";

    @Override
    protected void prepare(DataMakerComponent component) {
        // A check asks once.
        component.getConfiguration().setMaxRetries(5);
        component.getConfiguration().setRetryBackoff(60_000);
        component.getConfiguration().setMaxRetryBackoff(60_000);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> check(String options) {
        Exchange exchange = template.request("datamaker:check" + options, e -> {});
        assertThat(exchange.getException()).isNull();
        Map<String, Object> body = exchange.getMessage().getBody(Map.class);
        assertThat(body.toString()).doesNotContain(apiKey());
        assertThat(exchange.getMessage().getBody(String.class)).startsWith("{\"outcome\":\"" + body.get("outcome") + "\"");
        assertReleased();
        return body;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> finding(Map<String, Object> report, String about) {
        List<Map<String, Object>> findings = (List<Map<String, Object>>) report.get("findings");
        return findings.stream().filter(finding -> finding.get("about").equals(about)).reduce((first, last) -> last)
                .orElseThrow();
    }

    private static void assertFinding(Map<String, Object> report, String about, String verdict, String text) {
        assertThat(finding(report, about)).containsEntry("verdict", verdict).extractingByKey("text").asString().contains(text);
        assertThat(report.get("report").toString()).contains(text);
    }

    private static String options(DataMakerSandbox sandbox) {
        return "?baseUrl=" + sandbox.baseUrl() + "&apiKey=" + sandbox.apiKey();
    }

    private static DataMakerSandbox.Builder sandbox() {
        return DataMakerSandbox.builder().port(0).apiKey("key-of-a-check-" + System.nanoTime());
    }

    @Test
    void theContractFits() {
        try (DataMakerSandbox sandbox = sandbox().start()) {
            sandbox.scenarios().start("scn_seed_orders", Map.of());

            Map<String, Object> report = check(options(sandbox));

            assertThat(report).containsEntry("outcome", "ok").containsEntry("authScheme", "bearer");
            assertFinding(report, "key", "fits", "accepted with authScheme=bearer");
            assertFinding(report, "budget", "fits", "X-RateLimit-Remaining");
            assertFinding(report, "templates", "fits", "a page, 5 of 5 items");
            assertFinding(report, "errors", "fits", "a code (not_found)");
            assertFinding(report, "changes", "fits", "to delete is not refused");
            assertFinding(report, "preview", "fits", "a JSON array of 3 rows, as application/json");
            assertFinding(report, "versions", "fits", "a page");
            assertFinding(report, "one version", "fits", "can be read");
            assertFinding(report, "runs", "fits", "a page, 1 of 1 items");
            assertFinding(report, "one run", "fits", "can be read");
            assertFinding(report, "status", "fits", "a run has the status 'running'");
            assertFinding(report, "generate", "unknown", "not asked");
            assertThat(sandbox.requests()).isNotEmpty().noneMatch(request -> request.path().endsWith("/generate"))
                    .allMatch(request -> !request.method().equals("DELETE") || request.path().contains("camel-datamaker-check-"));
            assertThat(sandbox.templates()).hasSize(5);
        }
    }

    @Test
    void thePlatformLacksHalfOfIt() {
        try (DataMakerSandbox sandbox = sandbox().apiStyle(ApiStyle.PLATFORM).start()) {
            Map<String, Object> report = check(options(sandbox) + "&authScheme=apiKey");

            assertThat(report).containsEntry("outcome", "incomplete");
            assertFinding(report, "key", "fits", "accepted with authScheme=apiKey");
            assertFinding(report, "templates", "tolerated", "a bare array, 5 of 5 items");
            assertFinding(report, "errors", "tolerated", "another form, with a code (not_found)");
            for (String missing : List.of("scenarios", "connections", "files", "preview", "versions", "one version")) {
                assertFinding(report, missing, "missing", "answered 404");
                assertThat(finding(report, missing).get("advice").toString()).contains("cannot be used");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({ "CONTRACT, apiKey, bearer", "PLATFORM, bearer, apiKey" })
    void aKeyThatIsRefusedIsTriedUnderTheOtherScheme(ApiStyle style, String wrong, String right) {
        try (DataMakerSandbox sandbox = sandbox().apiStyle(style).start()) {
            Map<String, Object> report = check(options(sandbox) + "&authScheme=" + wrong);

            assertThat(report).containsEntry("outcome", "keyRefused").containsEntry("authScheme", wrong);
            assertFinding(report, "key", "tolerated", "accepted with authScheme=" + right);
            assertThat(finding(report, "key").get("advice").toString()).contains("Set authScheme=" + right);
            assertThat(finding(report, "templates").get("text").toString()).contains("5 of 5 items");
        }
    }

    @Test
    void aWrongKeyIsRefusedUnderBoth() {
        try (DataMakerSandbox sandbox = sandbox().start()) {
            Map<String, Object> report = check("?baseUrl=" + sandbox.baseUrl() + "&apiKey=a-wrong-key-of-nobody");

            assertThat(report).containsEntry("outcome", "keyRefused");
            assertFinding(report, "key", "refused", "not accepted with authScheme=apiKey either");
            assertThat(finding(report, "key").get("advice").toString()).contains("apiKey", "DM_API_KEY", sandbox.baseUrl());
            assertThat(report.get("report").toString()).contains("answered 401 unauthorized");
            assertThat(sandbox.requests()).hasSize(2);
        }
    }

    @Test
    void aRoleThatMayOnlyRead() {
        answerJson("{\"items\":[],\"next_cursor\":null,\"total\":0}");
        SERVICE.stubFor(any(urlPathMatching("/templates/.+")).atPriority(1).willReturn(aResponse().withStatus(403)
                .withHeader("Content-Type", JSON).withBody("{\"error\":{\"code\":\"forbidden\",\"message\":\"role too low\"}}")));

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "incomplete");
        assertFinding(report, "changes", "refused", "answered 403 forbidden: role too low");
        assertThat(finding(report, "changes").get("advice").toString()).contains("role");
        assertFinding(report, "preview", "unknown", "no template");
        assertFinding(report, "runs", "unknown", "no scenario");
    }

    @Test
    void otherFormsAreTolerated() {
        answer(aResponse().withHeader("Content-Type", JSON).withBody("{\"data\":[{\"id\":\"a\"}]}"));
        SERVICE.stubFor(any(urlPathMatching("/templates/camel-datamaker-check-.*")).willReturn(aResponse().withStatus(404)
                .withHeader("Content-Type", JSON).withBody("{\"message\":\"nothing there\"}")));
        SERVICE.stubFor(any(urlPathEqualTo("/templates/a/preview"))
                .willReturn(aResponse().withHeader("Content-Type", "application/x-ndjson").withBody("{\"x\":1}\n{\"x\":2}\n")));
        SERVICE.stubFor(get(urlPathEqualTo("/scenarios/a/runs")).willReturn(aResponse().withHeader("Content-Type", JSON)
                .withBody("[{\"runId\":7,\"status\":\"hibernating\"}]")));

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "ok");
        assertFinding(report, "budget", "tolerated", "are not sent");
        assertThat(finding(report, "budget").get("advice").toString()).contains("maxRowsPerHour");
        assertFinding(report, "sets", "tolerated", "a page with the items under data, 1 items, without a total");
        assertFinding(report, "errors", "tolerated", "an error has no code");
        assertFinding(report, "preview", "tolerated", "2 rows as lines of JSON, as application/x-ndjson");
        assertFinding(report, "runs", "tolerated", "a bare array, 1 of 1 items");
        assertFinding(report, "status", "unknown", "a run has the status 'hibernating'");
        SERVICE.verify(getRequestedFor(urlPathEqualTo("/scenarios/a/runs/7")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"live_data\":[{},{}]}|tolerated|2 rows in an object",
            "[{},{}]|fits|a JSON array of 2 rows", "{\"rowCount\":3}|missing|rowCount", "no json|missing|Unrecognized token",
            "''|missing|cannot be read", "[1,2]|missing|cannot be read", "[{},{}|missing|cannot be read",
            "{\"rows\":[{}],\"next_cursor\":\"c\"}|missing|cursor", "{\"rows\":[{}],\"data\":[{}]}|missing|cannot be read" })
    void formsOfAPreview(String body, String verdict, String text) {
        answerJson("{\"items\":[{\"id\":\"a\"}],\"total\":1}");
        SERVICE.stubFor(any(urlPathEqualTo("/templates/a/preview"))
                .willReturn(aResponse().withHeader("Content-Type", JSON).withBody(body)));

        assertFinding(check(""), "preview", verdict, text);
    }

    @Test
    void aDeadHost() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        Map<String, Object> report = check("?baseUrl=http://localhost:" + free);

        assertThat(report).containsEntry("outcome", "unreachable");
        assertFinding(report, "service", "failed", "Failed to connect");
        assertThat(finding(report, "service").get("advice").toString()).contains("baseUrl", "proxy");
    }

    /** A redirect to a login page, a login page, and a host that answers everything alike. */
    @ParameterizedTest
    @ValueSource(strings = { "302 text/html -", "200 text/html <html><form>login</form></html>", "200 application/json {}",
            "200 text/plain hello", "404 text/html <h1>Not found</h1>",
            "200 application/json {\"message\":\"welcome\"}" })
    void whatIsNotTheService(String answer) {
        String[] parts = answer.split(" ", 3);
        ResponseDefinitionBuilder response = aResponse().withStatus(Integer.parseInt(parts[0]))
                .withHeader("Content-Type", parts[1]).withHeader("Location", "https://login.example.org/").withBody(parts[2]);
        answer(response);

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "notTheService");
        assertThat(report.get("report").toString()).contains("baseUrl", "not DataMaker");
        SERVICE.verify(0, anyRequestedFor(urlPathMatching("/templates/.*")));
    }

    @Test
    void aUsedUpBudgetEndsIt() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "37").withHeader("Content-Type", JSON)
                .withBody("{\"error\":{\"code\":\"rate_limited\",\"message\":\"slow down\"}}"));

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "incomplete");
        assertFinding(report, "key", "unknown", "slow down");
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    /** The first answer says that it was the last one; or the service refuses the second request. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aBudgetThatIsUsedUpMeanwhileEndsIt(boolean isAnnounced) {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "37"));
        SERVICE.stubFor(get(urlPathEqualTo("/templates")).inScenario("once").whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("later").willReturn(isAnnounced
                        ? aResponse().withHeader("X-RateLimit-Remaining", "0")
                                .withHeader("X-RateLimit-Reset", String.valueOf(Instant.now().plusSeconds(1000).getEpochSecond()))
                        : aResponse()));

        Map<String, Object> report = check("?whenRateLimited=wait&maxRateLimitWait=1h");

        assertThat(report).containsEntry("outcome", "incomplete");
        assertFinding(report, "key", "fits", "accepted");
        assertFinding(report, "budget", "unknown", isAnnounced ? "held back, not sent" : "answered 429");
        assertThat(finding(report, "budget").get("advice").toString()).contains("Check again in ");
        SERVICE.verify(isAnnounced ? 1 : 2, anyRequestedFor(anyUrl()));
    }

    /** Nothing says that it is another service. */
    @Test
    void aServiceThatOnlyFails() {
        answer(aResponse().withStatus(503).withHeader("Content-Type", JSON)
                .withBody("{\"error\":{\"code\":\"down\",\"message\":\"a\\nb" + "x".repeat(1000) + "\"}}"));

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "unreachable");
        assertFinding(report, "templates", "failed", "answered 503 down: a bxxx");
        assertThat(report.get("report").toString().lines()).hasSize(8).allMatch(line -> line.length() < 600);
    }

    @Test
    void aBrokenAnswerIsAFailure() {
        answerJson("{\"items\":[],\"total\":0}");
        SERVICE.stubFor(get(urlPathEqualTo("/sets"))
                .willReturn(aResponse().withHeader("Content-Type", JSON).withBody("{\"items\":[")));
        SERVICE.stubFor(any(urlPathMatching("/templates/.+")).willReturn(aResponse().withStatus(500)));

        Map<String, Object> report = check("");

        assertFinding(report, "sets", "failed", "not closed");
        assertFinding(report, "errors", "failed", "answered 500");
        assertFinding(report, "changes", "failed", "answered 500");
    }

    @Test
    void aKeyThatMayNotEvenListIsTriedUnderTheOtherScheme() {
        answer(aResponse().withStatus(403).withHeader("Content-Type", JSON).withBody("{\"message\":\"Forbidden\"}"));
        SERVICE.stubFor(any(anyUrl()).withHeader("X-API-Key", equalTo(apiKey()))
                .willReturn(aResponse().withHeader("Content-Type", JSON).withBody("[]")));

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "keyRefused");
        assertFinding(report, "key", "tolerated", "accepted with authScheme=apiKey");
        assertFinding(report, "templates", "tolerated", "a bare array, 0 of 0 items");
    }

    /** With the other scheme, this header would be for the key. */
    @Test
    void aSchemeThatCannotBeTried() {
        answer(aResponse().withStatus(401));

        Map<String, Object> report = check("?httpHeader.X-API-Key=of-the-gateway");

        assertThat(report).containsEntry("outcome", "keyRefused");
        assertFinding(report, "key", "unknown",
                "could not be tried with authScheme=apiKey: httpHeader.X-API-Key is not possible");
        assertThat(report.toString()).doesNotContain("of-the-gateway");
    }

    @Test
    void anEmptyListMayBeAnAnswerWithoutABody() {
        answer(aResponse().withStatus(204));
        SERVICE.stubFor(get(urlPathEqualTo("/sets")).willReturn(aResponse()));

        Map<String, Object> report = check("");

        assertFinding(report, "templates", "tolerated", "a bare array, 0 of 0 items");
        assertFinding(report, "sets", "missing", "without a list: it sent nothing");
    }

    @Test
    void aListMayBeAsLargeAsForARoute() {
        answerJson("[{\"id\":\" \",\"name\":\"" + "x".repeat(9_000_000) + "\"}]");

        assertFinding(check(""), "templates", "tolerated", "a bare array, 1 of 1 items");
        Map<String, Object> report = check("?maxInMemorySize=1000");
        assertFinding(report, "templates", "missing", "is larger than maxInMemorySize (1000 bytes)");
    }

    @Test
    void theSandboxOfTheApplicationHasItsOwnScheme() {
        Map<String, Object> report = check("?baseUrl=sandbox:&authScheme=apiKey");

        assertThat(report).containsEntry("outcome", "ok").containsEntry("authScheme", "bearer");
    }

    @Test
    void aRouteCannotBeginWithIt() {
        assertThatThrownBy(() -> route(r -> r.from("datamaker:check").to("mock:out")))
                .hasStackTraceContaining("from(\"datamaker:check\") is not possible");
    }

    @Test
    void anErrorOfTheServiceIsNamedWithItsRequest() {
        answerJson("{\"items\":[],\"total\":0}");
        SERVICE.stubFor(
                get(urlPathEqualTo("/sets")).willReturn(aResponse().withStatus(503).withHeader("X-Request-Id", "req_77")));

        Map<String, Object> report = check("");

        assertThat(report).containsEntry("outcome", "incomplete");
        assertFinding(report, "sets", "failed", "answered 503");
        assertThat(finding(report, "sets").get("advice").toString()).contains("req_77");
        SERVICE.verify(1, getRequestedFor(urlPathEqualTo("/sets")));
    }

    private static void answerEmptyLists() {
        answerJson("{\"items\":[],\"total\":0}");
        SERVICE.stubFor(any(urlPathMatching("/templates/.+")).willReturn(aResponse().withStatus(404)
                .withHeader("Content-Type", JSON).withBody("{\"error\":{\"code\":\"not_found\",\"message\":\"nothing\"}}")));
    }

    @Test
    void itSendsTheHeadersOfTheEndpoint() {
        answerJson("{\"items\":[],\"total\":0}");

        check("?httpHeader.X-Project-Id=p1");

        SERVICE.verify(getRequestedFor(urlPathEqualTo("/workspace/files")).withHeader("X-Project-Id", equalTo("p1"))
                .withHeader("User-Agent", matching("camel-datamaker.*")));
    }

    /** Otherwise it would wait for each of fifteen requests. */
    @Test
    void aServiceThatHangsIsNotAskedOnAndOn() {
        answerJson("{\"items\":[{\"id\":\"a\"}],\"total\":1}");
        List<String> hanging = new ArrayList<>();
        context.getRegistry().bind("hanging", new OkHttpClient.Builder().addInterceptor(chain -> {
            String path = chain.request().url().encodedPath();
            if (path.equals("/templates")) {
                return chain.proceed(chain.request());
            }
            hanging.add(path);
            throw new SocketTimeoutException("timeout");
        }).build());

        Map<String, Object> report = check("?httpClient=#hanging");

        assertThat(report).containsEntry("outcome", "incomplete");
        assertThat(hanging).containsExactly("/scenarios", "/connections", "/sets");
        assertFinding(report, "templates", "fits", "a page, 1 of 1 items");
        for (String failed : List.of("scenarios", "connections", "sets")) {
            assertFinding(report, failed, "failed", "within");
        }
        for (String rest : List.of("files", "errors", "changes", "preview", "versions", "one version")) {
            assertFinding(report, rest, "unknown", "not asked, because 3 requests had no answer in time");
        }
        assertFinding(report, "runs", "unknown", "no scenario with an id was found");
    }

    @Test
    void itEndsWithItsRoute() throws Exception {
        answerJson("{\"items\":[],\"total\":0}");
        SERVICE.stubFor(get(urlPathEqualTo("/sets")).willReturn(aResponse().withFixedDelay(60_000)));
        route(r -> r.from("seda:in?waitForTaskToComplete=Always&timeout=0").routeId("checks").to("datamaker:check"));
        var asked = template.asyncSend("seda:in?waitForTaskToComplete=Always&timeout=0", e -> {});

        Awaitility.await().untilAsserted(() -> SERVICE.verify(getRequestedFor(urlPathEqualTo("/sets"))));
        context.getRouteController().stopRoute("checks");

        assertThat(asked).succeedsWithin(Duration.ofSeconds(30)).extracting(Exchange::getException).asString()
                .contains("datamaker:check ended, because its route or context is stopping");
        assertReleased();
    }

    /** It is not held back, although its thread waits. */
    @Test
    void itEndsWithItsContext() {
        answerJson("{\"items\":[],\"total\":0}");
        SERVICE.stubFor(get(urlPathEqualTo("/sets")).willReturn(aResponse().withFixedDelay(60_000)));
        var asked = List.of(template.asyncSend("datamaker:check", e -> {}), template.asyncSend("datamaker:check", e -> {}));

        Awaitility.await().untilAsserted(() -> SERVICE.verify(2, getRequestedFor(urlPathEqualTo("/sets"))));
        DataMakerMetrics metrics = ComponentInsides.metrics(context);
        assertThat(metrics.getRequestsWaiting()).isZero();
        context.stop();

        assertThat(asked).allSatisfy(check -> assertThat(check).succeedsWithin(Duration.ofSeconds(30))
                .extracting(Exchange::getException).asString().contains("is stopping"));
    }

    @Test
    void itMayStayOnTheThreadOfItsCaller() {
        answerEmptyLists();

        assertThat(check("?synchronous=true")).containsEntry("outcome", "ok");
    }

    /** Their threads wait all at once. */
    @ParameterizedTest
    @ValueSource(strings = { "", "?synchronous=true" })
    void inAMulticast(String options) throws Exception {
        answerEmptyLists();
        String check = "datamaker:check" + options;
        route(r -> r.from("direct:all").multicast(AggregationStrategies.groupedBody()).parallelProcessing()
                .to(check, check, "direct:nested").end());
        route(r -> r.from("direct:nested").multicast(AggregationStrategies.groupedBody()).parallelProcessing()
                .to(check, check).end());

        List<?> reports = template.requestBody("direct:all", null, List.class);

        Stream<?> all = reports.stream()
                .flatMap(report -> report instanceof List<?> nested ? nested.stream() : Stream.of(report));
        assertThat(all).hasSize(4).allSatisfy(report -> assertThat(report).extracting("outcome").isEqualTo("ok"));
        assertReleased();
    }

    /** A transaction belongs to its thread. */
    @ParameterizedTest
    @ValueSource(strings = { "", "?synchronous=true" })
    void inATransactedRoute(String options) throws Exception {
        answerEmptyLists();
        List<String> threads = new ArrayList<>();
        route(r -> r.from("direct:transacted").process(e -> e.getExchangeExtension().setTransacted(true))
                .process(e -> threads.add(Thread.currentThread().getName())).to("datamaker:check" + options)
                .process(e -> threads.add(Thread.currentThread().getName())));

        assertThat(template.requestBody("direct:transacted", null, Map.class).get("outcome")).isEqualTo("ok");
        assertThat(threads).hasSize(2).containsOnly(threads.get(0));
    }

    @Test
    void theOperationMayBeAHeader() {
        answerEmptyLists();

        Exchange exchange = template.request("datamaker:listTemplates",
                e -> e.getMessage().setHeader("CamelDataMakerOperation", "check"));

        assertThat(exchange.getMessage().getBody(Map.class)).containsEntry("outcome", "ok");
    }
}
