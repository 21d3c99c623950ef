package io.github.cameldatamaker.operation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.SynchronizationAdapter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How many chunks of a seda queue are worked on at a time. */
class ChunksAtOnceTest extends SandboxRouteTest {

    private static final int CHUNKS = 12;

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private CountDownLatch together;

    private void begin(Exchange exchange) {
        most.accumulateAndGet(begun.incrementAndGet() - done.get(), Math::max);
        together.countDown();
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange completed) {
                done.incrementAndGet();
            }
        });
    }

    private void run(int consumers, boolean throttled, String options, int begunTogether) throws Exception {
        // None is done before as many have begun.
        together = new CountDownLatch(begunTogether);
        route(r -> {
            r.from("direct:plan").to("datamaker:plan?template=tmpl_customer&count=600&chunkSize=50").split(r.body()).streaming()
                    .to("seda:chunks");
            ProcessorDefinition<?> worker = r.from("seda:chunks?concurrentConsumers=" + consumers);
            if (throttled) {
                worker = worker.throttle(2).concurrentRequestsMode();
            }
            worker.process(this::begin).to("datamaker:generate" + options).split().body().streaming()
                    .process(row -> together.await());
        });
        template.sendBody("direct:plan", null);
        Awaitility.await().until(() -> done.get() == CHUNKS);
    }

    /** The producer is asynchronous: a consumer takes the next chunk while the service makes the rows of the last one. */
    @Test
    void consumersDoNotBoundThem() throws Exception {
        run(1, false, "", 3);

        assertThat(most.get()).isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 4 })
    void aThrottleDoes(int consumers) throws Exception {
        run(consumers, true, "", 2);

        assertThat(most.get()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void consumersBoundThemIfTheirThreadsWait(int consumers) throws Exception {
        run(consumers, false, "?synchronous=true", consumers);

        assertThat(most.get()).isEqualTo(consumers);
    }
}
