package io.github.cameldatamaker.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.cameldatamaker.DataMakerComponent;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Generates in a route of its own JVM. Arguments: base URL, count, {@code split} or the name of a file, options. Prints how
 * many rows arrived and what the heap held at the end.
 */
public final class GenerateMain {

    private GenerateMain() {
    }

    /** Exits with 1 when the route failed. */
    public static void main(String[] args) throws Exception {
        AtomicLong rows = new AtomicLong();
        boolean split = args[2].equals("split");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            String generate = "datamaker:generate?template=tmpl_customer&count=" + args[1] + "&" + args[3];
            context.addRoutes(split ? splitting(generate, rows) : writing(generate, Path.of(args[2])));
            context.start();
            context.createProducerTemplate().sendBody("direct:start", null);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("rows=" + (split ? rows.get() : lines(Path.of(args[2]))) + " heap="
                           + (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20) + "MB");
    }

    private static RouteBuilder splitting(String generate, AtomicLong rows) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(generate).split(body()).streaming().process(exchange -> {
                    Object row = exchange.getMessage().getBody();
                    rows.addAndGet(row instanceof List<?> batch ? batch.size() : 1);
                });
            }
        };
    }

    private static RouteBuilder writing(String generate, Path file) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(generate).to("file:" + file.getParent() + "?fileName=" + file.getFileName());
            }
        };
    }

    private static long lines(Path file) throws Exception {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() - 1;
        }
    }
}
