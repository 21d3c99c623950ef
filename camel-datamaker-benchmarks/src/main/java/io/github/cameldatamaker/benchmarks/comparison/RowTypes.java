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
import org.apache.camel.builder.RouteBuilder;

/** Rows as their own text and as classes: in batches of a thousand, against Map and against the loop by hand. */
record RowTypes(Format format, Class<?> recordType, Class<?> beanType) implements Comparison {

    private static final String MAP = "Map";
    private static final String MAP_READ = "Map, all values read";
    private static final String STRING = "String";
    private static final String RECORD = "a record";
    private static final String BEAN = "a class";
    private static final String BY_HAND = " by hand";

    @Override
    public Outcome run(Setting setting) throws Exception {
        PlainHttp http = new PlainHttp(setting);
        RowCount sink = new RowCount();
        long rows = setting.rows();
        try (Context context = new Context(setting).start(routes(rows, sink))) {
            Samples samples = new Rounds(setting.rounds()).run(List.of(
                    byHand(MAP, HandLoop.ofMaps(http, format), sink, rows), route(MAP, context, sink, rows),
                    route(MAP_READ, context, sink, rows), route(STRING, context, sink, rows),
                    byHand(RECORD, HandLoop.of(recordType, http, format), sink, rows), route(RECORD, context, sink, rows),
                    byHand(BEAN, HandLoop.of(beanType, http, format), sink, rows), route(BEAN, context, sink, rows)));
            return new Outcome("types-" + format, rows, "rows", figures(samples), samples.byContender());
        }
    }

    private static Contender route(String type, Context context, RowCount sink, long rows) {
        return Contender.timed(type, () -> context.send(uri(type), null, sink, rows));
    }

    private static String uri(String type) {
        return "direct:" + type.replaceAll("\\W", "-");
    }

    private static Contender byHand(String type, HandLoop loop, RowCount sink, long rows) {
        return Contender.timed(type + BY_HAND, () -> loop.run(rows, sink));
    }

    private RouteBuilder routes(long rows, RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                String generate = "datamaker:generate?template=tmpl_customer&batchSize=1000&count=" + rows + "&format=" + format;
                from(uri(MAP)).to(generate).split(body()).streaming().process(sink);
                from(uri(MAP_READ)).to(generate).split(body()).streaming().process(RowTypes::readAll).process(sink);
                from(uri(STRING)).to(generate + "&rowType=String").split(body()).streaming().process(sink);
                from(uri(RECORD)).to(generate + "&rowType=" + recordType.getName()).split(body()).streaming()
                        .process(sink);
                from(uri(BEAN)).to(generate + "&rowType=" + beanType.getName()).split(body()).streaming().process(sink);
            }
        };
    }

    private static void readAll(Exchange exchange) {
        for (Object row : exchange.getMessage().getBody(List.class)) {
            ((Map<?, ?>) row).values().forEach(value -> {});
        }
    }

    private List<Figure> figures(Samples samples) {
        String rows = "rows of " + format + " as ";
        String batch = ", batchSize=1000";
        return List.of(
                Figure.time(rows + STRING + batch, "as Map, the same batches", samples.timeRatio(STRING, MAP)).atMost(0.6),
                Figure.time(rows + STRING + batch, "as Map, the same batches, all values read",
                        samples.timeRatio(STRING, MAP_READ))
                        .atMost(0.6),
                Figure.time(rows + STRING + batch, "loop by hand that makes Maps", samples.timeRatio(STRING, MAP + BY_HAND)),
                Figure.time(rows + RECORD + batch, "loop by hand, the same record", samples.timeRatio(RECORD, RECORD + BY_HAND)),
                Figure.time(rows + BEAN + batch, "loop by hand, the same class", samples.timeRatio(BEAN, BEAN + BY_HAND)));
    }
}
