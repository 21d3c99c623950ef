package io.github.cameldatamaker.session;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.Plan;
import org.apache.camel.Endpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Camel's health checks of the component and its consumers. */
class HealthTest extends DrivenSandboxTest {

    private static final String ID = "producer:datamaker";

    private Optional<HealthCheck.Result> health(String id) {
        return HealthCheckHelper.invoke(context, "full").stream().filter(result -> result.getCheck().getId().equals(id))
                .findFirst();
    }

    /** As camel-main does it. */
    private void turnOnConsumers() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        registry.register((HealthCheckRepository) registry.resolveById("consumers"));
    }

    private void turnOn() {
        HealthCheckRegistry.get(context).getRepository("producers").orElseThrow().setEnabled(true);
    }

    @Test
    void theComponentIsNotAskedUnlessItIsWanted() {
        assertThat(health(ID)).isEmpty();
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void theComponentIsUpWhenTheServiceAnswers() {
        turnOn();

        assertThat(health(ID).orElseThrow().getState()).isEqualTo(State.UP);
        assertThat(sandbox.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 500 })
    void theComponentIsDownWhenTheServiceDoesNotAnswer(int status) {
        turnOn();
        sandbox.faults().on("GET", "/templates").always().status(status);

        HealthCheck.Result result = health(ID).orElseThrow();

        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, status);
        assertThat(result.getError().orElseThrow()).isInstanceOf(DataMakerApiException.class);
        assertThat(result.toString() + result.getDetails() + result.getMessage()).doesNotContain(apiKey());
    }

    /** A service that refuses too many requests is up. */
    @Test
    void aUsedUpBudgetIsNotDown() {
        turnOn();
        sandbox.faults().on("GET", "/templates").always().status(429);

        assertThat(health(ID).orElseThrow().getState()).isEqualTo(State.UP);
    }

    /** One for all that ask often. */
    @Test
    void itCostsARequestAMinute() {
        turnOn();
        for (int asked = 0; asked < 5; asked++) {
            assertThat(health(ID).orElseThrow().getState()).isEqualTo(State.UP);
        }
        assertThat(sandbox.requests()).hasSize(1);

        time.advance(Duration.ofMinutes(1));
        sandbox.faults().on("GET", "/templates").times(1).status(500);
        assertThat(health(ID).orElseThrow().getState()).isEqualTo(State.DOWN);
        assertThat(health(ID).orElseThrow().getState()).isEqualTo(State.DOWN);
        assertThat(sandbox.requests()).hasSize(2);

        time.advance(Duration.ofMinutes(1));
        assertThat(health(ID).orElseThrow().getState()).isEqualTo(State.UP);
    }

    @Test
    void theDetailsTellOfStatusAndBudget() {
        try (DataMakerSandbox pro = DataMakerSandbox.builder().port(0).clock(serverClock).plan(Plan.PRO).apiKey(newKey())
                .start()) {
            context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setMaxRowsPerHour(1000L);
            turnOn();
            String uri = "datamaker:generate?template=tmpl_product&count=20&outputType=Bytes&baseUrl=" + pro.baseUrl()
                    + "&apiKey=" + pro.apiKey();
            template.requestBody(uri, (Object) null);

            HealthCheck.Result result = health(ID + "-2").orElseThrow();

            assertThat(result.getDetails()).containsEntry("service.url", pro.baseUrl())
                    .containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 200)
                    .containsEntry("service.asked", START.toString()).containsEntry("budget.requestsLeft", 598L)
                    .containsEntry("budget.rowsUsed", 20L).containsEntry("budget.rowsLeft", 980L);
            assertThat(result.toString() + result.getDetails() + result.getMessage()).doesNotContain(pro.apiKey());
        }
    }

    /** The component has no key, and needs none. */
    @Test
    void oneCheckForEachServiceAndKeyOfEndpoints() throws Exception {
        try (DataMakerSandbox second = DataMakerSandbox.builder().port(0).start();
                DefaultCamelContext keyless = new DefaultCamelContext()) {
            keyless.getComponent("datamaker", DataMakerComponent.class).getConfiguration().setBaseUrl(baseUrl());
            keyless.start();
            context.stop();
            context = keyless;
            turnOn();
            assertThat(HealthCheckHelper.invoke(keyless, "full")).noneMatch(result -> result.getCheck().getId().startsWith(ID));

            Endpoint one = started("datamaker:listTemplates?apiKey=" + apiKey());
            started("datamaker:listSets?apiKey=" + apiKey());
            started("datamaker:listTemplates?apiKey=dm_live_revoked");
            Endpoint last = started("datamaker:listTemplates?apiKey=" + second.apiKey() + "&baseUrl=" + second.baseUrl());

            assertThat(health(ID)).hasValueSatisfying(result -> assertThat(result.getState()).isEqualTo(State.UP));
            assertThat(health(ID + "-2")).hasValueSatisfying(result -> {
                assertThat(result.getState()).isEqualTo(State.DOWN);
                assertThat(result.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 401);
                assertThat(result.toString() + result.getDetails() + result.getMessage()).doesNotContain("dm_live_revoked");
            });
            assertThat(health(ID + "-3")).hasValueSatisfying(
                    result -> assertThat(result.getDetails()).containsEntry("service.url", second.baseUrl()));
            assertThat(health(ID + "-4")).isEmpty();
            // The other endpoint of the first key keeps it.
            one.stop();
            last.stop();
            assertThat(health(ID)).isPresent();
            assertThat(health(ID + "-3")).isEmpty();
        }
    }

    private Endpoint started(String uri) {
        Endpoint endpoint = context.getEndpoint(uri);
        endpoint.start();
        return endpoint;
    }

    /** An endpoint that could not start uses nothing. */
    @Test
    void anEndpointThatCannotStartHasNoCheck() {
        context.getRegistry().bind("plain", new MemoryStateRepository());
        String uri = "datamaker:runScenario?scenario=s&stateRepository=#plain&apiKey=dm_live_another";
        assertThatThrownBy(() -> started(uri)).hasMessageContaining("cannot store a runKey");
        turnOn();

        assertThat(health(ID)).isPresent();
        assertThat(health(ID + "-2")).isEmpty();
    }

    @Test
    void healthCheckProducerEnabledFalse() throws Exception {
        try (var other = new DefaultCamelContext()) {
            DataMakerComponent component = other.getComponent("datamaker", DataMakerComponent.class);
            component.setHealthCheckProducerEnabled(false);
            other.start();
            HealthCheckRegistry.get(other).getRepository("producers").orElseThrow().setEnabled(true);

            assertThat(HealthCheckHelper.invoke(other))
                    .noneMatch(result -> result.getCheck().getId().equals(ID) && result.getState() == State.DOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "runs", "logs" })
    void aConsumerIsDownWhileTheServiceIsAndUpAgain(String consumer) throws Exception {
        turnOnConsumers();
        String scenario = scenario("duration=1h");
        sandbox.faults().on("GET", "/scenarios/{id}/runs").always().status(503);
        route(r -> r.from("datamaker:" + consumer + "?maxRetries=0&initialDelay=0&delay=100&scenario=" + scenario)
                .routeId("watch").to("mock:x"));

        Awaitility.await().untilAsserted(() -> assertThat(health("consumer:watch")).hasValueSatisfying(result -> {
            assertThat(result.getState()).isEqualTo(State.DOWN);
            assertThat(result.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 503);
        }));

        sandbox.faults().clear();

        Awaitility.await().untilAsserted(() -> assertThat(health("consumer:watch").orElseThrow().getState()).isEqualTo(State.UP));
    }

    /** The consumer ends with its run, and that is no illness. */
    @ParameterizedTest
    @ValueSource(strings = { "runs", "logs" })
    void aConsumerThatHasEndedIsUp(String consumer) throws Exception {
        turnOnConsumers();
        String scenario = scenario("duration=1s");
        Object run = template.requestBody("datamaker:runScenario?scenario=" + scenario, null, Map.class).get("id");
        serverClock.advance(Duration.ofMinutes(1));
        route(r -> r.from("datamaker:" + consumer + "?initialDelay=0&delay=50&scenario=" + scenario + "&run=" + run)
                .routeId("watch")
                .filter(r.header(DataMakerConstants.RUN_STATUS).isNotNull()).to("mock:end"));
        Awaitility.await().until(() -> !mock("end").getExchanges().isEmpty());

        Awaitility.await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(health("consumer:watch").orElseThrow().getState()).isEqualTo(State.UP));
    }
}
