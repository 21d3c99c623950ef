package io.github.cameldatamaker.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Sample;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import okhttp3.Response;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The first exchange of a started context, which asks for one row and reads its values; each in a fresh JVM. */
public record FirstRequest() implements Comparison {

    private static final int VALUES = 10;
    private static final String WITH_START = ", with the start";

    /** One of the ways to ask for a row. */
    private enum Way {

        BY_HAND("OkHttp and Jackson"), CAMEL_HTTP("camel-http, unmarshal"), COMPONENT("datamaker:generate");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    @Override
    public Outcome run(Setting setting) throws Exception {
        // As of starts, no two are the same: three times as many.
        Samples samples = new Rounds(1, 3 * setting.rounds()).run(List.of(
                contender(Way.BY_HAND, false, setting), contender(Way.CAMEL_HTTP, false, setting),
                contender(Way.COMPONENT, false, setting),
                contender(Way.BY_HAND, true, setting), contender(Way.COMPONENT, true, setting)));
        String component = Way.COMPONENT.title;
        String byHand = Way.BY_HAND.title;
        return new Outcome("first-request", 1, "call", List.of(
                Figure.time("first request of a context", "OkHttp's first, and Jackson", samples.timeRatio(component, byHand))
                        .atMost(1.1),
                Figure.time("first request of a context", "camel-http's first, unmarshal",
                        samples.timeRatio(component, Way.CAMEL_HTTP.title)),
                Figure.time("start of a context and first request", "the same with OkHttp and Jackson",
                        samples.timeRatio(component + WITH_START, byHand + WITH_START))),
                samples.byContender());
    }

    private static Contender contender(Way way, boolean isWithStart, Setting setting) {
        return new Contender(way.title + (isWithStart ? WITH_START : ""), () -> new Sample(Double.parseDouble(ForkedJvm.output(
                FirstRequest.class, List.of(), way.name(), String.valueOf(isWithStart), setting.baseUrl())), 0));
    }

    /** Arguments: a way, whether the start counts, and a base URL. Prints the seconds. */
    public static void main(String[] args) {
        ForkedJvm.runAndExit(() -> {
            long start = System.nanoTime();
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addRoutes(route(Way.valueOf(args[0]), new Setting(1, 1, args[2], Path.of("."))));
            camel.start();
            ProducerTemplate template = camel.createProducerTemplate();
            long first = System.nanoTime();
            template.sendBody("direct:first", null);
            long end = System.nanoTime();
            System.out.println((end - (Boolean.parseBoolean(args[1]) ? start : first)) / 1e9);
        });
    }

    private static RouteBuilder route(Way way, Setting setting) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                switch (way) {
                    case BY_HAND -> from("direct:first").process(exchange -> byHand(exchange, setting))
                            .process(FirstRequest::readValues);
                    case CAMEL_HTTP -> CamelHttp.smallGenerate(from("direct:first"), setting, 1)
                            .process(FirstRequest::readValues);
                    case COMPONENT -> from("direct:first").to("datamaker:generate?template=tmpl_customer&count=1&apiKey=key"
                            + "&baseUrl=" + setting.baseUrl()).process(FirstRequest::readValues);
                }
            }
        };
    }

    // The client too is made by the first request: what one does who writes a processor.
    private static void byHand(Exchange exchange, Setting setting) throws IOException {
        try (Response response = new PlainHttp(setting).generate(Format.json, 1)) {
            exchange.getMessage()
                    .setBody(new ObjectMapper().readerFor(Map.class).readValues(response.body().byteStream()).readAll());
        }
    }

    // A row of the component makes a value when it is asked for.
    private static void readValues(Exchange exchange) {
        long values = 0;
        for (Object row : exchange.getMessage().getBody(Iterable.class)) {
            for (Object value : ((Map<?, ?>) row).values()) {
                values += value == null ? 0 : 1;
            }
        }
        RowCount.require(VALUES, values);
    }
}
