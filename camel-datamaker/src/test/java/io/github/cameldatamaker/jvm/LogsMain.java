package io.github.cameldatamaker.jvm;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;

/**
 * Writes the logs of a scenario's runs to a file, in its own JVM, until so many have ended. Arguments: base URL, scenario, how
 * many runs, file of the state or {@code memory}, file of the lines, how long a line takes in the route (ms). Prints what the
 * heap held at the end.
 */
public final class LogsMain {

    private LogsMain() {
    }

    /** Exits with 1 when something failed. */
    public static void main(String[] args) throws Exception {
        CountDownLatch ends = new CountDownLatch(Integer.parseInt(args[2]));
        try (LineFile lines = new LineFile(args[4]); DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            context.getRegistry().bind(
                    "state",
                    args[3].equals("memory") ? new MemoryStateRepository() : new DataMakerFileStateRepository(Path.of(args[3])));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("datamaker:logs?scenario=" + args[1]
                            + "&startFrom=beginning&stateRepository=#state&initialDelay=0&delay=200"
                            + "&retryBackoff=20")
                            .delay(Long.parseLong(args[5])).syncDelayed()
                            .process(exchange -> lines.write(line(exchange)))
                            .filter(header("CamelDataMakerRunStatus").isNotNull()).process(exchange -> ends.countDown());
                }
            });
            context.start();
            ends.await();
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("heap=" + (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20) + "MB");
    }

    /** A line of the file: run, number or "end", and the text. */
    private static String line(Exchange exchange) {
        Message message = exchange.getMessage();
        Object number = message.getHeader("CamelDataMakerLineNumber", "end", String.class);
        return message.getHeader("CamelDataMakerRun") + " " + number + " "
                + (number.equals("end") ? message.getHeader("CamelDataMakerRunStatus") : message.getBody(String.class));
    }
}
