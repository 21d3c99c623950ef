package io.github.cameldatamaker.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

import org.apache.camel.main.Main;

/** Runs the routes of an example once, with all they need around them, and shows what arrived. */
final class Example {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

    private final String profile;
    private final Consumer<Main> routes;
    private final PrintStream out;
    private final PrintStream err;
    private final Progress progress;

    /**
     * @param profile of Maven, which runs it
     * @param routes  adds its routes
     */
    Example(String profile, Consumer<Main> routes, PrintStream out, PrintStream err) {
        this.profile = profile;
        this.routes = routes;
        this.out = out;
        this.err = err;
        this.progress = new Progress(out);
    }

    /** Returns the exit code: 0, 1 if something failed, 2 if the arguments are wrong. */
    int run(Map<String, String> environment, String... args) {
        ExampleOptions options = new ExampleOptions();
        return new ExampleCommand(profile, out, err, () -> " in " + progress.current()).run(options, environment, args,
                () -> work(options));
    }

    private int work(ExampleOptions options) throws Exception {
        removeFiles(options.folder());
        out.println("Starting " + (options.live() ? "" : "the DataMaker sandbox, ") + "PostgreSQL and Artemis");
        try (DataMakerService service = DataMakerService.start(options.service(), out);
                LocalServices services = LocalServices.start(options.folder().resolve("postgres"))) {
            ReceivedOrders received = new ReceivedOrders();
            Main main = new Main();
            main.setInitialProperties(properties(options, services));
            service.prepare(main);
            main.bind("receivedOrders", received);
            main.bind("progress", progress);
            routes.accept(main);
            out.printf(Locale.ROOT, "Generating %,d customers and %,d orders, and both again for the files%n",
                    options.customers(), options.orders());
            Arrivals arrivals = new Arrivals(services.database(), received, options.folder());
            main.start();
            try {
                follow(arrivals);
                received.await(options.orders());
            } finally {
                main.stop();
            }
            show(arrivals.readBack(progress), options);
            return 0;
        }
    }

    private static Properties properties(ExampleOptions options, LocalServices services) {
        Properties properties = new Properties();
        properties.put("customers.template", options.customersTemplate());
        properties.put("customers.count", String.valueOf(options.customers()));
        properties.put("orders.template", options.ordersTemplate());
        properties.put("orders.count", String.valueOf(options.orders()));
        properties.put("seed", "quickstart");
        properties.put("folder", options.folder().toString());
        properties.put("postgres.url", services.postgresUrl());
        properties.put("artemis.url", LocalServices.ARTEMIS_URL);
        if (options.live()) {
            properties.put("orders.insert", "insert-order-live.sql");
        } else {
            properties.put("orders.insert", "insert-order.sql");
            // The sandbox's orders refer to that many customers.
            properties.put("orders.customers", String.valueOf(options.customers()));
        }
        return properties;
    }

    private void follow(Arrivals arrivals) throws Exception {
        while (!progress.awaitEnd(BETWEEN_LINES)) {
            arrivals.soFar().ifPresent(rows -> out.println("  " + progress.current() + ": " + rows));
        }
    }

    private void show(List<Arrival> arrivals, ExampleOptions options) {
        out.println();
        out.print(Arrival.table(arrivals));
        for (Arrival arrival : arrivals) {
            long expected = arrival.what().equals("customers") ? options.customers() : options.orders();
            if (arrival.rows() != expected) {
                throw new IllegalStateException(arrival.where() + " has " + arrival.rows() + " rows, not " + expected);
            }
        }
    }

    // No file of an earlier run may pass for one of this run.
    private static void removeFiles(Path folder) throws IOException {
        for (String name : List.of("customers.csv", "orders.xlsx")) {
            Files.deleteIfExists(folder.resolve(name));
            // Where the routes write to until the file is whole: the run may be killed then.
            folder.resolve(name + ".part").toFile().deleteOnExit();
        }
    }
}
