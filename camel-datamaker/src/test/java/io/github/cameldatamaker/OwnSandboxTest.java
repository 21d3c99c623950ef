package io.github.cameldatamaker;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.junit.jupiter.api.AfterEach;

/** Each test has its own sandbox, so that no test uses or changes the budget of another. */
public abstract class OwnSandboxTest extends RouteTest {

    protected final DataMakerSandbox sandbox;

    protected OwnSandboxTest() {
        this(DataMakerSandbox.builder());
    }

    protected OwnSandboxTest(DataMakerSandbox.Builder builder) {
        sandbox = builder.port(0).start();
    }

    @AfterEach
    void stopSandbox() {
        // The context first, because it may want to cancel a run.
        context.stop();
        sandbox.close();
    }

    @Override
    protected String baseUrl() {
        return sandbox.baseUrl();
    }

    @Override
    protected String apiKey() {
        return sandbox.apiKey();
    }
}
