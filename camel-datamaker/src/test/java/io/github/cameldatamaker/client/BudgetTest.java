package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.sandbox.Plan;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All users of a workspace share one budget: requests are held back before the service refuses them. */
class BudgetTest extends DrivenSandboxTest {

    private static final int ROUTES = 3;
    private static final String GENERATE = "datamaker:generate?template=tmpl_product&outputType=List&maxRateLimitWait=3h&count=";

    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private volatile boolean saysItsTime = true;

    BudgetTest() {
        super(Plan.FREE);
    }

    @Override
    protected void prepare(DataMakerComponent component) {
        super.prepare(component);
        component.getConfiguration().setHttpClient(new OkHttpClient.Builder().addNetworkInterceptor(chain -> {
            Response response = chain.proceed(chain.request());
            answers.add(response.code());
            return saysItsTime ? response : response.newBuilder().removeHeader("Date").build();
        }).build());
    }

    private long refusals() {
        return answers.stream().filter(status -> status == 429).count();
    }

    private long answered() {
        return answers.stream().filter(status -> status == 200).count();
    }

    /** The proof: the routes ask for more than the hour allows, and use the whole hour without a refusal. */
    @Test
    void threeRoutesShareAnHour() throws Exception {
        Map<String, AtomicLong> rows = new ConcurrentHashMap<>();
        Map<String, List<Instant>> turns = new ConcurrentHashMap<>();
        AtomicBoolean stopped = new AtomicBoolean();
        for (String route : List.of("a", "b", "c")) {
            rows.put(route, new AtomicLong());
            turns.put(route, new CopyOnWriteArrayList<>());
            route(r -> r.from("seda:" + route).routeId(route).to(GENERATE + "70&maxRowsPerHour=10000")
                    .process(e -> rows.get(route).addAndGet(e.getMessage().getBody(List.class).size()))
                    .process(e -> turns.get(route).add(time.clock().instant()))
                    .filter(e -> !stopped.get()).to("seda:" + route));
            template.sendBody("seda:" + route, null);
        }

        for (Duration gone = Duration.ZERO; gone.compareTo(Duration.ofMinutes(59)) < 0; gone = gone.plusSeconds(20)) {
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> heldBack() == ROUTES);
            advance(Duration.ofSeconds(20));
        }
        stopped.set(true);

