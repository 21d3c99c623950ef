package io.github.cameldatamaker;

import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

/**
 * Routes against single answers that must be exact.
 */
public abstract class WireMockRouteTest extends RouteTest {

    private static final AtomicInteger KEYS = new AtomicInteger();

    @RegisterExtension
    protected static final WireMockExtension SERVICE = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort()).build();

    /** One a test: a budget outlives the context that has used it. */
    private final String key = "dm_live_" + KEYS.incrementAndGet() + "+secret/key=%41";

    @Override
    protected String baseUrl() {
        return "http://localhost:" + SERVICE.getPort();
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

    /** Answers every request. */
    protected static void answer(ResponseDefinitionBuilder response) {
        SERVICE.stubFor(any(anyUrl()).willReturn(response));
    }

    protected static void answerJson(String json) {
        answer(aResponse().withHeader("Content-Type", "application/json").withBody(json));
    }

    protected static void answerCsv(String csv) {
        answer(aResponse().withHeader("Content-Type", "text/csv").withBody(csv));
    }
}
