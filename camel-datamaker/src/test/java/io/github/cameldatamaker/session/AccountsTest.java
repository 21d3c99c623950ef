package io.github.cameldatamaker.session;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.state.MemoryState;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Several accounts that keep their state in one repository. */
class AccountsTest extends WireMockRouteTest {

    private static final String RUNS = "datamaker:runs?scenario=s&initialDelay=100000&stateRepository=#state";
    private static final String LOGS = "datamaker:logs?scenario=s&initialDelay=100000&stateRepository=#state";
    private static final String START = "datamaker:runScenario?scenario=s&runKey=k";
    private static final String OTHER = "&apiKey=dm_live_other";

    @BeforeEach
    void bindState() {
        context.getRegistry().bind("state", new MemoryState());
        String run = "{\"id\":\"r\",\"status\":\"running\"}";
        SERVICE.stubFor(post(anyUrl()).willReturn(aResponse().withHeader("Content-Type", "application/json").withBody(run)));
        SERVICE.stubFor(get(anyUrl()).willReturn(aResponse().withHeader("Content-Type", "application/json").withBody(run)));
    }

    private void start(String... uris) throws Exception {
        route(r -> {
            for (int i = 0; i < uris.length; i++) {
                r.from(uris[i]).routeId("r" + i).to("mock:out");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = { RUNS, "datamaker:generate?template=t&count=5&initialDelay=100000&resumeKey=k&resumeRepository=#state" })
    void twoKeysOfOneAccountAreRefused(String uri) {
        assertThatThrownBy(() -> start(LOGS, uri + OTHER)).hasStackTraceContaining(
                "Two endpoints with different API keys keep state of the account 'datamaker' in one repository (MemoryState)")
                .hasStackTraceContaining("option account").satisfies(
                        error -> assertThat(error.toString()).doesNotContain("dm_live_other", apiKey()));
    }

    /** Camel's own repositories are looked at as well. */
    @Test
    void twoKeysOfOneAccountAreRefusedInARepositoryOfCamel() {
        context.getRegistry().bind("state", new MemoryStateRepository());

        assertThatThrownBy(() -> start(LOGS, RUNS + OTHER)).hasStackTraceContaining("different API keys");
    }

    @Test
    void aStartOfRunsIsRefusedAsWell() throws Exception {
        start(RUNS);

        assertThatThrownBy(() -> template.requestBody(START + "&stateRepository=#state" + OTHER, (Object) null))
                .hasStackTraceContaining("different API keys").hasRootCauseInstanceOf(DataMakerException.class);
    }

    /** Of another component, too: the name that is given counts. */
    @Test
    void anAccountThatIsGivenToTwoComponents() {
        DataMakerComponent second = new DataMakerComponent();
        second.getConfiguration().setBaseUrl(baseUrl());
        second.getConfiguration().setApiKey("dm_live_other");
        second.getConfiguration().setAccount("datamaker");
        context.addComponent("datamaker2", second);

        assertThatThrownBy(() -> start(LOGS, RUNS.replace("datamaker:", "datamaker2:")))
                .hasStackTraceContaining("different API keys");
    }

    @Test
    void eachAccountHasItsOwnState() throws Exception {
        // The same scenario of two accounts: one shared state key would be refused as in use.
        start(RUNS, RUNS + OTHER + "&account=staging");
    }

    /** A key that is replaced. */
    @Test
    void aRouteThatHasStoppedLeavesTheAccountToTheNext() throws Exception {
        start(RUNS);
        context.getRouteController().stopRoute("r0");

        route(r -> r.from(RUNS + OTHER).to("mock:out"));
    }

    /** In memory accounts need no names. */
    @Test
    void runKeysInMemory() {
        for (int sent = 0; sent < 2; sent++) {
            template.requestBody(START, (Object) null);
            template.requestBody(START + OTHER, (Object) null);
        }

        SERVICE.verify(2, postRequestedFor(anyUrl()));
    }
}
