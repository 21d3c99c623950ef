package io.github.cameldatamaker.client;

import java.io.IOException;

import io.github.cameldatamaker.fixture.OwnSandboxTest;
import io.github.cameldatamaker.fixture.RouteTest;
import org.junit.jupiter.api.AfterEach;

/** Routes against a server that a test writes itself. */
abstract class LoopbackServiceTest<S extends LoopbackService> extends RouteTest {

    final S service;
    /** One a test: a budget outlives the context that has used it, and another service may get the same port. */
    private final String key = OwnSandboxTest.newKey();

    LoopbackServiceTest(S service) {
        this.service = service;
    }

    @AfterEach
    void stopService() throws IOException {
        service.close();
    }

    @Override
    protected String baseUrl() {
        return service.baseUrl();
    }

    @Override
    protected String apiKey() {
        return key;
    }

    /** Here a single answer is looked at. */
    @Override
    protected boolean resumes() {
        return false;
    }
}
