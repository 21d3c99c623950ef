package io.github.cameldatamaker.client;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.DrivenTime;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Which requests are repeated, and after which wait. The test drives the time. */
class RetryTest extends WireMockRouteTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final String GET = "datamaker:getTemplate?template=t";
    private static final String GENERATE = "datamaker:generate?template=t&count=1&outputType=List";

    private final DrivenTime time = new DrivenTime(START);

    @Override
    protected void prepare(DataMakerComponent component) {
        ComponentInsides.setTime(component, time.clock(), time);
    }

    /** Fails the first request, and answers the others well. */
    private static void failFirst(ResponseDefinitionBuilder failure) {
        failFirst(failure, okJson("{\"items\":[{\"id\":\"t\"}],\"status\":\"done\"}"));
    }

    private static void failFirst(ResponseDefinitionBuilder failure, ResponseDefinitionBuilder then) {
        SERVICE.stubFor(
                any(anyUrl()).inScenario("s").whenScenarioStateIs(Scenario.STARTED).willReturn(failure).willSetStateTo("good"));
        SERVICE.stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("good").willReturn(then));
    }

    private CompletableFuture<Exchange> send(String uri) {
        return send(uri, "{}");
    }

    private static int requests() {
        return SERVICE.getAllServeEvents().size();
    }

    /** Waits until the request is held back, and says until when. */
    private Duration heldBack() {
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plus(Duration.ofDays(1))));
        return Duration.between(time.clock().instant(), time.nextTask());
    }

    private Exchange drive(CompletableFuture<Exchange> sent) {
        Awaitility.await().until(() -> {
            if (time.nextTask().isBefore(START.plus(Duration.ofDays(1)))) {
                time.advance(Duration.between(time.clock().instant(), time.nextTask()).plusMillis(1));
            }
            return sent.isDone();
        });
        return sent.join();
    }

    @ParameterizedTest
    @ValueSource(ints = { 408, 500, 502, 503, 504 })
    void readingIsRepeatedAfterATemporaryFailure(int status) {
        failFirst(aResponse().withStatus(status));

        Exchange exchange = drive(send(GET));

        assertThat(exchange.getException()).isNull();
        assertThat(requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "datamaker:updateScenario?scenario=s", "datamaker:deleteTemplate?template=t", "datamaker:preview?template=t",
            "datamaker:listSets", "datamaker:downloadFile?file=f" })
    void idempotentRequestsAreRepeated(String uri) {
        failFirst(aResponse().withStatus(503));

        assertThat(drive(send(uri)).getException()).isNull();
        assertThat(requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            GENERATE, "datamaker:createTemplate", "datamaker:updateTemplate?template=t", "datamaker:runScenario?scenario=s",
            "datamaker:createConnection", "datamaker:uploadFile?file=f", "datamaker:verifyConnection?connection=c" })
    void requestsThatMayHaveBeenDoneAreNotRepeated(String uri) {
        failFirst(aResponse().withStatus(503));

        assertThat(drive(send(uri)).getException()).isInstanceOf(DataMakerApiException.class);
        // A run that may have started is searched.
        assertThat(SERVICE.findAll(anyRequestedFor(anyUrl())).stream()
                .filter(request -> !request.getMethod().equals(RequestMethod.GET))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER" })
    void aBrokenConnection(Fault fault) {
        failFirst(aResponse().withFault(fault));

        assertThat(drive(send(GET)).getException()).isNull();
        assertThat(requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({ "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER" })
    void aBrokenConnectionOfAGenerate(Fault fault) {
        failFirst(aResponse().withFault(fault));

        assertThat(drive(send(GENERATE)).getException()).isInstanceOf(DataMakerConnectionException.class);
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 409, 501 })
    void aFailureThatWouldComeAgainIsNotRepeated(int status) {
        failFirst(aResponse().withStatus(status));

        assertThat(drive(send(GET)).getException()).isInstanceOf(DataMakerApiException.class);
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { GET, GENERATE, "datamaker:runScenario?scenario=s", "datamaker:createTemplate",
            "datamaker:saveSet?set=s" })
    void everythingIsRepeatedAfter429(String uri) {
        failFirst(aResponse().withStatus(429).withHeader("Retry-After", "37"));
        CompletableFuture<Exchange> sent = send(uri, uri.contains("saveSet") ? List.of(Map.of()) : "{}");

        assertThat(heldBack()).isBetween(Duration.ofSeconds(37), Duration.ofSeconds(38));
        assertThat(requests()).isEqualTo(1);
        assertThat(drive(sent).getException()).isNull();
        assertThat(requests()).isEqualTo(2);
    }

    /** Its rows are gone, so it fails instead of saving nothing. */
    @Test
    void aBodyThatCanBeReadOnceIsNotRepeated() {
        failFirst(aResponse().withStatus(429).withHeader("Retry-After", "1"));

        Exchange exchange = drive(send("datamaker:saveSet?set=s", List.of(Map.of()).iterator()));

        assertThat(exchange.getException()).isInstanceOf(DataMakerRateLimitException.class);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void retryAfterAsADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(START.plusSeconds(50).atOffset(ZoneOffset.UTC));
        failFirst(aResponse().withStatus(429).withHeader("Retry-After", date));
        CompletableFuture<Exchange> sent = send(GET);

        assertThat(heldBack()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(51));
        assertThat(drive(sent).getException()).isNull();
    }

    @Test
    void withoutRetryAfterTheResetDecides() {
        failFirst(aResponse().withStatus(429).withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "" + START.plusSeconds(20).getEpochSecond()));
        CompletableFuture<Exchange> sent = send(GET);

        assertThat(heldBack()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
        assertThat(drive(sent).getException()).isNull();
    }

    @Test
    void withoutRetryAfterAndResetTheBackoffDecides() {
        failFirst(aResponse().withStatus(429));
        CompletableFuture<Exchange> sent = send(GET + "&retryBackoff=2s");

        assertThat(heldBack()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
        assertThat(drive(sent).getException()).isNull();
    }

    @Test
    void aLongerWaitThanMaxRateLimitWaitFailsAtOnce() {
        failFirst(aResponse().withStatus(429).withHeader("Retry-After", "121"));

        DataMakerRateLimitException failure = (DataMakerRateLimitException) send(GET).join().getException();

        assertThat(failure.getRetryAfter()).contains(Duration.ofSeconds(121));
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void whenRateLimitedFail() {
        failFirst(aResponse().withStatus(429).withHeader("Retry-After", "1"));

        Exchange exchange = send(GET + "&whenRateLimited=fail").join();

        assertThat(exchange.getException()).isInstanceOf(DataMakerRateLimitException.class)
                .matches(refusal -> ((DataMakerException) refusal).isNeverSent(), "the service has done nothing");
        assertThat(requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "0, 1", "1, 2", "3, 4" })
    void maxRetries(int retries, int expected) {
        answer(aResponse().withStatus(503));

        Exchange exchange = drive(send(GET + "&maxRetries=" + retries));

        assertThat(((DataMakerApiException) exchange.getException()).getStatusCode()).isEqualTo(503);
        assertThat(requests()).isEqualTo(expected);
    }

    @Test
    void theBackoffDoublesUpToMaxRetryBackoff() {
        answer(aResponse().withStatus(503));
        CompletableFuture<Exchange> sent = send(GET + "&maxRetries=4&retryBackoff=1s&maxRetryBackoff=3s");

        for (int expected : new int[] { 1000, 2000, 3000, 3000 }) {
            Duration wait = heldBack();
            // With jitter: half as much more or less, and never more than the maximum.
            assertThat(wait.toMillis()).isBetween(expected / 2L, Math.min(3000, expected * 3 / 2L) + 1);
            time.advance(wait.plusMillis(1));
            int sentSoFar = requests();
            Awaitility.await().until(() -> requests() >= sentSoFar);
        }
        assertThat(drive(sent).getException()).isInstanceOf(DataMakerApiException.class);
        assertThat(requests()).isEqualTo(5);
    }

    /** Nothing has reached the service, so any request may be repeated. */
    @ParameterizedTest
    @ValueSource(strings = { GET, GENERATE, "datamaker:createTemplate" })
    void aConnectionThatCannotBeMadeInTime(String uri) throws Exception {
        // The backlog of one is full: the next connection is neither accepted nor refused.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            String where = (uri.contains("?") ? "&" : "?") + "connectTimeout=200&retryBackoff=1s&baseUrl=http://127.0.0.1:"
                    + full.getLocalPort();
            assertThat(first.isConnected() && second.isConnected()).isTrue();

            send(uri + where);

            assertThat(heldBack()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1501));
        }
    }

    /** The rows of an Iterator were not touched either. */
    @ParameterizedTest
    @ValueSource(strings = { GENERATE, "datamaker:runScenario?scenario=s", "datamaker:saveSet?set=s" })
    void aServiceMayStartLater(String uri) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CompletableFuture<Exchange> sent = send(uri + "&retryBackoff=1s&baseUrl=http://localhost:" + port,
                List.of(Map.of("a", 1)).iterator());
        heldBack();

        try (RawService service = new RawService(port)) {
            service.answer(uri.equals(GENERATE) ? RawService.json("[{\"a\":1}]") : RawService.OBJECT);

            assertThat(drive(sent).getException()).isNull();
            assertThat(service.requests()).hasSize(1);
        }
    }

    /** The resource is gone, as wanted. */
    @ParameterizedTest
    @CsvSource({
            "deleteTemplate?template=t, 404", "deleteSet?set=s, 404", "deleteFile?file=f, 410", "cancelRun?scenario=s&run=r, 404",
            "cancelRun?scenario=s&run=r, 409" })
    void aDeleteWhoseAnswerWasLostSucceeds(String operation, int repeated) {
        for (ResponseDefinitionBuilder lost : List.of(aResponse().withFault(Fault.EMPTY_RESPONSE), aResponse().withStatus(504))) {
            SERVICE.resetAll();
            failFirst(lost, gone(repeated));

            Exchange exchange = drive(send("datamaker:" + operation, "before"));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo("before");
            assertThat(exchange.getMessage().getHeader(DataMakerConstants.CONTENT_TYPE)).isNull();
            assertThat(requests()).isEqualTo(2);
        }
    }

    /** No earlier attempt can have deleted it. */
    @Test
    void aDeleteOfAMissingResourceIsAnError() {
        answer(gone(404));
        assertThat(drive(send("datamaker:deleteSet?set=s")).getException()).hasMessageContaining("404");
        assertThat(requests()).isEqualTo(1);

        SERVICE.resetAll();
        failFirst(aResponse().withStatus(429).withHeader("Retry-After", "1"), gone(404));
        assertThat(drive(send("datamaker:deleteSet?set=s")).getException()).hasMessageContaining("404");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void a404OfAReadIsAnError() {
        failFirst(aResponse().withStatus(503), gone(404));

        assertThat(drive(send(GET)).getException()).hasMessageContaining("404");
    }

    private static ResponseDefinitionBuilder gone(int status) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json")
                .withBody("{\"error\":{\"code\":\"not_found\",\"message\":\"m\"}}");
    }

    /** Two waits of 90 seconds are more than two minutes. */
    @Test
    void maxRateLimitWaitIsForAllWaitsOfARequest() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "90"));

        DataMakerRateLimitException failure = (DataMakerRateLimitException) drive(send(GET)).getException();

        assertThat(failure.getRetryAfter()).contains(Duration.ofSeconds(90));
        assertThat(requests()).isEqualTo(2);
    }
}
