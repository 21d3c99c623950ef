package io.github.cameldatamaker.examples;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.main.Main;

/** Spreads a generation over workers, some of which are killed meanwhile: {@code mvn -q verify -Pworkers}. */
public final class WorkersExample {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration WITHOUT_ANY_CHUNK = Duration.ofMinutes(2);

    private final PrintStream out;
    private final PrintStream err;

    WorkersExample(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        ExampleCommand.exit(new WorkersExample(System.out, System.err).run(System.getenv(), args));
    }

    /**
     * Returns the exit code: 0 when the table holds every row once, 1 if it does not or something failed, 2 if the arguments are
     * wrong.
     */
    int run(Map<String, String> environment, String... args) {
        WorkersOptions options = new WorkersOptions();
        return new ExampleCommand("workers", out, err, () -> "").run(options, environment, args, () -> work(options));
    }

    private int work(WorkersOptions options) throws Exception {
        Path folder = Files.createDirectories(options.folder());
        out.println("Starting the DataMaker sandbox, PostgreSQL and " + options.broker().product());
        try (LocalPostgres postgres = LocalPostgres.starting(folder.resolve("postgres"));
                LocalBroker broker = options.broker().start(folder);
                DataMakerService service = DataMakerService.start(new ServiceOptions(), out)) {
            postgres.execute("/sql/workers.sql");
            Map<String, String> properties = Map.of("broker.url", broker.url(), "postgres.url", postgres.url(),
                    "camel.component.datamaker.base-url", service.baseUrl());
            ChunkBook book = new ChunkBook(postgres.database());
            try (Crew crew = new Crew(
                    name -> WorkerProcess.start(name, options.broker(), properties, service.apiKey(), folder))) {
                for (int i = 0; i < options.workers(); i++) {
                    crew.add();
                }
                plan(options, service, properties);
                follow(options, crew, book);
                crew.close();
                return WorkersReport.show(options, crew, book, out) ? 0 : 1;
            }
        }
    }

    private void plan(WorkersOptions options, DataMakerService service, Map<String, String> properties) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation(Worker.properties(options.broker()));
        properties.forEach(main::addInitialProperty);
        main.addInitialProperty("count", String.valueOf(options.count()));
        main.addInitialProperty("chunk.size", String.valueOf(options.chunkSize()));
        main.addInitialProperty("seed", "workers");
        service.prepare(main);
        main.configure().addRoutesBuilder(new PlanRoutes());
        main.start();
        try {
            main.getCamelTemplate().sendBody("direct:plan", null);
        } finally {
            main.stop();
        }
        out.printf(Locale.ROOT, "Planned %,d rows in %,d chunks for %d workers%n", options.count(), options.chunks(),
                options.workers());
    }

    private void follow(WorkersOptions options, Crew crew, ChunkBook book) throws Exception {
        long done = 0;
        int kills = 0;
        long changedAt = System.nanoTime();
        while (done < options.chunks()) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            crew.check();
            long now = book.chunksDone();
            if (now > done) {
                changedAt = System.nanoTime();
            } else if (System.nanoTime() - changedAt > WITHOUT_ANY_CHUNK.toNanos()) {
                throw new IllegalStateException(
                        "no chunk was done for " + WITHOUT_ANY_CHUNK.toSeconds() + " s; the workers' logs are in "
                                + options.folder());
            }
            done = now;
            if (kills < options.kills() && done * (options.kills() + 1) >= options.chunks() * (kills + 1)) {
                kills++;
                String killed = crew.kill(book.atWork()).name();
                out.printf(Locale.ROOT, "  %,d chunks done: %s is killed, %s is added%n", done, killed, crew.add().name());
            }
        }
    }
}
