package io.github.cameldatamaker.benchmarks.comparison;

import java.util.List;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.builder.RouteBuilder;

/**
 * Rows as Map through a split, against the route that most would write first: camel-http, {@code unmarshal().json()} and a split,
 * all with Camel's defaults. It holds all rows in memory, so there are a tenth of them here.
 */
record CamelInMemory() implements Comparison {

    /** As many rows as two passes of all of them. */
    private static final int WARM_UPS = 20;
    private static final String COMPONENT = "datamaker:generate, split";
    private static final String IN_MEMORY = "camel-http, unmarshal, split";

    @Override
    public Outcome run(Setting full) throws Exception {
        Setting setting = full.withFewerRows(10);
        RowCount sink = new RowCount();
        try (Context context = new Context(setting).start(routes(setting, sink))) {
            Samples samples = new Rounds(WARM_UPS, setting.rounds()).run(List.of(
                    Contender.timed(COMPONENT, () -> context.send("direct:component", null, sink, setting.rows())),
                    Contender.timed(IN_MEMORY, () -> context.send("direct:inMemory", null, sink, setting.rows()))));
            return new Outcome("memory-json", setting.rows(), "rows", List.of(
                    Figure.time("rows of json as Map, split", "camel-http, unmarshal, split (all rows in memory)",
                            samples.timeRatio(COMPONENT, IN_MEMORY))),
                    samples.byContender());
        }
    }

    private static RouteBuilder routes(Setting setting, RowCount sink) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:component")
                        .to("datamaker:generate?template=tmpl_customer&count=" + setting.rows())
                        .split(body()).streaming().process(sink);
                CamelHttp.generate(from("direct:inMemory"), setting, Format.json, "")
                        .unmarshal().json(List.class)
                        .split(body()).process(sink);
            }
        };
    }
}
