package io.github.cameldatamaker.jvm;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
 * many runs, file of the state or {@code memory}, file of the lines, how long a line takes in the route (ms). Prints what the heap held at the end.
 */
public final class LogsMain {

    private LogsMain() {
    }

    /** Exits with 1 when something failed. */
    public static void main(String[] args) throws Exception {
        CountDownLatch ends = new CountDownLatch(Integer.parseInt(args[2]));
        try (OutputStream lines = new FileOutputStream(args[4], true); DefaultCamelContext context = new DefaultCamelContext()) {
            // What a killed life has left of a line stays a line of its own.
            lines.write('\n');
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            context.getRegistry().bind(
                    "state", args[3].equals("memory") ? new MemoryStateRepository() : new DataMakerFileStateRepository(Path.of(args[3])));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("datamaker:logs?scenario=" + args[1] + "&startFrom=beginning&stateRepository=#state&initialDelay=0&delay=200"
                         + "&retryBackoff=20")
                            .delay(Long.parseLong(args[5])).syncDelayed()
                            .process(exchange -> write(exchange, lines))
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

    /** A line of the file: run, number or "end", and the text; closed by a bar, so that what is torn is seen. */
    private static synchronized void write(Exchange exchange, OutputStream lines) throws Exception {
        Message message = exchange.getMessage();
        Object number = message.getHeader("CamelDataMakerLineNumber", "end", String.class);
        String line = message.getHeader("CamelDataMakerRun") + " " + number + " "
                      + (number.equals("end") ? message.getHeader("CamelDataMakerRunStatus") : message.getBody(String.class)) + "|\n";
        lines.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
