package io.github.cameldatamaker.jvm;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;

/**
 * Generates in a route of its own JVM. Arguments: base URL, count, {@code split}, {@code traced}, {@code looped},
 * {@code resumed}, {@code serialized}, {@code converted} or the name of a file, options. Prints how many rows arrived and what
 * the heap held at the end.
 */
public final class GenerateMain {

    static final int TURNS = 150;

    private GenerateMain() {
    }

    /** Exits with 1 when the route failed. */
    public static void main(String[] args) throws Exception {
        AtomicLong rows = new AtomicLong();
        boolean intoFile = args[2].contains("/");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            String generate = "datamaker:generate?template=tmpl_customer&count=" + args[1] + "&" + args[3];
            context.getRegistry().bind("state", new MemoryStateRepository());
            context.addRoutes(switch (args[2]) {
                case "split" -> splitting(generate, rows);
                case "looped" -> looped(generate, rows);
                case "traced" -> traced(context, generate, rows);
                case "resumed" -> resumed(generate, rows);
                case "serialized" -> serialized(generate, rows);
                case "converted" -> converted(generate, rows);
                default -> writing(generate, Path.of(args[2]));
            });
            context.start();
            if (args[2].equals("resumed")) {
                Awaitility.await().forever().until(() -> rows.get() >= Long.parseLong(args[1]));
            } else {
                context.createProducerTemplate().sendBody("direct:start", null);
            }
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("rows=" + (intoFile ? lines(Path.of(args[2])) : rows.get()) + " heap="
                + (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20) + "MB");
    }

    private static RouteBuilder splitting(String generate, AtomicLong rows) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(generate).split(body()).streaming().process(exchange -> count(exchange, rows));
            }
        };
    }

    private static RouteBuilder looped(String generate, AtomicLong rows) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").loop(TURNS).to(generate).process(exchange -> count(exchange, rows));
            }
        };
    }

    // A processor counts: each row of a splitter would be traced as well.
    private static RouteBuilder traced(DefaultCamelContext context, String generate, AtomicLong rows) {
        context.setTracing(true);
        context.setBacklogTracing(true);
        context.setMessageHistory(true);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(generate).to("log:generated?showAll=true&showStreams=true").to("direct:count");
                from("direct:count").process(
                        exchange -> exchange.getMessage().getBody(GeneratedData.class).forEach(row -> rows.incrementAndGet()));
            }
        };
    }

    private static RouteBuilder resumed(String generate, AtomicLong rows) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(generate + "&initialDelay=0&resumeKey=k&resumeRepository=#state").process(exchange -> count(exchange, rows));
            }
        };
    }

    private static RouteBuilder serialized(String generate, AtomicLong rows) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(generate).process(
                        exchange -> new ObjectMapper().writeValue(new ObjectCounter(rows), exchange.getMessage().getBody()));
            }
        };
    }

    private static RouteBuilder converted(String generate, AtomicLong rows) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(generate + "&outputType=Iterator").process(
                        exchange -> exchange.getMessage().getBody(InputStream.class).transferTo(new ObjectCounter(rows)));
            }
        };
    }

    /** Counts the objects of a JSON array, of which none is in another. */
    private static final class ObjectCounter extends OutputStream {

        private final AtomicLong objects;

        private ObjectCounter(AtomicLong objects) {
            this.objects = objects;
        }

        @Override
        public void write(int one) {
            if (one == '{') {
                objects.incrementAndGet();
            }
        }
    }

    private static void count(Exchange exchange, AtomicLong rows) {
        Object row = exchange.getMessage().getBody();
        rows.addAndGet(row instanceof List<?> batch ? batch.size() : 1);
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
