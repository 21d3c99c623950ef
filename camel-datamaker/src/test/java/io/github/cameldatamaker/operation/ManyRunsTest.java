package io.github.cameldatamaker.operation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.CamelThreads;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Many runs are awaited at once: no thread of the route waits, and none of ours. */
class ManyRunsTest extends DrivenSandboxTest {

    private static final int RUNS = 200;
    private static final int THREADS = 4;

    private CamelThreads camelThreads;

    @Override
    protected void prepare(DataMakerComponent component) {
        super.prepare(component);
        camelThreads = new CamelThreads(component.getCamelContext());
    }

    @Test
    void twoHundredOnFourThreads() throws Exception {
        String scenario = scenario("duration=1m");
        Set<String> threads = ConcurrentHashMap.newKeySet();
        // Opens when all four are at it, which none of them can be that waits for a run.
        CyclicBarrier free = new CyclicBarrier(THREADS);
        route(r -> r.from("seda:work?concurrentConsumers=" + THREADS)
                .process(exchange -> threads.add(Thread.currentThread().getName()))
                .choice().when(r.body().isEqualTo("no run")).process(exchange -> free.await(1, TimeUnit.MINUTES))
                .to("mock:passed")
                .otherwise().to("datamaker:runScenario?wait=poll&scenario=" + scenario).to("mock:done"));

        for (int run = 0; run < RUNS; run++) {
            template.sendBody("seda:work", "run");
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count("POST") == RUNS + 1);
        mock("passed").expectedMessageCount(THREADS);
        for (int other = 0; other < THREADS; other++) {
            template.sendBody("seda:work", "no run");
        }

        mock("passed").assertIsSatisfied();
        assertThat(mock("done").getExchanges()).isEmpty();
        assertThat(threads).hasSize(THREADS);
        Awaitility.await().untilAsserted(() -> {
            assertThat(listedThreadsInOurCode()).isEmpty();
            assertThat(camelThreads.in(ManyRunsTest::isOurs)).isZero();
        });
        assertThat(awaitEnds()).hasSize(RUNS).allSatisfy(exchange -> {
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS)).isEqualTo("done");
        }).extracting(exchange -> exchange.getMessage().getHeader(DataMakerConstants.RUN)).doesNotHaveDuplicates();
        assertThat(threads).hasSize(THREADS);
    }

    /** Of the client, of its waits, and of the producer. */
    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().matches("io\\.github\\.cameldatamaker\\.(client\\.|run\\.|DataMakerProducer).*");
    }

    private static List<String> listedThreadsInOurCode() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Arrays.stream(thread.getValue()).anyMatch(ManyRunsTest::isOurs))
                .map(Map.Entry::getKey).map(Thread::getName).toList();
    }

    private List<Exchange> awaitEnds() {
        // Slowly, so that so many looks are answered before the time that each may take is over.
        Awaitility.await().pollInterval(Duration.ofMillis(200)).atMost(Duration.ofMinutes(2)).until(() -> {
            serverClock.advance(Duration.ofSeconds(5));
            time.advance(Duration.ofSeconds(5));
            return mock("done").getExchanges().size() == RUNS;
        });
        return mock("done").getExchanges();
    }
}
