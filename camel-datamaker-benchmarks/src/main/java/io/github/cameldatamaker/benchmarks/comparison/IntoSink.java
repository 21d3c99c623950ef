package io.github.cameldatamaker.benchmarks.comparison;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.builder.RouteBuilder;

/**
 * Where the time goes when rows go somewhere: the same route fed by prebuilt rows, and the same rows read and dropped. A tenth of
 * the rows.
 *
 * @param name    of the comparison
 * @param warmUps passes that do not count
 */
record IntoSink(String name, int warmUps, Start start) implements Comparison {

    private static final String PREBUILT = "prebuilt rows into it";
    private static final String ROUTE = "datamaker:generate into it";
    private static final String DROPPED = "datamaker:generate, rows dropped";

    /** Starts a sink, with what it stores below a folder. */
    interface Start {

        Sink in(Path folder) throws Exception;
    }

    @Override
    public Outcome run(Setting full) throws Exception {
        Setting setting = full.withFewerRows(10);
        PlainHttp http = new PlainHttp(setting);
        RowCount dropped = new RowCount();
        long rows = setting.rows();
        try (Sink sink = start.in(setting.folder()); Context context = new Context(setting)) {
            Supplier<Iterator<?>> prebuilt = sink.prebuilt(http, rows);
            context.start(routes(setting, sink, sink.endpoint(context.camel()), dropped));
            Samples samples = new Rounds(warmUps, setting.rounds()).run(List.of(
                    Contender.timed(PREBUILT, () -> context.send("direct:prebuilt", prebuilt.get())).then(() -> sink.take(rows)),
                    Contender.timed(ROUTE, () -> context.send("direct:route", null)).then(() -> sink.take(rows)),
                    Contender.timed(DROPPED, () -> context.send("direct:dropped", null)).then(() -> dropped.expect(rows))));
            return new Outcome(name, rows, "rows", List.of(
                    Figure.time("rows into " + sink.product(), "the same from prebuilt rows", samples.timeRatio(ROUTE, PREBUILT)),
                    Figure.share("rows for " + sink.product() + ", only read: share of the time", "read and sent",
                            samples.timeRatio(DROPPED, ROUTE))),
                    samples.byContender());
        }
    }

    private static RouteBuilder routes(Setting setting, Sink sink, String endpoint, RowCount dropped) {
        String generate = "datamaker:generate?template=tmpl_customer&count=" + setting.rows() + "&" + sink.shape();
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:prebuilt").split(body()).streaming().to(endpoint);
                from("direct:route").to(generate).split(body()).streaming().to(endpoint);
                from("direct:dropped").to(generate).split(body()).streaming().process(dropped);
            }
        };
    }
}
