package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.DrivenTime;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** A run whose answer was lost is found in lists of any order. */
class RunSearchTest extends WireMockRouteTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    private static final String MINE = "{\"id\":\"mine\",\"status\":\"running\",\"params\":{\"camel_datamaker_run_key\":\"k\"},"
            + "\"started_at\":\"2026-01-01T10:00:00Z\"}";

    private final DrivenTime time = new DrivenTime(START);

    @Override
    protected void prepare(DataMakerComponent component) {
        ComponentInsides.setTime(component, time.clock(), time);
    }

    private static void page(String cursor, String items, String next) {
        SERVICE.stubFor(
                get(urlPathEqualTo("/scenarios/s/runs")).withQueryParam("cursor", cursor == null ? absent() : equalTo(cursor))
                        .willReturn(okJson("{\"items\":[" + items + "],\"next_cursor\":" + next + "}")));
    }

    private static String run(String id, String startedAt) {
        return "{\"id\":\"" + id + "\",\"status\":\"done\",\"params\":{},\"started_at\":\"" + startedAt + "\"}";
    }

    private Exchange start() {
        SERVICE.stubFor(post(urlPathEqualTo("/scenarios/s/run")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        SERVICE.stubFor(get(urlPathEqualTo("/scenarios/s/runs/mine")).willReturn(okJson(MINE)));
        return drive("datamaker:runScenario?scenario=s&runKey=k");
    }

    private Exchange drive(String uri) {
        CompletableFuture<Exchange> sent = send(uri, null);
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
            if (nothingIsUnderWay()) {
                time.advance(Duration.ofSeconds(1));
            }
            return sent.isDone();
        });
        return sent.join();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{\"id\":\"x\",\"status\":\"done\",\"params\":{},\"started_at\":\"2025-12-01T10:00:00Z\"}" })
    void itReadsOnAfterAPageThatDoesNotShowTheOrder(String firstPage) {
        page(null, firstPage, "\"c\"");
        page("c", MINE, "null");

        Exchange exchange = start();

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo("mine");
        SERVICE.verify(1, postRequestedFor(urlPathEqualTo("/scenarios/s/run")));
    }

    @Test
    void itReadsOnAfterOldRunsOfAListThatBeginsWithTheOldest() {
        page(null, run("a", "2025-12-01T10:00:00Z") + "," + run("b", "2025-12-02T10:00:00Z"), "\"c\"");
        page("c", MINE, "null");

        assertThat(start().getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo("mine");
    }

    /** If the newest runs come first, it does not read the whole past. */
    @Test
    void itDoesNotReadThePastOfAListThatBeginsWithTheNewest() {
        page(null, run("b", "2026-01-01T09:59:00Z") + "," + run("a", "2025-12-01T10:00:00Z"), "\"c\"");
        page("c", MINE, "null");

        assertThat(start().getException()).hasMessageContaining("not known");
        SERVICE.verify(0, getRequestedFor(urlPathEqualTo("/scenarios/s/runs")).withQueryParam("cursor", equalTo("c")));
    }

    /** A run that is listed without its params may be the one, so the result is unknown. */
    @Test
    void aListWithoutParams() {
        page(null, "{\"id\":\"x\",\"status\":\"running\",\"started_at\":\"2026-01-01T10:00:00Z\"}", "null");

        assertThat(start().getException()).hasMessageContaining("not known").hasMessageContaining("without its params");
    }

    /** It searches the run, because a run without an id cannot be awaited. */
    @Test
    void aStartThatIsAnsweredWithoutAnId() {
        page(null, "", null);
        SERVICE.stubFor(post(urlPathEqualTo("/scenarios/s/run")).willReturn(aResponse().withStatus(204)));

        assertThat(drive("datamaker:runScenario?scenario=s&wait=poll").getException()).hasMessageContaining("no id");
    }
}
