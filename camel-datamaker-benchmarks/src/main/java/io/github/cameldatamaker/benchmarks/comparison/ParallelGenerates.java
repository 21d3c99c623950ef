package io.github.cameldatamaker.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;

/** Generations of one row on two threads: how many there are in a second. */
record ParallelGenerates() implements Comparison {

    private static final int THREADS = 2;
    private static final int CALLS = THREADS * SmallGenerates.CALLS;

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        ObjectReader reader = HandLoop.mapReader(Format.json);
        RowCount sink = new RowCount();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Context context = new Context(setting).start(SmallGenerates.routes(setting, 1, sink))) {
            Samples samples = new Rounds(SmallGenerates.WARM_UPS, setting.rounds()).run(List.of(
                    Contender
                            .timed(SmallGenerates.BY_HAND,
                                    () -> onAll(threads, () -> SmallGenerates.byHand(http, reader, 1, sink)))
                            .then(() -> sink.expect(CALLS)),
                    Contender.timed(SmallGenerates.CAMEL_HTTP, () -> onAll(threads, () -> context.send("direct:http", null)))
                            .then(() -> sink.expect(CALLS)),
                    Contender.timed(SmallGenerates.ROUTE, () -> onAll(threads, () -> context.send("direct:small", null)))
                            .then(() -> sink.expect(CALLS)),
                    Contender
                            .timed(SmallGenerates.SYNCHRONOUS,
                                    () -> onAll(threads, () -> context.send("direct:synchronous", null)))
                            .then(() -> sink.expect(CALLS))));
            String time = "time of " + CALLS + " generations on " + THREADS + " threads, count=1";
            return new Outcome("small-threads", CALLS, "calls", List.of(
                    Figure.time(time, "OkHttp and Jackson by hand",
                            samples.timeRatio(SmallGenerates.ROUTE, SmallGenerates.BY_HAND)),
                    Figure.time(time, "camel-http, unmarshal",
                            samples.timeRatio(SmallGenerates.ROUTE, SmallGenerates.CAMEL_HTTP)).atMost(1.0),
                    Figure.time(time + ", synchronous=true", "camel-http, unmarshal",
                            samples.timeRatio(SmallGenerates.SYNCHRONOUS, SmallGenerates.CAMEL_HTTP))),
                    samples.byContender());
        } finally {
            threads.shutdown();
        }
    }

    private static void onAll(ExecutorService threads, Contender.Work call) throws Exception {
        Callable<Boolean> calls = () -> {
            for (int i = 0; i < SmallGenerates.CALLS; i++) {
                call.run();
            }
            return true;
        };
        List<Future<Boolean>> running = new ArrayList<>();
        IntStream.range(0, THREADS).forEach(thread -> running.add(threads.submit(calls)));
        for (Future<Boolean> one : running) {
            one.get();
        }
    }
}
