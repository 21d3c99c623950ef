package io.github.cameldatamaker.benchmarks.comparison;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Sample;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import io.github.cameldatamaker.benchmarks.harness.Spread;
import io.github.cameldatamaker.generate.GeneratedData;
import okhttp3.Response;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A thousand small generations one after the other, rows as Map: the median time of one, against OkHttp and Jackson by
 * hand, and against camel-http.
 *
 * @param count rows of a generation
 */
record SmallGenerates(int count) implements Comparison {

    static final int CALLS = 1000;
    /** A pass is short: the compiler needs more of them. */
    static final int WARM_UPS = 10;
    static final String BY_HAND = "OkHttp and Jackson";
    static final String CAMEL_HTTP = "camel-http, unmarshal";
    static final String ROUTE = "datamaker:generate";
    static final String SYNCHRONOUS = "datamaker:generate, synchronous=true";

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        ObjectReader reader = HandLoop.mapReader(Format.json);
        RowCount sink = new RowCount();
        try (Context context = new Context(setting).start(routes(setting, count, sink))) {
            Samples samples = new Rounds(WARM_UPS, setting.rounds()).run(List.of(
                    calls(BY_HAND, () -> byHand(http, reader, count, sink)).then(() -> sink.expect((long) CALLS * count)),
                    calls(CAMEL_HTTP, () -> context.send("direct:http", null)).then(() -> sink.expect((long) CALLS * count)),
                    calls(ROUTE, () -> context.send("direct:small", null)).then(() -> sink.expect((long) CALLS * count)),
                    calls(SYNCHRONOUS, () -> context.send("direct:synchronous", null))
                            .then(() -> sink.expect((long) CALLS * count))));
            String latency = "median time of a generation, count=" + count;
            return new Outcome("small-" + count, 1, String.format(Locale.ROOT, "call, the median of %,d", CALLS), List.of(
                    figure(latency, "OkHttp and Jackson by hand", samples.timeRatio(ROUTE, BY_HAND), null),
                    figure(latency, "camel-http, unmarshal", samples.timeRatio(ROUTE, CAMEL_HTTP), 0.9),
                    figure(latency + ", synchronous=true", "OkHttp and Jackson by hand", samples.timeRatio(SYNCHRONOUS, BY_HAND),
                            1.3),
                    figure(latency + ", synchronous=true", "camel-http, unmarshal", samples.timeRatio(SYNCHRONOUS, CAMEL_HTTP),
                            null)),
                    samples.byContender());
        }
    }

    // Goals are for the smallest.
    private Figure figure(String what, String against, Spread ratio, @Nullable Double goal) {
        Figure figure = Figure.time(what, against, ratio);
        return count == 1 && goal != null ? figure.atMost(goal) : figure;
    }

    static void byHand(PlainHttp http, ObjectReader reader, int count, RowCount sink) throws Exception {
        try (Response response = http.generate(Format.json, count)) {
            sink.add(reader.readValues(response.body().byteStream()).readAll());
        }
    }

    static RouteBuilder routes(Setting setting, int count, RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String generate = "datamaker:generate?template=tmpl_customer&count=" + count;
                Processor eachRow = exchange -> exchange.getMessage().getBody(GeneratedData.class).forEach(sink::add);
                from("direct:small").to(generate).process(eachRow);
                from("direct:synchronous").to(generate + "&synchronous=true").process(eachRow);
                CamelHttp.smallGenerate(from("direct:http"), setting, count).process(sink);
            }
        };
    }

    private static Contender calls(String name, Contender.Work call) {
        return new Contender(name, () -> {
            double[] seconds = new double[CALLS];
            Sample all = Contender.timed(name, () -> {
                for (int i = 0; i < CALLS; i++) {
                    long start = System.nanoTime();
                    call.run();
                    seconds[i] = (System.nanoTime() - start) / 1e9;
                }
            }).pass().once();
            return new Sample(Spread.of(seconds).median(), all.allocatedBytes() / CALLS);
        });
    }
}
