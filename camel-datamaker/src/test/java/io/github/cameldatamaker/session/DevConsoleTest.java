package io.github.cameldatamaker.session;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel's developer console {@code datamaker}. */
class DevConsoleTest extends DrivenSandboxTest {

    private DevConsole console() {
        // As the registry of camel-console finds it.
        return PluginHelper.getDevConsoleResolver(context).resolveDevConsole("datamaker");
    }

    private JsonObject json() {
        return (JsonObject) ((Map<?, ?>) console().call(DevConsole.MediaType.JSON)).get("datamaker");
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT);
    }

    @Test
    void theBudget() {
        template.requestBody("datamaker:generate?template=tmpl_product&count=20&outputType=Bytes&maxRowsPerHour=100",
                (Object) null);

        assertThat(json()).containsEntry("rowsUsed", 20L).containsEntry("rowsLeft", 80L).containsEntry("requests", 1L);
        assertThat(text()).startsWith("datamaker:\n").contains("rowsLeft: 80\n")
                .containsPattern("budget of http://localhost:\\d+/: \\{requestsLeft=\\d+, rowsUsed=20, rowsLeft=80}");
        assertThat((List<?>) json().get("budgets")).singleElement().satisfies(
                budget -> assertThat((JsonObject) budget).containsEntry("rowsUsed", 20L).containsKey("baseUrl"));
    }

    @Test
    void whatWaitsAndSinceWhen() {
        sandbox.faults().on("GET", "/templates/{id}").times(1).status(503);
        send("datamaker:getTemplate?template=tmpl_product", null);
        String scenario = scenario("duration=1h");
        send("datamaker:runScenario?wait=poll&scenario=" + scenario, null);

        Awaitility.await().untilAsserted(() -> assertThat(text()).contains("request: GET /templates/tmpl_product since " + START)
                .contains("run: ").contains("of scenario " + scenario));
        assertThat((List<?>) json().get("waits")).hasSize(2).allSatisfy(
                wait -> assertThat((JsonObject) wait).containsKeys("kind", "what", "since", "exchangeId"));
    }

    @Test
    void theLogsThatAreFollowed() throws Exception {
        String scenario = scenario("duration=1h");
        String run = sandbox.scenarios().start(scenario, Map.of());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("datamaker:logs?scenario=" + scenario + "&run=" + run).routeId("follower").to("mock:lines");
            }
        });

        Awaitility.await().untilAsserted(
                () -> assertThat(text()).contains("log: " + run + " in route follower").contains(" since " + START));
        assertThat(json().toJson()).contains("followedLogs").contains(run);
        context.getRouteController().stopRoute("follower");
        Awaitility.await().untilAsserted(() -> assertThat(text()).doesNotContain("in route follower"));
    }

    @Test
    void camelsRegistryHasIt() {
        DevConsoleRegistry registry = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        registry.loadDevConsoles();

        assertThat(registry.resolveById("datamaker").getDisplayName()).isEqualTo("DataMaker");
        assertThat(registry.getConsoleIDs()).contains("datamaker");
    }

    /** Camel's own consoles, which its CLI and Boot's actuator show. */
    @ParameterizedTest
    @ValueSource(strings = { "endpoint", "context", "producer", "service", "route", "inflight" })
    void norDoTheOthers(String name) throws Exception {
        String secret = "secret-of-the-gateway";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to("datamaker:getTemplate?template=tmpl_product&httpHeader.X-Gateway=" + secret);
            }
        });
        template.requestBody("direct:a", (Object) null);

        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole(name);

        assertThat(console.call(DevConsole.MediaType.TEXT) + "" + console.call(DevConsole.MediaType.JSON)).isNotBlank()
                .doesNotContain(secret);
    }

    @Test
    void itNeverShowsTheKey() {
        sandbox.faults().on("GET", "/templates/{id}").times(1).status(503);
        String secret = "secret-of-the-gateway";
        context.getComponent("datamaker", DataMakerComponent.class).getConfiguration().getHttpHeader().put("X-All", secret);
        send("datamaker:getTemplate?template=tmpl_product&httpHeader.X-Gateway=" + secret + "&apiKey=RAW(" + apiKey() + ")",
                null);

        Awaitility.await().untilAsserted(() -> assertThat(text()).contains("GET /templates"));
        assertThat(text() + json().toJson()).doesNotContain(apiKey(), secret);
    }
}
