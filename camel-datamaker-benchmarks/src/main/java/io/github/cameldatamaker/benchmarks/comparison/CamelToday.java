package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectReader;
import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.language.TokenizerExpression;

/**
 * Rows through a split, against what one does without the component, both ways in constant memory:
 *
 * <ul>
 * <li>without a line of Java: camel-http and a tokenizer by lines, then for JSON {@code unmarshal().json()} of each, which works
 * because the service happens to write each row on a line of its own. Lines of CSV stay Strings, and are compared with
 * {@code rowType=String};</li>
 * <li>as an expert does: camel-http, a bean that makes a MappingIterator of Jackson of the stream, and a split; rows are
 * Maps.</li>
 * </ul>
 *
 * What is not Camel's default: {@code disableStreamCache=true} on camel-http and {@code streamCache(false)} on the route, without
 * which Camel holds the whole response in memory before the first row. {@code jsonpath} and {@code unmarshal()} before the split
 * hold it too.
 */
record CamelToday(Format format) implements Comparison {

    private static final String MAPS = "datamaker:generate, split";
    private static final String TEXTS = "datamaker:generate, rowType=String, split";
    private static final String NO_JAVA = "camel-http, no Java";
    private static final String EXPERT = "camel-http, MappingIterator, split";

    @Override
    public Outcome run(Setting setting) throws Exception {
        RowCount sink = new RowCount();
        try (Context context = new Context(setting).start(routes(setting, sink))) {
            List<Contender> contenders = new ArrayList<>(List.of(
                    contender(MAPS, "direct:maps", context, sink, setting.rows()),
                    contender(NO_JAVA, "direct:noJava", context, sink, setting.rows()),
                    contender(EXPERT, "direct:expert", context, sink, setting.rows())));
            if (format == Format.csv) {
                contenders.add(contender(TEXTS, "direct:texts", context, sink, setting.rows()));
            }
            Samples samples = new Rounds(setting.rounds()).run(contenders);
            return new Outcome("camel-" + format, setting.rows(), "rows", List.of(noJava(samples),
                    Figure.time("rows of " + format + " as Map, split", "camel-http, MappingIterator bean, split",
                            samples.timeRatio(MAPS, EXPERT)).atMost(0.9)),
                    samples.byContender());
        }
    }

    private Figure noJava(Samples samples) {
        return format == Format.json
                // Three times as fast.
                ? Figure.time("rows of json as Map, split", "camel-http, tokenizer, unmarshal", samples.timeRatio(MAPS, NO_JAVA))
                        .atMost(1 / 3.0)
                : Figure.time("rows of csv as String, split", "camel-http, tokenizer", samples.timeRatio(TEXTS, NO_JAVA));
    }

    private static Contender contender(String name, String uri, Context context, RowCount sink, long rows) {
        return Contender.timed(name, () -> context.send(uri, null, sink, rows));
    }

    private RouteBuilder routes(Setting setting, RowCount sink) {
        ObjectReader reader = HandLoop.mapReader(format);
        return new RouteBuilder() {
            @Override
            public void configure() {
                String generate = "datamaker:generate?template=tmpl_customer&count=" + setting.rows() + "&format=" + format;
                from("direct:maps").to(generate).split(body()).streaming().process(sink);
                from("direct:texts").to(generate + "&rowType=String").split(body()).streaming().process(sink);

                RouteDefinition noJava = http(from("direct:noJava"), setting);
                if (format == Format.json) {
                    // The lines of the brackets are no rows.
                    noJava.split().tokenize("\n").streaming().filter(body().startsWith("{")).unmarshal().json().process(sink);
                } else {
                    noJava.split(linesBehindHeader()).streaming().process(sink);
                }

                http(from("direct:expert"), setting)
                        .setBody().message(message -> iterator(reader, message.getBody(InputStream.class)))
                        .split(body()).streaming().process(sink);
            }
        };
    }

    private RouteDefinition http(RouteDefinition route, Setting setting) {
        return CamelHttp.generate(route.streamCache("false"), setting, format, "?disableStreamCache=true");
    }

    private static TokenizerExpression linesBehindHeader() {
        TokenizerExpression lines = new TokenizerExpression("\n");
        lines.setSkipFirst("true");
        return lines;
    }

    private static Object iterator(ObjectReader reader, InputStream body) {
        try {
            return reader.readValues(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
