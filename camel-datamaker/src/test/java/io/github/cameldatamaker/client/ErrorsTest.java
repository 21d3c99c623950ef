package io.github.cameldatamaker.client;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.WhenRateLimited;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static org.assertj.core.api.Assertions.assertThat;

/** Every error of the service, and every way not to get an answer. */
class ErrorsTest extends WireMockRouteTest {

    /** Other tests cover waits and retries. */
    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setWhenRateLimited(WhenRateLimited.fail);
        component.getConfiguration().setMaxRetries(0);
    }

    private <E extends Exception> E fail(Class<E> type) throws Exception {
        return fail(type, "datamaker:generate?template=t&count=1");
    }

    private <E extends Exception> E fail(Class<E> type, String uri) throws Exception {
        route(r -> r.from("direct:a").to(uri).split(r.body()).streaming().to("mock:rows"));
        Exception error = template.request("direct:a", e -> {}).getException();
        assertThat(error).isExactlyInstanceOf(type);
        assertThat(error).hasStackTraceContaining("DataMaker");
        assertThat(error.toString()).doesNotContain(apiKey());
        return type.cast(error);
    }

    @Test
    void theContractsErrorBody() throws Exception {
        answer(aResponse().withStatus(404).withHeader("X-Request-Id", "req_9").withBody(
                "{\"error\":{\"code\":\"not_found\",\"message\":\"no template 't'\",\"details\":{\"id\":\"t\"}}}"));

        DataMakerApiException error = fail(DataMakerApiException.class);

        assertThat(error.getStatusCode()).isEqualTo(404);
        assertThat(error.getCode()).contains("not_found");
        assertThat(error.getErrorMessage()).isEqualTo("no template 't'");
        assertThat(error.getDetails()).containsEntry("id", "t");
        assertThat(error.getRequestId()).contains("req_9");
        assertThat(error.getMethod()).isEqualTo("POST");
        assertThat(error.getPath()).isEqualTo("/templates/t/generate");
        assertThat(error).hasMessage(
                "POST /templates/t/generate answered 404 not_found: no template 't' {id=t} (request req_9)");
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 402, 404, 405, 408, 409, 410, 418, 422, 500, 502, 503, 504, 599 })
    void anOddStatusWithoutBody(int status) throws Exception {
        answer(aResponse().withStatus(status));

        DataMakerApiException error = fail(DataMakerApiException.class);

        assertThat(error.getStatusCode()).isEqualTo(status);
        assertThat(error.getCode()).isEmpty();
        assertThat(error.getRequestId()).isEmpty();
        SERVICE.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void a503ThatSaysRetryAtOnceIsNotRepeated() throws Exception {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "0"));

        fail(DataMakerApiException.class);

        SERVICE.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void theRequestIdMayBeInTheDetails() throws Exception {
        answer(aResponse().withStatus(500)
                .withBody("{\"error\":{\"code\":\"internal\",\"message\":\"m\",\"details\":{\"request_id\":\"req_5\"}}}"));

        assertThat(fail(DataMakerApiException.class).getRequestId()).contains("req_5");
    }

    @Test
    void aProxysPageIsCutAt2kB() throws Exception {
        answer(aResponse().withStatus(502).withHeader("Content-Type", "text/html")
                .withBody("<html><h1>Bad Gateway</h1>" + "x".repeat(1_000_000) + "</html>"));

        DataMakerApiException error = fail(DataMakerApiException.class);

        assertThat(error).hasMessageContaining("502").hasMessageContaining("text/html").hasMessageContaining("Bad Gateway");
        assertThat(error.getMessage()).hasSizeLessThan(2_300);
    }

    @Test
    void aLoginPageWithStatus200IsNoSuccess() throws Exception {
        answer(aResponse().withHeader("Content-Type", "text/html; charset=utf-8").withBody("<html>Please log in</html>"));

        assertThat(fail(DataMakerApiException.class)).hasMessageContaining("answered 200").hasMessageContaining("Please log in");
    }

    @Test
    void aBodyThatEchoesTheKeyIsNotShown() throws Exception {
        answer(aResponse().withStatus(400).withBody("Bad header: Bearer " + apiKey()));

        assertThat(fail(DataMakerApiException.class)).hasMessageContaining("Bad header: Bearer ***");
    }

    @Test
    void detailsThatEchoTheKeyAreNotShown() throws Exception {
        answer(aResponse().withStatus(400).withBody(
                "{\"error\":{\"code\":\"bad\",\"message\":\"m\",\"details\":{\"sent\":\"Bearer " + apiKey().replace("/", "\\/")
                        + "\"}}}"));

        DataMakerApiException error = fail(DataMakerApiException.class);

        assertThat(error.getDetails().toString()).doesNotContain(apiKey());
        assertThat(error.getCode()).contains("bad");
    }

    @Test
    void errorsThatAreNoObjects() throws Exception {
        answer(aResponse().withStatus(400).withBody("{\"error\":\"just text\"}"));

        DataMakerApiException error = fail(DataMakerApiException.class);

        assertThat(error.getCode()).isEmpty();
        assertThat(error).hasMessageContaining("just text");
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        answer(temporaryRedirect("http://localhost:1/elsewhere"));

        assertThat(fail(DataMakerApiException.class)).hasMessageContaining("302").hasMessageContaining("redirect")
                .hasMessageContaining("baseUrl");
    }

    @Test
    void a401SaysToCheckTheKey() throws Exception {
        answer(aResponse().withStatus(401).withBody("{\"error\":{\"code\":\"unauthorized\",\"message\":\"key revoked\"}}"));

        DataMakerAuthenticationException error = fail(DataMakerAuthenticationException.class);

        assertThat(error).hasMessageEndingWith(
                "answered 401 unauthorized: key revoked. Check the option apiKey, or the environment variable"
                        + " DM_API_KEY, and that the key belongs to the service at localhost:" + SERVICE.getPort()
                        + ". datamaker:check tries the other authScheme");
    }

    @Test
    void a403SaysThatTheRoleIsTooLow() throws Exception {
        answer(aResponse().withStatus(403).withBody("{\"error\":{\"code\":\"forbidden\",\"message\":\"viewer\"}}"));

        assertThat(fail(DataMakerAuthenticationException.class)).hasMessageContaining("role");
    }

    @Test
    void a429CarriesRetryAfterInSeconds() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "37")
                .withBody("{\"error\":{\"code\":\"rate_limited\",\"message\":\"m\"}}"));

        DataMakerRateLimitException error = fail(DataMakerRateLimitException.class);

        assertThat(error.getRetryAfter()).contains(Duration.ofSeconds(37));
        assertThat(error).hasMessageContaining("Try again in 37 s");
    }

    @Test
    void a429CarriesRetryAfterAsADate() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().plusSeconds(600).atZone(ZoneOffset.UTC));
        answer(aResponse().withStatus(429).withHeader("Retry-After", date));

        assertThat(fail(DataMakerRateLimitException.class).getRetryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(500), Duration.ofSeconds(601));
    }

    @ParameterizedTest
    @ValueSource(strings = { "soon", "", "-5", "99999999999999999999" })
    void a429WithNonsenseInRetryAfter(String value) throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", value).withHeader("X-RateLimit-Reset",
                "9223372036854775807"));

        assertThat(fail(DataMakerRateLimitException.class).getRetryAfter().orElse(Duration.ZERO)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 403, 400 })
    void quotaExceededIsDecidedByItsCode(int status) throws Exception {
        answer(aResponse().withStatus(status).withHeader("Retry-After", "1800")
                .withBody("{\"error\":{\"code\":\"quota_exceeded\",\"message\":\"hourly rows\"}}"));

        DataMakerRateLimitException error = fail(DataMakerRateLimitException.class);

        assertThat(error.getCode()).contains("quota_exceeded");
        assertThat(error.getRetryAfter()).contains(Duration.ofMinutes(30));
    }

    @Test
    void a404WithTemplateVersionSaysThatItMayNotBeSupported() throws Exception {
        answer(aResponse().withStatus(404));

        assertThat(fail(DataMakerApiException.class, "datamaker:generate?template=t&count=1&templateVersion=2"))
                .hasMessageContaining("this service does not support templateVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = { "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE" })
    void aConnectionWithoutAnAnswerIsAnError(String fault) throws Exception {
        answer(aResponse().withFault(Fault.valueOf(fault)));

        fail(DataMakerConnectionException.class);

        SERVICE.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void nothingListensAtTheAddress() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(fail(DataMakerConnectionException.class,
                "datamaker:generate?template=t&count=1&baseUrl=http://localhost:" + port))
                .hasMessageContaining("localhost:" + port);
    }

    @Test
    void theResponseNeverStarts() throws Exception {
        answer(aResponse().withFixedDelay(60_000));

        DataMakerTimeoutException error = fail(DataMakerTimeoutException.class,
                "datamaker:generate?template=t&count=1&responseTimeout=200&idleTimeout=60s");

        assertThat(error.getLimitName()).isEqualTo("responseTimeout");
        assertThat(error.getLimit()).isEqualTo(Duration.ofMillis(200));
        assertThat(error).hasMessageContaining("200 ms").hasMessageContaining("responseTimeout");
    }

    @Test
    void aSlowStartIsNoIdleConnection() throws Exception {
        answer(aResponse().withFixedDelay(600).withHeader("Content-Type", "application/json").withBody("[{\"a\":1}]"));
        route(r -> r.from("direct:a").to("datamaker:generate?template=t&count=1&idleTimeout=200&responseTimeout=30s")
                .split(r.body()).streaming().to("mock:rows"));

        template.sendBody("direct:a", null);

        assertThat(mock("rows").getExchanges()).hasSize(1);
    }

    @Test
    void aConnectionThatCannotBeMadeInTime() throws Exception {
        // The backlog of one is full: the next connection is neither accepted nor refused.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            DataMakerTimeoutException error = fail(DataMakerTimeoutException.class,
                    "datamaker:generate?template=t&count=1&connectTimeout=200&responseTimeout=60s&baseUrl=http://127.0.0.1:"
                            + full.getLocalPort());

            assertThat(error.getLimitName()).isEqualTo("connectTimeout");
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    void allErrorsHaveOneRoot() {
        assertThat(DataMakerException.class).isAssignableFrom(DataMakerApiException.class)
                .isAssignableFrom(DataMakerConnectionException.class).isAssignableFrom(DataMakerTimeoutException.class);
    }

    @Test
    void onExceptionFindsThem() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "5"));
        route(r -> {
            r.onException(DataMakerRateLimitException.class).handled(true)
                    .setBody(r.simple("${exception.retryAfter.get.seconds}"));
            r.from("direct:a").to("datamaker:generate?template=t&count=1");
        });

        assertThat(template.requestBody("direct:a", null, String.class)).isEqualTo("5");
    }
}
