package io.github.cameldatamaker.benchmarks.comparison;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/**
 * Rows as Map of which a route reads two fields, one to filter and one as a routing key, and which then become JSON again. The
 * bare route is the cost of Camel, and so is the same route that writes a number instead of the row. Batches are written as the
 * bytes that they came in. If a value of each row was changed, Jackson writes them: this shows what OwnTextSerializer saves.
 */
record RowFields() implements Comparison {

    private static final String BY_HAND = "loop by hand";
    private static final String BARE = "prebuilt rows, two fields";
    private static final String FLOOR = "prebuilt rows, two fields, a number marshalled";
    private static final String UNCHANGED = "batches marshalled";
    private static final String CHANGED = "batches marshalled, a value changed";
    private static final String TWO = "two fields";
    private static final String ALL = "all fields";

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        HandLoop handLoop = HandLoop.ofMaps(http, Format.json);
        PrebuiltRows prebuilt = PrebuiltRows.maps(http, Format.json);
        RowCount sink = new RowCount();
        long rows = setting.rows();
        try (Context context = new Context(setting).start(routes(rows, sink))) {
            Samples samples = new Rounds(setting.rounds()).run(List.of(
                    Contender.timed(BY_HAND, () -> handLoop.run(rows, sink)),
                    Contender.timed(BARE, () -> context.send("direct:bare", prebuilt.iterator(rows), sink, rows)),
                    Contender.timed(FLOOR, () -> context.send("direct:floor", prebuilt.iterator(rows), sink, rows)),
                    Contender.timed(UNCHANGED, () -> context.send("direct:unchanged", null, sink, rows)),
                    Contender.timed(CHANGED, () -> context.send("direct:changed", null, sink, rows)),
                    Contender.timed(TWO, () -> context.send("direct:two", null, sink, rows)),
                    Contender.timed(ALL, () -> context.send("direct:all", null, sink, rows))));
            return new Outcome("fields-json", rows, "rows", figures(samples), samples.byContender());
        }
    }

    private static RouteBuilder routes(long rows, RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String generate = "datamaker:generate?template=tmpl_customer&count=" + rows;
                marshalled(from("direct:bare"), RowFields::readTwo);
                from("direct:floor").split(body()).streaming().process(RowFields::readTwo).filter(header("id").isNotNull())
                        .setBody(constant(1)).marshal().json().process(sink);
                from("direct:unchanged").to(generate + "&batchSize=1000").split(body()).streaming().process(sink)
                        .marshal().json();
                from("direct:changed").to(generate + "&batchSize=1000").split(body()).streaming().process(sink)
                        .process(RowFields::change).marshal().json();
                marshalled(from("direct:two").to(generate), RowFields::readTwo);
                marshalled(from("direct:all").to(generate), RowFields::readAll);
            }

            private void marshalled(RouteDefinition route, Processor reading) {
                route.split(body()).streaming().process(reading).filter(header("id").isNotNull()).marshal().json().process(sink);
            }
        };
    }

    private static void readTwo(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.getMessage().setHeader("id", row.get("id"));
        exchange.getMessage().setHeader("country", row.get("country"));
    }

    private static void readAll(Exchange exchange) {
        exchange.getMessage().getBody(Map.class).values().forEach(value -> {});
        readTwo(exchange);
    }

    @SuppressWarnings("unchecked")
    private static void change(Exchange exchange) {
        for (Object row : exchange.getMessage().getBody(List.class)) {
            ((Map<String, Object>) row).put("country", "DE");
        }
    }

    private static List<Figure> figures(Samples samples) {
        String rows = "rows of json as Map, ";
        String against = "loop by hand + prebuilt rows, two fields read, marshal().json()";
        return List.of(
                Figure.time(rows + "two fields read, marshal().json()", against, samples.timeRatio(TWO, BY_HAND, BARE)),
                Figure.time(rows + "two fields read, marshal().json()", "prebuilt rows, two fields read, a number marshalled",
                        samples.timeRatio(TWO, FLOOR)),
                Figure.time(rows + "batchSize=1000, marshal().json()", "the same, a value of each row changed",
                        samples.timeRatio(UNCHANGED, CHANGED)),
                Figure.time(rows + "all fields read, marshal().json()", against, samples.timeRatio(ALL, BY_HAND, BARE)));
    }
}
