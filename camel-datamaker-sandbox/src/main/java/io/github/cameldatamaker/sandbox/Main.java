package io.github.cameldatamaker.sandbox;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the sandbox from the command line until it is stopped. {@code --help} lists the options. */
public final class Main {

    private Main() {
    }

    /** Exits with 2 if the sandbox cannot start with these arguments. */
    public static void main(String[] args) throws InterruptedException {
        // Slf4j would warn about a missing binding, which nobody needs here.
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
        try {
            if (start(System.out, args).isEmpty()) {
                return;
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        Thread.currentThread().join();
    }

    /** Starts the sandbox and prints its address. With {@code --help} it prints the options and starts nothing. */
    static Optional<DataMakerSandbox> start(PrintStream out, String... args) {
        CommandLine asked = CommandLine.parse(args);
        if (asked.help()) {
            out.print(CommandLine.USAGE);
            return Optional.empty();
        }
        DataMakerSandbox.Builder builder = DataMakerSandbox.builder().port(asked.port()).plan(asked.plan())
                .apiStyle(asked.apiStyle());
        asked.templates().ifPresent(builder::templates);
        asked.state().ifPresent(builder::state);
        DataMakerSandbox sandbox = builder.start();
        out.println("DataMaker sandbox on " + sandbox.baseUrl() + " (plan " + asked.plan() + "), stop it with Ctrl+C");
        out.println("Console:   " + sandbox.baseUrl() + "/ in a browser");
        out.println("API key:   " + sandbox.apiKey());
        out.println("Templates: " + sandbox.templates().keySet().stream().collect(Collectors.joining(", ")));
        out.println("Try:       curl -s " + tryOut(sandbox, asked.apiStyle()));
        if (asked.open() && !open(sandbox.baseUrl() + "/")) {
            out.println("No browser can be opened here. Open the console's address yourself.");
        }
        // Ctrl+C saves what a folder keeps.
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "datamaker-sandbox-stop"));
        return Optional.of(sandbox);
    }

    private static String tryOut(DataMakerSandbox sandbox, ApiStyle style) {
        return style == ApiStyle.PLATFORM ? "-H 'X-API-Key: " + sandbox.apiKey() + "' " + sandbox.baseUrl() + "/templates"
                : "-H 'Authorization: Bearer " + sandbox.apiKey() + "' -H 'Content-Type: application/json' -d '{\"count\": 3}' "
                        + sandbox.baseUrl() + "/templates/tmpl_customer/generate";
    }

    private static boolean open(String address) {
        try {
            if (!GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(URI.create(address));
                return true;
            }
            // Java knows few of Linux' desktops.
            return System.getenv("DISPLAY") != null && new ProcessBuilder("xdg-open", address).start().isAlive();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
