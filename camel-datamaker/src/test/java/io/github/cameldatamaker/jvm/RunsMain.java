package io.github.cameldatamaker.jvm;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Writes the statuses of a scenario's runs to a file, in its own JVM, until so many runs are done: run, previous status, status.
 * Arguments: base URL, scenario, file of the state, file of the lines, how many runs.
 */
public final class RunsMain {

    private RunsMain() {
    }

    /** Exits with 1 when something failed. */
    public static void main(String[] args) throws Exception {
        CountDownLatch ends = new CountDownLatch(Integer.parseInt(args[4]));
        try (LineFile lines = new LineFile(args[3]); DefaultCamelContext context = new DefaultCamelContext()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(args[0]);
            context.getRegistry().bind("state", new DataMakerFileStateRepository(Path.of(args[2])));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("datamaker:runs?scenario=" + args[1]
                            + "&startFrom=beginning&stateRepository=#state&initialDelay=0&delay=50")
                            // As long as the write of the state, so that kills come here too.
                            .delay(5).syncDelayed()
                            .process(exchange -> lines.write(exchange.getMessage().getHeader("CamelDataMakerRun") + " "
                                    + exchange.getMessage().getHeader("CamelDataMakerPreviousStatus") + " "
                                    + exchange.getMessage().getHeader("CamelDataMakerRunStatus")))
                            .filter(header("CamelDataMakerRunStatus").isEqualTo("done")).process(exchange -> ends.countDown());
                }
            });
            context.start();
            ends.await();
        }
    }
}
