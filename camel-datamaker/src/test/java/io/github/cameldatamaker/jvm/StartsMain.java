package io.github.cameldatamaker.jvm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.fixture.RestartedTime;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Starts a run for each of many keys, four at a time, in its own JVM, and writes key and run to a file. Arguments: base URL,
 * scenario, file of the state, file of the lines, number of the first key, number of the last key, by how many seconds it is
 * later than on the clock.
 */
public final class StartsMain {

    private StartsMain() {
    }

    /** Exits with 1 when a start failed. */
    public static void main(String[] args) throws Exception {
        try (LineFile lines = new LineFile(args[3]); DefaultCamelContext context = new DefaultCamelContext()) {
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(args[0]);
            RestartedTime.set(component, Duration.ofSeconds(Long.parseLong(args[6])));
            context.getRegistry().bind("state", new DataMakerFileStateRepository(Path.of(args[2])));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            List<Callable<Void>> starts = new ArrayList<>();
            for (int number = Integer.parseInt(args[4]); number <= Integer.parseInt(args[5]); number++) {
                String key = "key-" + number;
                starts.add(() -> {
                    lines.write(key + " " + start(template, args[1], key));
                    return null;
                });
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            for (Future<Void> started : threads.invokeAll(starts)) {
                started.get();
            }
            threads.shutdown();
        }
    }

    private static Object start(ProducerTemplate template, String scenario, String key) throws Exception {
        Exchange exchange = template.request("datamaker:runScenario?stateRepository=#state&scenario=" + scenario,
                e -> e.getMessage().setHeader("CamelDataMakerRunKey", key));
        if (exchange.getException() != null) {
            exchange.getException().printStackTrace();
            System.exit(1);
        }
        return exchange.getMessage().getHeader("CamelDataMakerRun");
    }
}
