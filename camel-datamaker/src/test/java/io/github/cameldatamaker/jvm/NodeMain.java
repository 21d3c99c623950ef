package io.github.cameldatamaker.jvm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerJdbcStateRepository;
import io.github.cameldatamaker.fixture.FastTime;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One of several nodes on one table: gets all keys, each at its moment, as the other nodes do, and writes key and run to its
 * file. Arguments: base URL, scenario, JDBC URL, file of the lines, number of the first key, how many keys there are, the moment
 * of key 0 in milliseconds since 1970, milliseconds from one key to the next, how much faster time goes.
 */
public final class NodeMain {

    private static final int THREADS = 8;

    private NodeMain() {
    }

    /** Exits with 1 when a start failed. */
    public static void main(String[] args) throws Exception {
        Instant begin = Instant.ofEpochMilli(Long.parseLong(args[6]));
        Duration pace = Duration.ofMillis(Long.parseLong(args[7]));
        try (LineFile lines = new LineFile(args[3]); DefaultCamelContext context = new DefaultCamelContext()) {
            DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
            component.getConfiguration().setBaseUrl(args[0]);
            // A start may be taken over when it is as old.
            component.getConfiguration().setResponseTimeout(30_000);
            FastTime.set(component, begin, Integer.parseInt(args[8]));
            context.getRegistry().bind("state", new DataMakerJdbcStateRepository(new DriverManagerDataSource(args[2])));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            String uri = "datamaker:runScenario?stateRepository=#state&scenario=" + args[1];
            ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
            List<Future<?>> starts = new ArrayList<>();
            for (int number = Integer.parseInt(args[4]); number < Integer.parseInt(args[5]); number++) {
                String key = "key-" + number;
                Duration wait = Duration.between(Instant.now(), begin.plus(pace.multipliedBy(number)));
                starts.add(threads.schedule(() -> {
                    lines.write(key + " " + start(template, uri, key));
                    return null;
                }, wait.toMillis(), TimeUnit.MILLISECONDS));
            }
            for (Future<?> started : starts) {
                started.get();
            }
            threads.shutdown();
        }
        // The timer is the test's.
        System.exit(0);
    }

    private static Object start(ProducerTemplate template, String uri, String key) {
        Exchange exchange = template.request(uri, e -> e.getMessage().setHeader("CamelDataMakerRunKey", key));
        if (exchange.getException() != null) {
            exchange.getException().printStackTrace();
            System.exit(1);
        }
        return exchange.getMessage().getHeader("CamelDataMakerRun");
    }
}
