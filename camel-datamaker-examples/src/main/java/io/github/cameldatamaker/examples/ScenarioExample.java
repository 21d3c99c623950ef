package io.github.cameldatamaker.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.main.Main;

/** Runs a scenario, shows its log while it is written, and how it ended: {@code mvn -q verify -Pscenario}. */
public final class ScenarioExample {

    private static final Duration LOG_AFTER_END = Duration.ofSeconds(30);

    private final PrintStream out;
    private final PrintStream err;

    ScenarioExample(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        ExampleCommand.exit(new ScenarioExample(System.out, System.err).run(System.getenv(), args));
    }

    /** Returns the exit code: 0 when the run is done, 1 when it or something else has failed, 2 if the arguments are wrong. */
    int run(Map<String, String> environment, String... args) {
        ScenarioOptions options = new ScenarioOptions();
        return new ExampleCommand("scenario", out, err, () -> "").run(options, environment, args, () -> work(options));
    }

    private int work(ScenarioOptions options) throws Exception {
        if (!options.service().live()) {
            out.println("Starting the DataMaker sandbox");
        }
        try (DataMakerService service = DataMakerService.start(options.service(), out)) {
            RunReport report = new RunReport(out);
            Main main = new Main();
            // The application.properties are those of the other examples.
            main.setDefaultPropertyPlaceholderLocation("false");
            main.addInitialProperty("scenario", options.scenario());
            service.prepare(main);
            main.bind("report", report);
            main.configure().addRoutesBuilder(new ScenarioRoutes());
            main.start();
            try {
                return await(main, options.params(), report);
            } finally {
                main.stop();
            }
        }
    }

    private static int await(Main main, Map<String, String> params, RunReport report) throws Exception {
        Exchange run = main.getCamelTemplate().request("direct:run",
                exchange -> exchange.getMessage().setHeader("CamelDataMakerParams", params));
        if (run.getException() != null) {
            throw run.getException();
        }
        report.awaitEnd(LOG_AFTER_END);
        return "done".equals(run.getMessage().getHeader("CamelDataMakerRunStatus")) ? 0 : 1;
    }
}
