package io.github.cameldatamaker.consume;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.support.ScheduledPollConsumer;
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
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/** Consumers of runs and logs, where the service says in its own way when runs have started. */
class OddRunTimesTest extends WireMockRouteTest {

    private static final String LIST = "/scenarios/s/runs";

    private final List<String> seen = new CopyOnWriteArrayList<>();

    /** A list of two pages. A poll at that moment reads two old ones or two new ones. */
    private static void list(List<String> first, List<String> second) {
        String cursor = UUID.randomUUID().toString();
        SERVICE.stubFor(get(urlPathEqualTo(LIST)).withQueryParam("cursor", equalTo(cursor))
                .willReturn(okJson("{\"items\":[" + String.join(",", second) + "],\"next_cursor\":null}")));
        SERVICE.stubFor(get(urlPathEqualTo(LIST)).withQueryParam("cursor", absent())
                .willReturn(okJson("{\"items\":[" + String.join(",", first) + "],\"next_cursor\":\"" + cursor + "\"}")));
    }

    private static String run(int number, String time) {
        String startedAt = time.isEmpty() ? "" : ",\"started_at\":" + time.replace("NN", "0" + number);
        return "{\"id\":\"r" + number + "\",\"status\":\"done\"" + startedAt + "}";
    }

    private void awaitPoll() {
        int before = polls();
        Awaitility.await().until(() -> polls() > before + 1);
    }

    private static int polls() {
        return SERVICE.findAll(getRequestedFor(urlPathEqualTo(LIST)).withQueryParam("cursor", absent())).size();
    }

    private void watch(String uri) throws Exception {
        SERVICE.stubFor(get(urlPathMatching(LIST + "/[^/]+/logs"))
                .willReturn(aResponse().withHeader("Content-Type", "text/plain").withBody("a line\n")));
        SERVICE.stubFor(get(urlPathMatching(LIST + "/r[0-9]+")).willReturn(okJson("{\"id\":\"r4\",\"status\":\"done\"}")));
        route(r -> r.from(uri).routeId("watch").process(e -> seen.add(
                e.getMessage().getHeader(DataMakerConstants.RUN) + " "
                        + e.getMessage().getHeader(DataMakerConstants.RUN_STATUS))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "17672616NN", "\"17672616NN\"", "17672616NN123", "\"17672616NN123\"", "17672616NN.5", "\"2026-01-01T10:00:NN\"",
            "\"2026-01-01 10:00:NN\"", "\"2026-01-01T10:00:NN+01:00\"", "\"yesterday\"", "\"\"", "0", "true", "null", "" })
    void aNewRunAmongOldOnes(String time) throws Exception {
        list(List.of(run(3, time), run(2, time)), List.of(run(1, time)));
        watch("datamaker:runs?scenario=s&initialDelay=0&delay=20");
        awaitPoll();

        list(List.of(run(4, time), run(3, time)), List.of(run(2, time), run(1, time)));

        Awaitility.await().until(() -> !seen.isEmpty());
        awaitPoll();
        assertThat(seen).containsExactly("r4 done");
        assertThat(((ScheduledPollConsumer) context.getRoute("watch").getConsumer()).getErrorCounter()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "17672616NN", "\"2026-01-01T10:00:NN\"", "\"yesterday\"", "" })
    void theLogOfANewRun(String time) throws Exception {
        list(List.of(run(3, time), run(2, time)), List.of(run(1, time)));
        watch("datamaker:logs?scenario=s&follow=false&initialDelay=0&delay=20");
        awaitPoll();

        list(List.of(run(4, time), run(3, time)), List.of(run(2, time), run(1, time)));

        Awaitility.await().until(() -> seen.contains("r4 done"));
        awaitPoll();
        assertThat(seen).containsExactly("r4 null", "r4 done");
        assertThat(((ScheduledPollConsumer) context.getRoute("watch").getConsumer()).getErrorCounter()).isZero();
    }

    /** Nothing shows the order of the list, and the newest runs do not come first. */
    @Test
    void aNewRunAtTheEndOfAListWithoutTimes() throws Exception {
        list(List.of(run(1, ""), run(2, "")), List.of(run(3, "")));
        watch("datamaker:runs?scenario=s&initialDelay=0&delay=20");
        awaitPoll();

        list(List.of(run(1, ""), run(2, "")), List.of(run(3, ""), run(4, "")));

        Awaitility.await().until(() -> !seen.isEmpty());
        awaitPoll();
        assertThat(seen).containsExactly("r4 done");
    }

    /** A list with too many indistinguishable runs is not read for ever. */
    @Test
    void tooManyRunsWithoutATime() throws Exception {
        List<String> runs = new ArrayList<>();
        for (int number = 0; number < 2_001; number++) {
            runs.add(run(number, ""));
        }
        list(runs, List.of());
        watch("datamaker:runs?scenario=s&initialDelay=0&delay=20");

        ScheduledPollConsumer consumer = (ScheduledPollConsumer) context.getRoute("watch").getConsumer();
        Awaitility.await().until(() -> consumer.getErrorCounter() > 0);
        assertThat(seen).isEmpty();
    }
}
