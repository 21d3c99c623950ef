package io.github.cameldatamaker;

import java.util.Map;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.DataMakerApiException;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the polls of a logs consumer do, and tell of. */
class LogsPollsTest extends LogsRouteTest {

    private static final String RUN = "/scenarios/{id}/runs/{run}";

    private String ofAllRuns(String options) {
        return "datamaker:logs?startFrom=beginning&initialDelay=0&maxRetries=0&scenario=" + scenario + options;
    }

    private Stream<Exception> errors() {
        return mock("error").getExchanges().stream().map(e -> e.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    @Test
    void eachPollTellsOfWhatThereIsNow() throws Exception {
        start("# sandbox: duration=1h, lines=60");
        sandbox().scenarios().start(scenario, Map.of());
        sandbox().faults().on("GET", RUN).always().status(503);
        sandbox().faults().on("GET", RUN + "/logs").always().status(503);
        route(r -> {
            r.onException(DataMakerApiException.class).handled(true).to("mock:error");
            r.from(ofAllRuns("&delay=20&bridgeErrorHandler=true&retryBackoff=60000&maxRetryBackoff=60000")).to("mock:log");
        });
        Awaitility.await().until(() -> errors().filter(error -> error.getSuppressed().length > 0).count() >= 4);

        assertThat(errors()).allSatisfy(error -> assertThat(error.getSuppressed()).hasSizeLessThanOrEqualTo(1));
        assertThat(errors().filter(error -> error.getSuppressed().length > 0))
                .allSatisfy(error -> assertThat(error).hasMessageContaining("2 runs").hasMessageContaining("503"));
    }
}
