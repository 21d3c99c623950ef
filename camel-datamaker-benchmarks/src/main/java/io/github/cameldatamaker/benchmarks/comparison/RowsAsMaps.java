package io.github.cameldatamaker.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.builder.RouteBuilder;

/** Rows as Map: iterated by a processor, split, and split in batches. */
record RowsAsMaps(Format format) implements Comparison {

    private static final String BY_HAND = "loop by hand";
    private static final String BARE_SPLIT = "split of prebuilt rows";
    private static final String ITERATED = "GeneratedData, iterated";
    private static final String ALL_READ = "GeneratedData, iterated, all values read";
    private static final String SPLIT = "split";
    private static final List<Integer> BATCH_SIZES = List.of(10, 100, 1000);

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        HandLoop handLoop = HandLoop.ofMaps(http, format);
        PrebuiltRows prebuilt = PrebuiltRows.maps(http, format);
        RowCount sink = new RowCount();
        long rows = setting.rows();
        try (Context context = new Context(setting).start(routes(rows, sink))) {
            List<Contender> contenders = new ArrayList<>(List.of(
                    http.discarding(http.rows(format, rows)),
                    Contender.timed(BY_HAND, () -> handLoop.run(rows, sink)),
                    Contender.timed(BARE_SPLIT, () -> context.send("direct:prebuilt", prebuilt.iterator(rows), sink, rows)),
                    Contender.timed(ITERATED, () -> context.send("direct:iterate", null, sink, rows)),
                    Contender.timed(ALL_READ, () -> context.send("direct:values", null, sink, rows)),
                    Contender.timed(SPLIT, () -> context.send("direct:batch1", null, sink, rows))));
            for (int size : BATCH_SIZES) {
                contenders.add(Contender.timed(batch(size), () -> context.send("direct:batch" + size, null, sink, rows)));
            }
            Samples samples = new Rounds(setting.rounds()).run(contenders);
            return new Outcome("rows-" + format, rows, "rows", figures(samples), samples.byContender());
        }
    }

    private static String batch(int size) {
        return "batchSize=" + size;
    }

    private RouteBuilder routes(long rows, RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String generate = "datamaker:generate?template=tmpl_customer&count=" + rows + "&format=" + format;
                from("direct:prebuilt").split(body()).streaming().process(sink);
                from("direct:iterate").to(generate).process(exchange -> {
                    for (Object row : exchange.getMessage().getBody(GeneratedData.class)) {
                        sink.add(row);
                    }
                });
                from("direct:values").to(generate).process(exchange -> {
                    for (Object row : exchange.getMessage().getBody(GeneratedData.class)) {
                        ((Map<?, ?>) row).values().forEach(value -> {});
                        sink.add(row);
                    }
                });
                from("direct:batch1").to(generate).split(body()).streaming().process(sink);
                for (int size : BATCH_SIZES) {
                    from("direct:batch" + size).to(generate + "&batchSize=" + size).split(body()).streaming().process(sink);
                }
            }
        };
    }

    private List<Figure> figures(Samples samples) {
        String rows = "rows of " + format + " as Map, ";
        String loop = "loop by hand";
        return List.of(
                Figure.time(rows + "iterated", loop, samples.timeRatio(ITERATED, BY_HAND)).atMost(1.0),
                Figure.time(rows + "iterated, all values read", loop, samples.timeRatio(ALL_READ, BY_HAND)),
                Figure.time(rows + "split", "loop by hand + bare split", samples.timeRatio(SPLIT, BY_HAND, BARE_SPLIT))
                        .atMost(0.8),
                Figure.time(rows + "split, batchSize=10", loop, samples.timeRatio(batch(10), BY_HAND)),
                Figure.time(rows + "split, batchSize=100", loop, samples.timeRatio(batch(100), BY_HAND)),
                Figure.time(rows + "split, batchSize=1000", loop, samples.timeRatio(batch(1000), BY_HAND)).atMost(0.9),
                Figure.allocation("bytes allocated for " + rows + "iterated", loop, samples.allocationRatio(ITERATED, BY_HAND))
                        .atMost(0.6),
                Figure.allocation("bytes allocated for " + rows + "split, batchSize=1000", loop,
                        samples.allocationRatio(batch(1000), BY_HAND)));
    }
}
