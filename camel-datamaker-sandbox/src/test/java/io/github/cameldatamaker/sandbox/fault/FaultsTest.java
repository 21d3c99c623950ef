package io.github.cameldatamaker.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameldatamaker.sandbox.Api;
import io.github.cameldatamaker.sandbox.ArrivingBody;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.DrivenSandbox;
import io.github.cameldatamaker.sandbox.StandardError;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {

    private static final String GENERATE = "/templates/tmpl_customer/generate";
    private static final String BODY = "{\"count\":200,\"seed\":\"s\"}";

    @RegisterExtension
    static final DrivenSandbox driven = new DrivenSandbox();

    private final DataMakerSandbox sandbox = driven.sandbox();
    private final Api api = driven.api();

    private Faults.Rule onGenerate() {
        return sandbox.faults().on("POST", "/templates/{id}/generate");
    }

    @Test
    void cutsTheConnectionAfterExactlySoManyBytes() {
        onGenerate().cutAfter(5_000);
        ArrivingBody body = api.receive(api.posting(GENERATE, BODY));
        assertThat(body.head().statusCode()).isEqualTo(200);
        assertThat(body.head().headers().firstValue("Transfer-Encoding")).hasValue("chunked");
        assertThat(body.end()).failsWithin(Duration.ofSeconds(60)).withThrowableThat().withCauseInstanceOf(IOException.class);
        assertThat(body.bytes()).hasSize(5_000);
        assertThat(api.generate("tmpl_customer", Map.of("count", 200, "seed", "s"))).startsWith(body.text());
        assertThat(sandbox.faults().fired()).isEqualTo(1);
    }

    @Test
    void cutsBeforeTheFirstByteAndInShortAnswers() {
        sandbox.faults().on("POST", GENERATE).cutAfter(0).on("GET", "/templates").cutAfter(10);
        assertThat(cut(api.posting(GENERATE, BODY))).isEmpty();
        assertThat(cut(api.request("/templates").build())).isEqualTo("{\"items\":[");
    }

    @Test
    void cutsARefusalOnlyAfterTheClientHasSentItsRequest() {
        String large = "x".repeat(20_000_000);
        sandbox.faults().on("POST", "/sets").cutAfter(9).on("POST", "/templates").cutAfter(9);
        assertThat(cut(api.posting("/sets", "{\"wrong\":[\"" + large + "\"]}"))).isEqualTo("{\"error\":");
        assertThat(cut(api.posting("/templates", "{\"name\":\"" + large + "\"}"))).isEqualTo("{\"error\":");
    }

    @Test
    void logsNothingAboutACutRefusal() {
        sandbox.faults().on("GET", "*").cutAfter(9);
        String logged = StandardError.during(() -> {
            assertThat(cut(api.request("/templates/none").build())).isEqualTo("{\"error\":");
            await().until(() -> sandbox.openResponses() == 0);
        });
        assertThat(logged).isEmpty();
    }

    /** What arrived before the connection was cut. */
    private String cut(HttpRequest request) {
        ArrivingBody body = api.receive(request);
        assertThat(body.end()).failsWithin(Duration.ofSeconds(60)).withThrowableThat().withCauseInstanceOf(IOException.class);
        return body.text();
    }

    @Test
    void endsTheBodyEarlyAsIfItWereComplete() {
        onGenerate().endEarlyAfter(3_000);
        HttpResponse<String> response = api.post(GENERATE, BODY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().getBytes(StandardCharsets.UTF_8)).hasSize(3_000);
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void stallsUntilTheClientGoes() throws Exception {
        onGenerate().stallAfter(1_000);
        HttpResponse<InputStream> response = api.open(GENERATE, BODY);
        InputStream body = response.body();
        assertThat(body.readNBytes(1_000)).hasSize(1_000);
        assertThat(sandbox.openResponses()).isEqualTo(1);
        body.close();
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void doesNotAnswerUntilTheClientGoes() {
        sandbox.faults().on("POST", GENERATE).neverRespond();
        CompletableFuture<HttpResponse<String>> unanswered = HttpClient.newHttpClient()
                .sendAsync(api.request(GENERATE).POST(BodyPublishers.ofString(BODY)).build(), BodyHandlers.ofString());
        await().until(() -> sandbox.faults().fired() == 1);
        assertThat(unanswered).isNotDone();
        unanswered.cancel(true);
        await().until(() -> sandbox.openResponses() == 0);
        assertThat(sandbox.rowsGenerated()).isZero();
    }

    @Test
    void aResetReleasesStalledAndUnansweredRequests() throws Exception {
        // A POST, because Java's client repeats a GET that got no answer.
        onGenerate().stallAfter(10).on("POST", "/templates/{id}/preview").neverRespond();
        HttpResponse<InputStream> stalled = api.open(GENERATE, BODY);
        CompletableFuture<HttpResponse<String>> unanswered = CompletableFuture
                .supplyAsync(() -> api.post("/templates/tmpl_customer/preview", "{}"));
        await().until(() -> sandbox.openResponses() == 2);
        assertThat(unanswered).isNotDone();
        sandbox.reset();
        assertThatThrownBy(() -> stalled.body().readAllBytes()).isInstanceOf(IOException.class);
        assertThatThrownBy(unanswered::join).hasRootCauseInstanceOf(IOException.class);
        await().until(() -> sandbox.openResponses() == 0);
    }

    @Test
    void aResetReleasesRequestsThatAreJustArriving() {
        for (int i = 0; i < 50; i++) {
            sandbox.faults().on("POST", GENERATE).neverRespond();
            CompletableFuture<HttpResponse<String>> request = CompletableFuture
                    .supplyAsync(() -> api.post(GENERATE, "{\"count\":1}"));
            await().pollInterval(Duration.ofNanos(100)).until(() -> sandbox.openResponses() == 1);
            sandbox.reset();
            assertThat(request.handle((response, cut) -> "ended")).succeedsWithin(Duration.ofSeconds(60));
        }
    }

    @Test
    void disconnectsWithoutAnAnswer() {
        sandbox.faults().on("GET", "/templates").always().disconnect();
        assertThatThrownBy(() -> api.get("/templates")).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void dripsTheSameContent() {
        String whole = api.generate("tmpl_customer", Map.of("count", 2, "seed", "s"));
        onGenerate().drip(100, Duration.ofMillis(30));
        long start = System.nanoTime();
        assertThat(api.generate("tmpl_customer", Map.of("count", 2, "seed", "s"))).isEqualTo(whole);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(30).multipliedBy(whole.length() / 100));
        assertThat(sandbox.faults().fired()).isEqualTo(1);
    }

    @Test
    void answersAStatus() {
        onGenerate().status(503, "unavailable", "come back later");
        HttpResponse<String> response = api.post(GENERATE, BODY);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Api.error(response).path("code").asText()).isEqualTo("unavailable");
        assertThat(Api.error(response).path("message").asText()).isEqualTo("come back later");
        assertThat(api.post(GENERATE, BODY).statusCode()).isEqualTo(200);
    }

    @Test
    void answersAServerErrorWithItsRequestId() {
        onGenerate().serverError(500, "req_42");
        HttpResponse<String> response = api.post(GENERATE, BODY);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("req_42");
        assertThat(Api.error(response).path("details").path("request_id").asText()).isEqualTo("req_42");
    }

    @Test
    void rateLimitsInSecondsAndByDate() {
        onGenerate().rateLimited(Duration.ofSeconds(7));
        onGenerate().rateLimitedUntil(Instant.parse("2026-11-04T08:05:09Z"));
        HttpResponse<String> seconds = api.post(GENERATE, BODY);
        HttpResponse<String> date = api.post(GENERATE, BODY);
        assertThat(seconds.statusCode()).isEqualTo(429);
        assertThat(seconds.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(seconds.headers().allValues("X-RateLimit-Remaining")).containsExactly("0");
        assertThat(Api.error(seconds).path("code").asText()).isEqualTo("rate_limited");
        assertThat(date.headers().firstValue("Retry-After")).hasValue("Wed, 04 Nov 2026 08:05:09 GMT");
    }

    @Test
    void answersTheHtmlPageOfAProxy() {
        sandbox.faults().on("*", "*").html(502);
        HttpResponse<String> response = api.get("/templates");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.body()).contains("<html>");
    }

    @Test
    void generatesOtherRowsMoreRowsAndFewerRows() {
        Map<String, Object> body = Map.of("count", 5, "seed", "s");
        String right = api.generate("tmpl_customer", body);
        onGenerate().differentRows().on("POST", GENERATE).extraRows(2).on("POST", GENERATE).fewerRows(2);
        assertThat(api.generate("tmpl_customer", body)).isNotEqualTo(right);
        assertThat(api.rows("tmpl_customer", body)).hasSize(7);
        assertThat(api.rows("tmpl_customer", body)).hasSize(3);
        assertThat(api.generate("tmpl_customer", body)).isEqualTo(right);
    }

    @Test
    void countsFromTheFirstMatchingRequest() {
        sandbox.faults().on("GET", "/templates").times(2).status(500);
        sandbox.faults().on("GET", "/templates").after(3).status(502);
        assertThat(new int[] { status(), status(), status(), status(), status() }).containsExactly(500, 500, 200, 502, 200);
        assertThat(sandbox.faults().fired()).isEqualTo(3);
        sandbox.faults().on("GET", "/templates").always().status(500).clear();
        assertThat(status()).isEqualTo(200);
        assertThat(sandbox.faults().fired()).isZero();
    }

    private int status() {
        return api.get("/templates").statusCode();
    }

    @Test
    void aPlaceholderStandsForOneSegment() {
        sandbox.faults().on("GET", "/templates/{id}").always().status(500);
        assertThat(api.get("/templates/tmpl_customer").statusCode()).isEqualTo(500);
        assertThat(api.get("/templates/tmpl_customer@v1").statusCode()).isEqualTo(500);
        assertThat(api.get("/templates").statusCode()).isEqualTo(200);
        assertThat(api.get("/templates/tmpl_customer/versions").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesFaultsThatCannotBeScripted() {
        assertThatThrownBy(() -> sandbox.faults().on("GET", "templates")).hasMessageContaining("must start with /");
        assertThatThrownBy(() -> onGenerate().times(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> onGenerate().cutAfter(-1)).hasMessageContaining("not be negative");
    }
}