        long used = rows.values().stream().mapToLong(AtomicLong::get).sum();
        assertThat(refusals()).as("429 answers").isZero();
        assertThat(used).isBetween(9_900L, 10_000L);
        // As long as there are rows, no route waits longer than for the next minute.
        Instant lastTurn = turns.values().stream().flatMap(List::stream).max(Instant::compareTo).orElseThrow();
        assertThat(turns.values()).allSatisfy(mine -> assertNoGap(mine, lastTurn, Duration.ofSeconds(80)));
    }

    private static void assertNoGap(List<Instant> turns, Instant end, Duration longest) {
        Instant last = START;
        for (Instant turn : turns) {
            assertThat(Duration.between(last, turn)).isLessThanOrEqualTo(longest);
            last = turn;
        }
        assertThat(Duration.between(last, end)).isLessThanOrEqualTo(longest);
    }

    private long heldBack() {
        return ComponentInsides.waits(context).waiting();
    }

    @Test
    void requestsAMinuteAreLearnedFromTheHeaders() {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(send("datamaker:getTemplate?template=tmpl_product", null));
        }

        Awaitility.await().until(() -> answered() == 60 && heldBack() == 40 && nothingIsUnderWay());
        assertThat(sandbox.requests()).hasSize(60);
        advance(Duration.ofSeconds(61));

        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        assertThat(answered()).isEqualTo(100);
        assertThat(refusals()).isZero();
        assertThat(sent).allSatisfy(done -> assertThat(done.join().getException()).isNull());
    }

    /** Polls that use up the minute must not hold up generation. */
    @Test
    void generationGoesBeforePolling() {
        useUpTheMinute();
        List<CompletableFuture<Exchange>> polls = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            polls.add(send("datamaker:getRun?scenario=s&run=r", null));
        }
        CompletableFuture<Exchange> generate = send(GENERATE + "5", null);

        sandbox.clearRequests();
        advanceWhenQuiet(Duration.ofSeconds(61));
        generate.join();
        Awaitility.await().until(() -> sandbox.requests().size() == 60 && nothingIsUnderWay());

        assertThat(generate.join().getException()).isNull();
        assertThat(polls).anySatisfy(poll -> assertThat(poll).isNotDone());
    }

    private void useUpTheMinute() {
        useUp(60);
    }

    private void useUp(int requests) {
        for (int i = 0; i < requests; i++) {
            template.requestBody("datamaker:listTemplates?outputType=List", (Object) null);
        }
    }

    /** An unknown budget is not a used-up one. */
    @Test
    void lostAnswersDoNotHoldRequestsBackForEver() {
        sandbox.faults().on("GET", "/templates/{id}").times(10).neverRespond();
        for (int i = 0; i < 10; i++) {
            send("datamaker:getTemplate?template=tmpl_product", null);
        }
        Awaitility.await().until(() -> sandbox.requests().size() >= 10);

        CompletableFuture<Exchange> patient = send("datamaker:getTemplate?template=tmpl_order", null);
        assertThat(send("datamaker:getTemplate?template=tmpl_order&whenRateLimited=fail", null).join().getException()).isNull();
        assertThat(patient.join().getException()).isNull();
    }

    @Test
    void aPreviewCostsNoRows() {
        for (int i = 0; i < 20; i++) {
            assertThat(template.request("datamaker:preview?template=tmpl_product&outputType=List&maxRowsPerHour=1", e -> {})
                    .getException()).isNull();
        }
    }

    @Test
    void maxRowsPerHourHoldsBackBeforeAnythingIsSent() {
        template.requestBody(GENERATE + "80&maxRowsPerHour=100", (Object) null);

        DataMakerRateLimitException failure = (DataMakerRateLimitException) template
                .request(GENERATE.replace("3h", "2m") + "30&maxRowsPerHour=100", e -> {}).getException();

        assertThat(failure.getMessage()).matches(
                "POST /templates/tmpl_product/generate was held back, not sent: 30 rows are wanted, but maxRowsPerHour=100 has 20 left. "
                        + "There will be enough in 3[56]\\d\\d s, but maxRateLimitWait is 120 s: raise it, or raise "
                        + "maxRowsPerHour, or ask for fewer rows");
        assertThat(failure.getErrorMessage())
                .isEqualTo("held back, not sent: 30 rows are wanted, but maxRowsPerHour=100 has 20 left");
        assertThat(failure.getRetryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(sandbox.requests()).hasSize(1);
    }

    @Test
    void aCountAboveAnHourFailsAtOnce() {
        Exception failure = template.request(GENERATE + "101&maxRowsPerHour=100", e -> {}).getException();

        assertThat(failure).isInstanceOf(DataMakerException.class).hasMessageContaining("maxRowsPerHour")
                .hasMessageContaining("101");
        assertThat(sandbox.requests()).isEmpty();
    }

    /** Without maxRowsPerHour the refusal of the service shows the limit. */
    @Test
    void aQuotaExceededHoldsGenerationBack() {
        template.requestBody(GENERATE + "9990", (Object) null);
        CompletableFuture<Exchange> refused = send(GENERATE + "20", null);
        // The refused request waits for its next attempt, so the hour is known now.
        Awaitility.await().until(() -> heldBack() == 1 && nothingIsUnderWay());

        CompletableFuture<Exchange> heldBack = send(GENERATE + "25", null);
        assertThat(heldBack()).isEqualTo(2);
        assertThat(sandbox.requests()).hasSize(2);
        advance(Duration.ofMinutes(61));

        assertThat(refused.join().getException()).isNull();
        assertThat(heldBack.join().getException()).isNull();
        assertThat(refusals()).isEqualTo(1);
    }

    /** The service did not generate what it refused, so it costs no rows. */
    @Test
    void aRefusedGenerateGivesItsRowsBack() {
        assertThat(template.request("datamaker:generate?template=unknown&count=100&maxRowsPerHour=100", e -> {}).getException())
                .hasMessageContaining("404");

        assertThat(template.request(GENERATE + "100&maxRowsPerHour=100", e -> {}).getException()).isNull();
    }

    @Test
    void twoContextsShareOneBudget() throws Exception {
        template.requestBody(GENERATE + "80&maxRowsPerHour=100", (Object) null);

        assertThat(failureInAnotherContext(GENERATE.replace("3h", "1s") + "30&maxRowsPerHour=100"))
                .isInstanceOf(DataMakerRateLimitException.class);
    }

    private Exception failureInAnotherContext(String uri) throws Exception {
        try (var other = new DefaultCamelContext()) {
            DataMakerComponent component = other.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(baseUrl());
            component.getConfiguration().setApiKey(apiKey());
            prepare(component);
            other.start();
            return other.createProducerTemplate().request(uri, e -> {}).getException();
        }
    }

    /** A refused claim gives back nothing else. */
    @Test
    void aRefusalGivesBackItsOwnRowsOnly() {
        template.requestBody(GENERATE + "60&maxRowsPerHour=100", (Object) null);
        advance(Duration.ofMinutes(40));
        assertThat(template.request("datamaker:generate?template=unknown&count=40&maxRowsPerHour=100", e -> {}).getException())
                .hasMessageContaining("404");
        advance(Duration.ofMinutes(21));

        // The sixty are more than an hour old, and the forty were never used.
        assertThat(template.request(GENERATE.replace("3h", "1s") + "100&maxRowsPerHour=100", e -> {}).getException()).isNull();
    }

    /** The service may count rows in flight at any time. */
    @Test
    void rowsInFlightCountUntilTheirAnswer() {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).neverRespond();
        send(GENERATE + "60&maxRowsPerHour=100", null);
        Awaitility.await().until(() -> sandbox.requests().size() == 1);
        advance(Duration.ofMinutes(61));

        assertThat(template.request(GENERATE.replace("3h", "1s") + "50&maxRowsPerHour=100", e -> {}).getException())
                .isInstanceOf(DataMakerRateLimitException.class);
    }

    /** A restarted route continues its hour. */
    @Test
    void theHourOutlivesItsRoute() throws Exception {
        template.requestBody(GENERATE + "80&maxRowsPerHour=100", (Object) null);
        context.stop();

        assertThat(failureInAnotherContext(GENERATE.replace("3h", "1s") + "30&maxRowsPerHour=100"))
                .isInstanceOf(DataMakerRateLimitException.class);
    }

    /** One limit for the wait for rows and the wait for requests: not one after the other. */
    @Test
    void maxRateLimitWaitIsForBothBudgetsTogether() {
        template.requestBody(GENERATE + "50&maxRowsPerHour=100", (Object) null);
        advance(Duration.ofMinutes(59).plusSeconds(40));
        // Rows come back after 50 s; by then the requests are used up for half a minute more.
        CompletableFuture<Exchange> sent = send(GENERATE.replace("3h", "55s") + "100&maxRowsPerHour=100", null);
        advance(Duration.ofSeconds(25));
        useUpTheMinute();
        advance(Duration.ofSeconds(26));

        assertThat(sent.join().getException()).isInstanceOf(DataMakerRateLimitException.class).hasMessageContaining("not sent");
    }

    @Test
    void answersStillToComeAreNoReasonToRefuse() {
        useUp(40);
        sandbox.faults().on("GET", "/templates/{id}").times(10).neverRespond();
        for (int i = 0; i < 10; i++) {
            send("datamaker:getTemplate?template=tmpl_product", null);
        }
        Awaitility.await().until(() -> sandbox.requests().size() >= 50);
        useUp(1);

        // Nine are left, if the service has counted the ten already; and it has.
        assertThat(send("datamaker:getTemplate?template=tmpl_order&whenRateLimited=fail", null).join().getException()).isNull();
    }

    /** After that, the times that were learned before are useless. */
    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        template.requestBody(GENERATE + "100&maxRowsPerHour=100", (Object) null);
        useUp(59);

        time.advance(Duration.ofDays(-300));
        serverClock.advance(Duration.ofDays(-300));

        CompletableFuture<Exchange> rows = send(GENERATE + "100&maxRowsPerHour=100", null);
        assertThat(rows.join().getException()).isNull();
        assertThat(answered()).isEqualTo(61);
    }

    /** Every row that a resumed generation skips is generated and paid again. */
    @Test
    void aResumedGenerationCountsAgain() {
        sandbox.faults().on("POST", "/templates/{id}/generate").times(2).cutAfter(2_000);
        String generate = GENERATE.replace("3h", "1s") + "100&maxRowsPerHour=";

        assertThat(template.request(generate + 200, e -> {}).getException()).isInstanceOf(DataMakerTruncatedException.class)
                .satisfies(broken -> assertThat(broken.getSuppressed())
                        .singleElement().satisfies(cause -> assertThat(cause).hasMessageContaining("not sent")));
        assertThat(sandbox.requests()).hasSize(2);
    }

    /** The refusal of many rows says nothing about few. */
    @Test
    void aGenerateThatIsTooLargeDoesNotHoldBackSmallOnes() {
        CompletableFuture<Exchange> tooLarge = send(GENERATE + "20000", null);
        Awaitility.await().until(() -> heldBack() == 1 && nothingIsUnderWay());

        assertThat(template.request(GENERATE + "10", e -> {}).getException()).isNull();
        assertThat(tooLarge).isNotDone();
    }

    @Test
    void aRefusalDoesNotMakeOurOwnLimitForget() {
        template.requestBody(GENERATE + "100&maxRowsPerHour=100", (Object) null);
        sandbox.faults().on("POST", "/templates/{id}/generate").times(1).status(429, "quota_exceeded", "none left");
        send("datamaker:generate?template=tmpl_product&count=1&outputType=List&whenRateLimited=fail", null).join();
        advance(Duration.ofMinutes(2));

        assertThat(template.request(GENERATE.replace("3h", "1s") + "100&maxRowsPerHour=100", e -> {}).getException())
                .hasMessageContaining("not sent");
    }

    @Test
    void anUnsentRequestCostsNothing() {
        String nobody = "&maxRetries=0&maxRowsPerHour=100&baseUrl=http://127.0.0.1:1";
        for (int i = 0; i < 3; i++) {
            assertThat(template.request(GENERATE + "60" + nobody, e -> {}).getException())
                    .isInstanceOf(DataMakerConnectionException.class);
        }
    }

    /** A request behind one that waits long fails with an error that says for how long. */
    @Test
    void aRequestThatWouldWaitTooLongBehindAnotherFailsAtOnce() {
        template.requestBody(GENERATE + "60&maxRowsPerHour=100", (Object) null);
        send(GENERATE + "60&maxRowsPerHour=100", null);

        DataMakerRateLimitException failure = (DataMakerRateLimitException) send(
                GENERATE.replace("3h", "2m") + "10&maxRowsPerHour=100", null).join().getException();

        assertThat(failure.getRetryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(59));
        assertThat(failure).hasMessageContaining(
                "10 rows are wanted, but maxRowsPerHour=100 has 40 left, of which earlier requests want 60");
    }

    @Test
    void aRequestWithoutALimitDoesNotWaitBehindOneWithALimit() {
        template.requestBody(GENERATE + "60&maxRowsPerHour=100", (Object) null);
        send(GENERATE + "60&maxRowsPerHour=100", null);

        assertThat(send(GENERATE + "10", null).join().getException()).isNull();
    }

    /** Failed connections show nothing about the budget. */
    @Test
    void anOutageDoesNotUseUpTheBudget() {
        useUp(58);
        advance(Duration.ofMinutes(2));
        sandbox.faults().on("GET", "/templates/{id}").always().disconnect();
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(send("datamaker:getTemplate?template=tmpl_product&maxRetries=0", null));
        }

        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).hasMessageNotContaining("not sent"));
        sandbox.faults().clear();
        assertThat(template.request("datamaker:getTemplate?template=tmpl_product", e -> {}).getException()).isNull();
    }

    /** A slow answer does not hold up the other requests for as long. */
    @Test
    void slowAnswersAtTheStartHoldUpNoOtherRequest() {
        sandbox.faults().on("GET", "/templates/{id}").times(10).neverRespond();
        for (int i = 0; i < 10; i++) {
            send("datamaker:getTemplate?template=tmpl_product", null);
        }
        Awaitility.await().until(() -> sandbox.requests().size() == 10);
        CompletableFuture<Exchange> next = send(GENERATE + "5", null);
        Awaitility.await().until(() -> time.nextTask().isBefore(START.plusSeconds(2)));

        advance(Duration.ofSeconds(2));

        assertThat(next.join().getException()).isNull();
    }

    /** A service whose clock is behind without saying so gets one request, not all that wait. */
    @Test
    void theClockOfTheServiceMayBeBehind() {
        saysItsTime = false;
        List<CompletableFuture<Exchange>> sent = useUpTheMinuteOfAServiceBehind();
        advance(Duration.ofSeconds(56));
        Awaitility.await().until(() -> refusals() >= 1);

        assertAllSucceed(sent);
        assertThat(refusals()).isLessThanOrEqualTo(2);
    }

    /** Its Date header shows it. */
    @Test
    void theDateHeaderShowsAClockThatIsBehind() {
        List<CompletableFuture<Exchange>> sent = useUpTheMinuteOfAServiceBehind();
        advance(Duration.ofSeconds(56));

        assertAllSucceed(sent);
        assertThat(refusals()).isZero();
    }

    private List<CompletableFuture<Exchange>> useUpTheMinuteOfAServiceBehind() {
        time.advance(Duration.ofSeconds(5));
        useUpTheMinute();
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sent.add(send("datamaker:getTemplate?template=tmpl_product", null));
        }
        return sent;
    }

    private void assertAllSucceed(List<CompletableFuture<Exchange>> sent) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> {
            advanceWhenQuiet(Duration.ofSeconds(1));
            return sent.stream().allMatch(CompletableFuture::isDone);
        });
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).isNull());
    }
}
