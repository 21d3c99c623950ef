package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** Logs from services that answer otherwise than ours. */
class LogsOddAnswersTest extends WireMockRouteTest {

    private static final String RUN = "/scenarios/s/runs/r";
    private static final String URI = "datamaker:logs?scenario=s&run=r&initialDelay=0&delay=20&maxRetryBackoff=20&bridgeErrorHandler=true";

    private void logs(String options) throws Exception {
        route(r -> {
            r.onException(DataMakerException.class).handled(true).to("mock:error");
            r.from(URI + (options.contains("retryBackoff") ? "" : "&retryBackoff=1") + options).to("mock:log");
        });
    }

    private static void statuses(String... statuses) {
        inTurn("status", () -> get(urlPathEqualTo(RUN)), Arrays.stream(statuses).map(LogsOddAnswersTest::status).toList());
    }

    private static ResponseDefinitionBuilder status(String status) {
        return aResponse().withHeader("Content-Type", "application/json")
                .withBody("{\"id\":\"r\",\"status\":\"" + status + "\"}");
    }

    private static ResponseDefinitionBuilder events(String body) {
        return aResponse().withHeader("Content-Type", "text/event-stream;charset=utf-8").withBody(body);
    }

    private static ResponseDefinitionBuilder text(String body) {
        return aResponse().withHeader("Content-Type", "text/plain").withBody(body);
    }

    private static void followed(ResponseDefinitionBuilder... answers) {
        inTurn("followed", () -> get(urlPathEqualTo(RUN + "/logs")).withQueryParam("follow", equalTo("true")), List.of(answers));
    }

    private static void plain(ResponseDefinitionBuilder... answers) {
        inTurn("plain", () -> get(urlPathEqualTo(RUN + "/logs")).withQueryParam("follow", absent()), List.of(answers));
    }

    /** One after the other; the last one for ever. */
    private static void inTurn(String name, Supplier<MappingBuilder> request, List<ResponseDefinitionBuilder> answers) {
        String state = Scenario.STARTED;
        for (int i = 0; i < answers.size(); i++) {
            String next = i == answers.size() - 1 ? state : name + i;
            SERVICE.stubFor(
                    request.get().inScenario(name).whenScenarioStateIs(state).willSetStateTo(next).willReturn(answers.get(i)));
            state = next;
        }
    }

    private List<String> awaitEnd() {
        Awaitility.await().until(() -> mock("log").getExchanges().stream()
                .anyMatch(e -> e.getMessage().getHeader("CamelDataMakerRunStatus") != null));
        List<String> lines = new ArrayList<>();
        mock("log").getExchanges().forEach(e -> lines.add(e.getMessage().getBody(String.class)));
        return lines.subList(0, lines.size() - 1);
    }

