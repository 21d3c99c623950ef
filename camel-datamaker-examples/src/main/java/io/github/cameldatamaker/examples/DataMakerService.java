package io.github.cameldatamaker.examples;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.io.PrintStream;

import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** The DataMaker that an example works with: a sandbox of its own, or the real service. */
final class DataMakerService implements AutoCloseable {

    private final ServiceOptions options;
    private final DataMakerSandbox sandbox;

    private DataMakerService(ServiceOptions options, DataMakerSandbox sandbox) {
        this.options = options;
        this.sandbox = sandbox;
    }

    /** Starts it, and says where the sandbox can be watched. */
    static DataMakerService start(ServiceOptions options, PrintStream out) {
        DataMakerService service = new DataMakerService(options, options.live() ? null : DataMakerSandbox.start());
        if (service.sandbox != null) {
            out.println("Watch the sandbox in a browser: " + service.baseUrl() + "/");
        }
        return service;
    }

    /** Before it starts. */
    void prepare(Main main) {
        // A run that is killed waits for nothing.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.addInitialProperty("camel.component.datamaker.base-url", baseUrl());
        main.addInitialProperty("camel.component.datamaker.api-key", apiKey());
    }

    String baseUrl() {
        return sandbox == null ? options.baseUrl() : sandbox.baseUrl();
    }

    String apiKey() {
        return sandbox == null ? options.apiKey() : sandbox.apiKey();
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
