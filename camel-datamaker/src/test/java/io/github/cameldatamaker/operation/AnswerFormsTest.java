package io.github.cameldatamaker.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers to creates, deletes and runs in forms that differ from the contract's. */
class AnswerFormsTest extends WireMockRouteTest {

    private static final String RUNS = "/scenarios/s/runs";

    private static void answer(int status, String body) {
        answer(aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body));
    }

    @ParameterizedTest
    @CsvSource({ "200, createTemplate", "200, createScenario", "200, createConnection", "202, createTemplate" })
    void aCreateMayAnswerAnySuccess(int status, String operation) {
        answer(status, "{\"id\":\"new\"}");

        Exchange out = template.request("datamaker:" + operation, e -> e.getMessage().setBody(Map.of("name", "n")));

        assertThat(out.getException()).isNull();
        assertThat(out.getMessage().getBody(Map.class)).isEqualTo(Map.of("id", "new"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "deleteTemplate?template=t", "deleteSet?set=t", "deleteFile?file=t", "cancelRun?scenario=s&run=t" })
    void aDeleteLeavesTheBodyWhateverItAnswers(String operation) {
        for (String answer : List.of("{\"message\":\"Deleted\"}", "{\"id\":\"t\",\"status\":\"cancelled\"}", "[]", "ok")) {
            answer(200, answer);

            Exchange out = template.request("datamaker:" + operation, e -> e.getMessage().setBody("as it was"));

            assertThat(out.getException()).isNull();
            assertThat(out.getMessage().getBody()).isEqualTo("as it was");
        }
        SERVICE.verify(4, deleteRequestedFor(anyUrl()));
        assertReleased();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"ID\":\"r\"}", "{\"ID\":\"r\",\"id\":null}", "{\"ID\":\"r\",\"id\":\"\"}" })
    void theIdOfARun(String run) throws Exception {
        route(r -> r.from("direct:a").to("datamaker:runScenario?scenario=s&wait=poll&pollInterval=1"));
        for (String name : List.of("run_id", "runId", "jobId")) {
            String fields = run.replace("ID", name);
            String body = fields.substring(0, fields.length() - 1);
            SERVICE.stubFor(post(urlPathEqualTo("/scenarios/s/run")).willReturn(okJson(body + ",\"status\":\"queued\"}")));
            SERVICE.stubFor(get(urlPathEqualTo(RUNS + "/r")).willReturn(okJson(body + ",\"status\":\"done\"}")));

            Exchange out = template.request("direct:a", e -> {});

            assertThat(out.getException()).isNull();
            assertThat(out.getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo("r");
        }
        SERVICE.verify(3, getRequestedFor(urlPathEqualTo(RUNS + "/r")));
    }

    @Test
    void aNumberIsAnIdToo() {
        answer(200, "{\"jobId\":1234567890123,\"status\":\"queued\"}");

        Exchange out = template.request("datamaker:runScenario?scenario=s&wait=none", e -> {});

        assertThat(out.getMessage().getHeader(DataMakerConstants.RUN)).isEqualTo("1234567890123");
    }

    @Test
    void aRunThatIsNotAwaitedAnymoreIsCancelledByItsId() {
        SERVICE.stubFor(get(urlPathEqualTo(RUNS + "/r")).willReturn(okJson("{\"jobId\":\"r\",\"status\":\"active\"}")));
        SERVICE.stubFor(delete(urlPathEqualTo(RUNS + "/r")).willReturn(okJson("{\"message\":\"Cancelled\"}")));

        template.request("datamaker:awaitRun?scenario=s&run=r&pollInterval=1&completionTimeout=50", e -> {});

        Awaitility.await().untilAsserted(() -> SERVICE.verify(1, deleteRequestedFor(urlPathEqualTo(RUNS + "/r"))));
    }

    /** Without a time the first run would not be older than the second one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            value = { "run_id|started_at", "runId|startedAt", "jobId|created_at", "jobId|createdAt" })
    void runsOfAListInTheOrderOfTheirStart(String id, String start) throws Exception {
        List<String> times = List.of("\"2026-01-01T10:00:00Z\"", "\"2026-01-01T12:00:01.000+02:00\"", "1767261602",
                "1767261603000",
                "\"1767261604\"", "\"1767261605000\"");
        List<String> runs = new ArrayList<>();
        for (int i : List.of(3, 0, 5, 1, 4, 2)) {
            runs.add("{\"" + id + "\":\"r" + i + "\",\"status\":\"completed\",\"" + start + "\":" + times.get(i) + "}");
        }
        SERVICE.stubFor(get(urlPathEqualTo(RUNS)).willReturn(okJson("{\"runs\":" + runs + "}")));
        route(r -> r.from("datamaker:runs?scenario=s&startFrom=beginning&initialDelay=0&delay=5").to("mock:runs"));

        Awaitility.await().until(() -> mock("runs").getReceivedCounter() == 6);

        assertThat(mock("runs").getExchanges()).extracting(e -> e.getMessage().getHeader(DataMakerConstants.RUN))
                .containsExactly("r0", "r1", "r2", "r3", "r4", "r5");
    }
}