    private Exception error() {
        return mock("error").getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    @Test
    void itResumesAfterTheLastEventThatWasDeliveredWhole() throws Exception {
        statuses("running", "running", "done");
        followed(events("id: x\ndata: a\n\nid: ü\ndata: b\ndata: c\n\nid: z\ndata: lost"), events("id: z\ndata: d\n\n"),
                events(""));
        plain(text("a\nb\nc\nd\n"));

        logs("");

        assertThat(awaitEnd()).containsExactly("a", "b", "c", "d");
        SERVICE.verify(getRequestedFor(urlPathEqualTo(RUN + "/logs")).withHeader("Last-Event-ID", equalTo("z")));
        assertThat(mock("error").getExchanges()).isEmpty();
    }

    @Test
    void linesWithoutIdsAreCounted() throws Exception {
        statuses("running", "done");
        followed(events("data: a\n\ndata: a\n\n"), events("data: a\n\ndata: a\n\ndata: a\n\ndata: b\n\n"));
        plain(text("a\na\na\nb\n"));

        logs("");

        assertThat(awaitEnd()).containsExactly("a", "a", "a", "b");
    }

    /** Without ids the stream may also continue where it is. Then only the text shows it. */
    @Test
    void aForeignStreamIsReadAsText() throws Exception {
        statuses("running", "running", "done");
        followed(events("data: a\n\ndata: b\n\n"), events("data: d\n\ndata: e\n\n"));
        plain(text("a\nb\nc\n"), text("a\nb\nc\nd\ne\n"));

        logs("");

        assertThat(awaitEnd()).containsExactly("a", "b", "c", "d", "e");
        assertThat(mock("error").getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json", "text/plain", "text/html", "" })
    void anAnswerWithoutEventsIsReadAsText(String type) throws Exception {
        statuses("running", "running", "done");
        ResponseDefinitionBuilder answer = aResponse().withBody("{\"lines\":[]}");
        followed(type.isEmpty() ? answer : answer.withHeader("Content-Type", type));
        plain(text("a\nb"), text("a\nbb\nc"));

        logs("");

        assertThat(awaitEnd()).containsExactly("a", "bb", "c");
        assertThat(mock("error").getExchanges()).hasSize(1);
        assertThat(error()).hasMessageContaining(type.equals("text/html") ? "answered 200" : "text/event-stream")
                .hasMessageContaining(RUN);
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aStatusNobodyKnowsIsNotTheEnd(boolean follow) throws Exception {
        statuses("paused", "deferred", "done");
        followed(events("data: a\n\n"));
        plain(text("a\n"));

        logs("&follow=" + follow);

        assertThat(awaitEnd()).containsExactly("a");
        SERVICE.verify(3, getRequestedFor(urlPathEqualTo(RUN)));
    }

    @Test
    void anIncompleteLineWaitsForItsEnd() throws Exception {
        statuses("running", "running", "running", "done");
        plain(text("a\nb"), text("a\nb"), text("a\nbc\nd"), text("a\nbc\nde"));

        logs("&follow=false");

        assertThat(awaitEnd()).containsExactly("a", "bc", "de");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void lateLinesAreFetched(boolean follow) throws Exception {
        statuses("done");
        followed(events("id: 1\nevent: log\ndata: a\n\nevent: end\ndata: done\n\n"));
        plain(text("a\nb\nc\n"));

        logs("&follow=" + follow);

        assertThat(awaitEnd()).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = { 404, 410 })
    void aFinishedRunWithoutALog(int status) throws Exception {
        statuses("failed");
        followed(aResponse().withStatus(status));
        plain(aResponse().withStatus(status));

        logs("");

        assertThat(awaitEnd()).isEmpty();
        assertThat(mock("error").getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403, 500 })
    void errorsAreReportedUntilTheServiceIsBack(int status) throws Exception {
        statuses("done");
        ResponseDefinitionBuilder refused = aResponse().withStatus(status);
        followed(refused, refused, refused, refused, refused, refused, refused, refused, events("data: a\n\n"));
        plain(text("a\n"));

        logs("&maxRetries=0&retryBackoff=20");

        assertThat(awaitEnd()).containsExactly("a");
        Awaitility.await().until(() -> !mock("error").getExchanges().isEmpty());
        assertThat(error()).hasMessageContaining(String.valueOf(status)).hasMessageNotContaining(apiKey());
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anUnknownRunIsAnErrorUntilItIsKnown(boolean follow) throws Exception {
        ResponseDefinitionBuilder unknown = aResponse().withStatus(404).withHeader("Content-Type", "application/json")
                .withBody("{\"error\":{\"code\":\"not_found\",\"message\":\"no such run\"}}");
        inTurn("status", () -> get(urlPathEqualTo(RUN)),
                List.of(unknown, unknown, unknown, unknown, unknown, unknown, status("done")));
        followed(unknown);
        plain(unknown);

        logs("&retryBackoff=20&follow=" + follow);

        assertThat(awaitEnd()).isEmpty();
        assertThat(error()).hasMessageContaining("no such run").hasMessageContaining(RUN);
    }

    @Test
    void itResumesWithinAnEventOfSeveralLines() throws Exception {
        statuses("running", "done");
        followed(events("id: 1\ndata: a\ndata: b\ndata: c\n\n"), events("event: end\ndata: done\n\n"));
        plain(text("a\nb\nc\n"));
        List<String> bodies = new ArrayList<>();

        route(r -> {
            r.errorHandler(r.noErrorHandler());
            r.from(URI + "&retryBackoff=1").process(e -> bodies.add(e.getMessage().getBody(String.class))).to("mock:log");
        });

        assertThat(awaitEnd()).containsExactly("a", "b", "c");
        assertThat(mock("log").getExchanges().get(1).getMessage().getHeader("CamelDataMakerLineNumber")).isEqualTo(2L);
        assertThat(bodies).hasSize(4);
    }

    /**
     * By the standard, a stream also ends lines at CR: a progress bar has several data lines in the stream, and one line in the
     * text.
     */
    @Test
    void linesThatEndAtCrAreSkippedInTheText() throws Exception {
        statuses("done");
        followed(events("id: 1\ndata: 10%\ndata: 20%\ndata: 30%\n\n"));
        plain(text("10%\r20%\r30%\nlate 1\r\nlate 2\r50%\n"));

        logs("");

        assertThat(awaitEnd()).containsExactly("10%", "20%", "30%", "late 1", "late 2", "50%");
        assertThat(mock("error").getExchanges()).isEmpty();
    }

    @Test
    void linesThatEndAtCrAreSkippedWhenTheLogIsNoLongerFollowed() throws Exception {
        context.getRegistry().bind("state", new MemoryStateRepository());
        statuses("running");
        followed(events("id: 1\ndata: 10%\ndata: 20%\n\n"));
        plain(text("10%\r20%\nlate\n"));
        route(r -> r.from(URI + "&retryBackoff=1&stateRepository=#state").routeId("followed").to("mock:log"));
        Awaitility.await().until(() -> mock("log").getExchanges().size() == 2);
        context.getRouteController().stopRoute("followed");

        SERVICE.stubFor(get(urlPathEqualTo(RUN)).willReturn(status("done")));
        logs("&follow=false&stateRepository=#state");

        assertThat(awaitEnd()).containsExactly("10%", "20%", "late");
        assertThat(mock("error").getExchanges()).isEmpty();
    }

    /** Nothing shows where to resume. In doubt a line comes twice rather than never. */
    @ParameterizedTest
    @ValueSource(strings = { "x\r1\ny\nc\n", "a\n" })
    void aTextOfOtherLinesIsReported(String text) throws Exception {
        statuses("done");
        followed(events("id: 1\ndata: a\n\nid: 2\ndata: b\n\n"));
        plain(text(text));

        logs("");

        assertThat(awaitEnd()).isEqualTo(text.length() > 2 ? List.of("a", "b", "y", "c") : List.of("a", "b"));
        assertThat(mock("error").getExchanges()).hasSize(1);
        assertThat(error()).hasMessageContaining("does not start with the 2 lines").hasMessageContaining("run r");
    }

    /** However short our own waits are. */
    @Test
    void theServicesRetryIsWaitedFor() throws Exception {
        statuses("running", "done");
        followed(events("retry: 1500\n\nid: 1\ndata: a\n\n"), events("id: 2\ndata: b\n\n"));
        plain(text("a\nb\n"));

        logs("");

        assertThat(awaitEnd()).containsExactly("a", "b");
        List<Instant> connections = SERVICE
                .findAll(getRequestedFor(urlPathEqualTo(RUN + "/logs")).withQueryParam("follow", equalTo("true")))
                .stream().map(request -> request.getLoggedDate().toInstant()).sorted().toList();
        assertThat(connections).hasSize(2);
        assertThat(Duration.between(connections.get(0), connections.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(1500));
    }
}
