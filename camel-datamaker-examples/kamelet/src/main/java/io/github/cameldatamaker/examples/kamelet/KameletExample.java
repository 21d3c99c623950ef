package io.github.cameldatamaker.examples.kamelet;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.apache.camel.main.Main;

/** Starts the sandbox, and runs the YAML files of this example on it. */
public final class KameletExample {

    private KameletExample() {
    }

    public static void main(String[] args) {
        int exitCode = 1;
        try (DataMakerSandbox sandbox = DataMakerSandbox.start()) {
            System.out.println("Watch the sandbox in a browser: " + sandbox.baseUrl() + "/");
            Main main = main(sandbox);
            main.run();
            exitCode = main.getExitCode();
        } catch (Exception e) {
            e.printStackTrace();
        }
        // Camel Main leaves a thread when a route does not start.
        System.exit(exitCode);
    }

    /** Camel Main reads application.properties, which names the YAML files. */
    static Main main(DataMakerSandbox sandbox) {
        Main main = new Main();
        main.addInitialProperty("camel.component.datamaker.base-url", sandbox.baseUrl());
        main.addInitialProperty("camel.component.datamaker.api-key", sandbox.apiKey());
        return main;
    }
}
