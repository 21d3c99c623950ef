package io.github.cameldatamaker.client;

import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import okhttp3.Cache;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/** OkHttp, also with the client of a user, sends a request once. Every other attempt is ours and is counted. */
class SentOnceTest extends WireMockRouteTest {

    private static final String GET = "datamaker:getTemplate?template=t";

    @TempDir
    static File folder;

    @Override
    protected void prepare(DataMakerComponent component) {
        component.getConfiguration().setRetryBackoff(1);
        component.getConfiguration().setMaxRetryBackoff(2);
        component.getConfiguration().setHttpClient(new OkHttpClient.Builder()
                .retryOnConnectionFailure(true)
                .followRedirects(true)
                .followSslRedirects(true)
                .authenticator(
                        (route, response) -> response.request().newBuilder().header("Authorization", "Basic other").build())
                .cache(new Cache(folder, 1_000_000))
                .callTimeout(Duration.ofMillis(300))
                .dns(SentOnceTest::addresses)
                .build());
    }

    // Nothing listens at the first address.
    private static List<InetAddress> addresses(String host) throws UnknownHostException {
        return host.equals("two.localhost")
                ? List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")) : Dns.SYSTEM.lookup(host);
    }

    private Exchange request(String uri) {
        return template.request(uri, exchange -> {});
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    private long retries() {
        return ComponentInsides.metrics(context).traffic().retries();
    }

    private static void assertRequests(int count) {
        assertThat(SERVICE.getAllServeEvents()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({ "408, 0", "503, 0", "503, 00", "503, 1", "503, 99999999999", "502, 0", "500, 0" })
    void onlyWeRepeatAGet(int status, String retryAfter) {
        answer(status(status).withHeader("Retry-After", retryAfter));

        assertThat(request(GET + "&maxRetries=0").getException()).isInstanceOf(DataMakerApiException.class)
                .hasMessageContaining("" + status);
        assertRequests(1);

        assertThat(request(GET + "&maxRetries=3").getException()).isInstanceOf(DataMakerApiException.class)
                .hasMessageContaining("" + status);
        assertRequests(5);
        assertThat(retries()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({ "301", "302", "303", "307", "308", "401", "421" })
    void aRedirectIsTheAnswer(int status) {
        answer(status(status).withHeader("Location", "/elsewhere"));

        assertThat(request(GET).getException()).isInstanceOf(DataMakerApiException.class).hasMessageContaining("" + status);
        assertRequests(1);
    }

    /** The code decides, whatever the status. */
    @Test
    void theWaitOfA503IsStillKnown() {
        answer(status(503).withHeader("Retry-After", "1800")
                .withBody("{\"error\":{\"code\":\"quota_exceeded\",\"message\":\"m\"}}"));

        Exception failure = request("datamaker:generate?template=t&count=1").getException();

        assertThat(((DataMakerRateLimitException) failure).getRetryAfter()).contains(Duration.ofMinutes(30));
    }

    /** A poll of a run gets its current status. */
    @Test
    void nothingComesFromACache() {
        answer(okJson("{\"id\":\"t\"}").withHeader("Cache-Control", "max-age=3600"));

        assertThat(request(GET).getException()).isNull();
        assertThat(request(GET).getException()).isNull();
        assertRequests(2);
    }

    @Test
    void theTimeLimitsAreOurs() {
        answer(okJson("{\"id\":\"t\"}").withFixedDelay(600));

        assertThat(request(GET).getException()).isNull();
        assertRequests(1);
    }

    /** The next address of a host may be tried, because nothing was sent yet. */
    @Test
    void allAddressesOfAHostAreTried() throws Exception {
        try (RawService service = new RawService()) {
            service.answer(RawService.json("[{\"a\":1}]"));

            Exchange exchange = request("datamaker:generate?template=t&count=1&outputType=List&maxRetries=0&baseUrl="
                    + service.baseUrl().replace("//localhost", "//two.localhost"));

            assertThat(exchange.getException()).isNull();
            assertThat(service.requests()).hasSize(1);
        }
    }
}
