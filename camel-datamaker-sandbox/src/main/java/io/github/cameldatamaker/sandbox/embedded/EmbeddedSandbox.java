package io.github.cameldatamaker.sandbox.embedded;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A sandbox inside the application that uses it. The Camel component starts it for {@code baseUrl=sandbox:}. It knows the sandbox
 * by this class's file in {@code META-INF/services/org/apache/camel} and by the two types of the JDK, so neither of the two needs
 * the other to compile.
 */
public final class EmbeddedSandbox implements Supplier<Map<String, String>>, AutoCloseable {

    private DataMakerSandbox sandbox;

    /** Starts the sandbox, if it is not running, and gives its {@code baseUrl} and {@code apiKey}. */
    @Override
    public synchronized Map<String, String> get() {
        if (sandbox == null) {
            sandbox = DataMakerSandbox.start();
        }
        return Map.of("baseUrl", sandbox.baseUrl(), "apiKey", sandbox.apiKey());
    }

    @Override
    public synchronized void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
