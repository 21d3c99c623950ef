package io.github.cameldatamaker.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Any number of exchanges can wait in a context with tiny thread pools. */
class ManyWaitsTest extends DrivenSandboxTest {

    private static final boolean SOAK = Boolean.getBoolean("soak");
    private static final int WAITING = 20_000;
    private static final int RUNS = SOAK ? 20_000 : 2_000;

    /** Camel's own timer and pools; the time is driven, so that nothing but the test ends a wait for the budget. */
    @Override
    protected void prepare(DataMakerComponent component) {
        component.getCamelContext().getExecutorServiceManager().setDefaultThreadPoolProfile(
                new ThreadPoolProfileBuilder("smallest").defaultProfile(true).poolSize(1).maxPoolSize(1).maxQueueSize(1)
                        .rejectedPolicy(ThreadPoolRejectedPolicy.Abort).build());
        ComponentInsides.setTime(component, time.clock(), null);
    }

    private List<CompletableFuture<Exchange>> sendMany(String uri, int count) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        return Stream.generate(() -> {
            Exchange exchange = endpoint.createExchange();
            CompletableFuture<Exchange> done = new CompletableFuture<>();
            producer.process(exchange, doneSync -> done.complete(exchange));
            return done;
        }).limit(count).toList();
    }

    private RouteWaits held() {
        return ComponentInsides.waits(context);
    }

    private int timerTasks() {
        return ((SizedScheduledExecutorService) ComponentInsides.timer(context))
                .getScheduledThreadPoolExecutor().getQueue().size();
    }

    private static long done(List<CompletableFuture<Exchange>> sent) {
        return sent.stream().filter(CompletableFuture::isDone).count();
    }

    @Test
    void forTheBudget() throws Exception {
        int hour = WAITING / 5;
        String generate = "datamaker:generate?template=tmpl_product&outputType=List&maxRateLimitWait=20h&maxRowsPerHour=" + hour
                + "&count=";
        template.requestBody(generate + hour, (Object) null);

        List<CompletableFuture<Exchange>> sent = sendMany(generate + 1, WAITING);

        assertThat(held().waiting()).isEqualTo(WAITING);
        assertThat(timerTasks()).as("tasks of the timer").isLessThan(5);
        for (int hours = 1; hours <= (SOAK ? 5 : 1); hours++) {
            time.advance(Duration.ofMinutes(61));
            // Each answer lets a waiting request go.
            template.requestBody("datamaker:getTemplate?template=tmpl_product", (Object) null);
            int gone = hours * hour;
            Awaitility.await().until(() -> done(sent) == gone);
        }
        List<Exchange> generated = sent.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList();
        assertThat(generated).allSatisfy(exchange -> assertThat(exchange.getException()).isNull());

        context.stop();

        assertThat(done(sent)).isEqualTo(WAITING);
        assertThat(sent.stream().map(CompletableFuture::join).map(Exchange::getException).filter(failure -> failure != null))
                .hasSize(WAITING - generated.size())
                .allSatisfy(
                        failure -> assertThat(failure).isInstanceOf(DataMakerException.class).hasMessageContaining("stopping"));
    }

    @Test
    void forRuns() throws Exception {
        String scenario = scenario("duration=3h");
        String run = sandbox.scenarios().start(scenario, Map.of());

        List<CompletableFuture<Exchange>> sent = sendMany(
                "datamaker:awaitRun?scenario=" + scenario + "&run=" + run
                        + "&pollInterval=3s&completionTimeout=5h&cancelOnTimeout=false",
                RUNS);

        Awaitility.await().until(() -> held().awaitedRuns() == RUNS);
        assertThat(timerTasks()).as("tasks of the timer").isLessThan(10);
        serverClock.advance(Duration.ofHours(4));
        Awaitility.await().until(() -> done(sent) == RUNS);
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(count("DELETE")).isZero();
    }

    @Test
    void forTheirRepetition() throws Exception {
        sandbox.faults().on("GET", "/templates/{id}").times(RUNS).status(503);

        List<CompletableFuture<Exchange>> sent = sendMany("datamaker:getTemplate?template=tmpl_product&retryBackoff=2s", RUNS);

        Awaitility.await().until(() -> done(sent) == RUNS);
        assertThat(sent).allSatisfy(one -> assertThat(one.join().getException()).isNull());
    }

    @Test
    void forARepetitionThatIsFarAway() throws Exception {
        sandbox.faults().on("GET", "/templates/{id}").times(RUNS).status(503);

        List<CompletableFuture<Exchange>> sent = sendMany(
                "datamaker:getTemplate?template=tmpl_product&retryBackoff=5h&maxRetryBackoff=5h", RUNS);

        Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(held().waiting()).isEqualTo(RUNS));
        assertThat(timerTasks()).as("tasks of the timer").isLessThan(10);

        context.stop();

        assertThat(done(sent)).isEqualTo(RUNS);
    }

    /** As a user meets it. */
    @Test
    void behindAQueue() throws Exception {
        String scenario = scenario("duration=1m");
        route(r -> r.from("seda:work?size=2000").to("datamaker:runScenario?wait=poll&pollInterval=2s&scenario=" + scenario)
                .to("mock:done"));
        MockEndpoint done = mock("done");
        done.expectedMessageCount(700);
        for (int message = 0; message < 700; message++) {
            template.sendBody("seda:work", null);
        }
        // The last of them may start in the middle of it, and their minute begins then.
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
            serverClock.advance(Duration.ofMinutes(2));
            return done.getReceivedCounter() == 700;
        });

        done.assertIsSatisfied();
        assertThat(count("DELETE")).isZero();
    }
}
