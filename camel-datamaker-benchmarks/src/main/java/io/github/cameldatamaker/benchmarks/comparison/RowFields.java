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
 * bare route is the cost of Camel.
 */
record RowFields() implements Comparison {

    private static final String BY_HAND = "loop by hand";
    private static final String BARE = "prebuilt rows, two fields";
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

    private static List<Figure> figures(Samples samples) {
        String rows = "rows of json as Map, ";
        String against = "loop by hand + prebuilt rows, two fields read, marshal().json()";
        return List.of(
                Figure.time(rows + "two fields read, marshal().json()", against, samples.timeRatio(TWO, BY_HAND, BARE)),
                Figure.time(rows + "all fields read, marshal().json()", against, samples.timeRatio(ALL, BY_HAND, BARE)));
    }
}
