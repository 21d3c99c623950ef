package io.github.cameldatamaker.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.builder.RouteBuilder;

/**
 * The chunks of a plan on two consumers of a queue, against one. Once the service needs time for its rows, so that a second
 * consumer has more of them made meanwhile; once it needs none, so that the machine is the limit.
 */
record SpreadChunks() implements Comparison {

    private static final int CHUNKS = 20;
    private static final int MINUTES = 5;
    private static final Service PACED = new Service("500,000 rows a second for each answer", "tmpl_500000_a_second");
    private static final Service UNPACED = new Service("rows that take no time", "tmpl_customer");

    /**
     * A service, by its speed.
     *
     * @param template that has this speed
     */
    private record Service(String speed, String template) {

        String contender(int consumers) {
            return speed + ", consumers: " + consumers;
        }

        String queue(int consumers) {
            return template + "_" + consumers;
        }
    }

    @Override
    public Outcome run(Setting setting) throws Exception {
        long rows = setting.rows();
        long chunkSize = Math.max(1, rows / CHUNKS);
        int chunks = (int) ((rows + chunkSize - 1) / chunkSize);
        RowCount sink = new RowCount();
        Semaphore done = new Semaphore(0);
        try (Context context = new Context(setting).start(routes(rows, chunkSize, sink, done))) {
            List<Contender> contenders = new ArrayList<>();
            for (Service service : List.of(PACED, UNPACED)) {
                for (int consumers = 1; consumers <= 2; consumers++) {
                    String plan = "direct:" + service.queue(consumers);
                    contenders.add(Contender.timed(service.contender(consumers), () -> {
                        context.send(plan, null);
                        await(done, chunks);
                    }).then(() -> sink.expect(rows)));
                }
            }
            Samples samples = new Rounds(setting.rounds()).run(contenders);
            return new Outcome("chunks", rows, "rows", List.of(figure(PACED, samples).atMost(0.59),
                    figure(UNPACED, samples)), samples.byContender());
        }
    }

    private static void await(Semaphore done, int chunks) throws InterruptedException {
        if (!done.tryAcquire(chunks, MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("A chunk has failed, or takes too long");
        }
    }

    private static Figure figure(Service service, Samples samples) {
        return Figure.time("chunks on two consumers, " + service.speed(), "one consumer",
                samples.timeRatio(service.contender(2), service.contender(1)));
    }

    private static RouteBuilder routes(long rows, long chunkSize, RowCount sink, Semaphore done) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (Service service : List.of(PACED, UNPACED)) {
                    spread(service, 1);
                    spread(service, 2);
                }
            }

            private void spread(Service service, int consumers) {
                String queue = service.queue(consumers);
                from("direct:" + queue)
                        .to("datamaker:plan?template=" + service.template() + "&count=" + rows
                                + "&chunkSize=" + chunkSize)
                        .split(body()).streaming().to("seda:" + queue);
                // By default a consumer of seda takes the next chunk while the service makes the rows of the last one.
                from("seda:" + queue + "?concurrentConsumers=" + consumers)
                        .to("datamaker:generate?batchSize=1000&synchronous=true")
                        .split(body()).streaming().process(sink).end()
                        .process(exchange -> done.release());
            }
        };
    }
}
