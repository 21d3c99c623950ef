package io.github.cameldatamaker;

import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Routes against the sandbox: everything that has state.
 */
public abstract class SandboxRouteTest extends RouteTest {

    @RegisterExtension
    protected static final DataMakerSandboxExtension SERVICE = DataMakerSandboxExtension.builder().build();

    @Override
    protected String baseUrl() {
        return SERVICE.baseUrl();
    }

    @Override
    protected String apiKey() {
        return SERVICE.apiKey();
    }

    protected static DataMakerSandbox sandbox() {
        return SERVICE.sandbox();
    }
}
