package io.github.cameldatamaker;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import org.junit.jupiter.api.AfterEach;

/** Routes against a sandbox of their own: what one test has used or taught is not another's. */
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
        // First whoever may want to cancel a run.
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
