package io.github.cameldatamaker;

import io.github.cameldatamaker.client.DataMakerTimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** What the service may answer to a cancellation. */
class CancelledRunTest extends WireMockRouteTest {

    private static final String RUN = "/scenarios/s/runs/r";

    /** Which code says that a run has finished is the service's own. */
    @ParameterizedTest
    @CsvSource({ "204, false", "404, false", "409, false", "500, true" })
    void onlyARunThatMayGoOnIsWarnedOf(int status, boolean isWarnedOf) {
        answerJson("{\"id\":\"r\",\"status\":\"running\"}");
        SERVICE.stubFor(delete(urlPathEqualTo(RUN)).willReturn(aResponse().withStatus(status).withHeader("Content-Type", "application/json")
                .withBody(status == 204 ? "" : "{\"error\":{\"code\":\"of_its_own\",\"message\":\"no\"}}")));
        try (CapturedLog log = new CapturedLog()) {
            Throwable failure = send(
                    "datamaker:runScenario?scenario=s&wait=poll&completionTimeout=100&maxRetries=0", null).join().getException();

            assertThat(failure).isInstanceOf(DataMakerTimeoutException.class);
            Awaitility.await().untilAsserted(() -> SERVICE.verify(deleteRequestedFor(urlPathEqualTo(RUN))));
            // Waits for the answer.
            context.stop();
            assertThat(log.count("could not be cancelled")).isEqualTo(isWarnedOf ? 1 : 0);
        }
    }
}
