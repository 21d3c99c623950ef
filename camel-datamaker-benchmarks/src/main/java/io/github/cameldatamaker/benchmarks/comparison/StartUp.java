package io.github.cameldatamaker.benchmarks.comparison;

import java.util.List;

import io.github.cameldatamaker.benchmarks.harness.Comparison;
import io.github.cameldatamaker.benchmarks.harness.Contender;
import io.github.cameldatamaker.benchmarks.harness.Figure;
import io.github.cameldatamaker.benchmarks.harness.ForkedJvm;
import io.github.cameldatamaker.benchmarks.harness.Outcome;
import io.github.cameldatamaker.benchmarks.harness.Rounds;
import io.github.cameldatamaker.benchmarks.harness.Sample;
import io.github.cameldatamaker.benchmarks.harness.Samples;
import io.github.cameldatamaker.benchmarks.harness.Setting;
import io.github.cameldatamaker.benchmarks.harness.Unit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The start of a context with the component, and of one without it, each in a fresh JVM. */
public record StartUp() implements Comparison {

    private static final String WITH = "with the component";
    private static final String WITHOUT = "without it";

    @Override
    public Outcome run(Setting setting) throws Exception {
        // A start is short, and no two are the same: three times as many.
        Samples samples = new Rounds(1, 3 * setting.rounds()).run(List.of(contender(WITHOUT),
                contender(WITH, "datamaker:generate?template=tmpl_customer&count=1&apiKey=key")));
        return new Outcome("start", 1, "start", List.of(
                new Figure("start of a context with the component, more", "one without it", Unit.MILLISECONDS,
                        samples.millisecondsMore(WITH, WITHOUT), 150.0)),
                samples.byContender());
    }

    private static Contender contender(String name, String... uris) {
        return new Contender(name, () -> new Sample(Double.parseDouble(ForkedJvm.output(StartUp.class, List.of(), uris)), 0));
    }

    /** Starts a context with a route to these endpoints, and prints the seconds of it. */
    public static void main(String[] args) {
        ForkedJvm.runAndExit(() -> {
            long start = System.nanoTime();
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addRoutes(route(args));
            camel.start();
            System.out.println((System.nanoTime() - start) / 1e9);
        });
    }

    private static RouteBuilder route(String... uris) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // Not an endpoint as its end: that of the one without the component would be loaded on its account.
                from("direct:customers").to(uris).process(exchange -> {});
            }
        };
    }
}
