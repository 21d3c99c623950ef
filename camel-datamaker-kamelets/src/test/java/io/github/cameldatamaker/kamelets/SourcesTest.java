package io.github.cameldatamaker.kamelets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerFileStateRepository;
import org.apache.camel.component.mock.MockEndpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

/** Each source, as a route and as a Pipe. */
class SourcesTest extends KameletTest {

    @Test
    void generatesAMessageForEachRow() throws Exception {
        mock("rows").expectedMessageCount(5);
        yaml("""
                - route:
                    from:
                      uri: kamelet:datamaker-generate-source
                      parameters:
                        template: tmpl_customer
                        count: 5
                        seed: rows
                        repeatCount: 1
                      steps:
                        - to: mock:rows
                """);

        MockEndpoint.assertIsSatisfied(context);

        assertThat(bodies("rows")).allSatisfy(row -> assertThat(row).isInstanceOf(Map.class));
        assertThat(mock("rows").getExchanges().get(0).getMessage().getBody(String.class)).startsWith("{\"id\":");
        assertThat(sandbox.rowsGenerated()).isEqualTo(5);
    }

    @Test
    void generatesInAPipe() throws Exception {
        mock("rows").expectedMessageCount(2);
        yaml("""
                apiVersion: camel.apache.org/v1
                kind: Pipe
                metadata:
                  name: customers
                spec:
                  source:
                    ref:
                      kind: Kamelet
                      apiVersion: camel.apache.org/v1
                      name: datamaker-generate-source
                    properties:
                      template: tmpl_customer
                      count: 2
                      rowType: String
                      repeatCount: 1
                  sink:
                    uri: mock:rows
                """);

        MockEndpoint.assertIsSatisfied(context);

        assertThat(bodies("rows")).allSatisfy(row -> assertThat(row).isInstanceOf(String.class));
    }

    @Test
    void generatesBatches() throws Exception {
        mock("batches").expectedMessageCount(3);
        yaml("""
                - route:
                    from:
                      uri: kamelet:datamaker-generate-source?template=tmpl_customer&count=2500&batchSize=1000&repeatCount=1
                      steps:
                        - to: mock:batches
                """);

        MockEndpoint.assertIsSatisfied(context);

        assertThat(bodies("batches")).extracting(batch -> ((List<?>) batch).size()).containsExactly(1000, 1000, 500);
    }

    @Test
    void theOtherRowsComeWhenARouteFailsForOne() throws Exception {
        mock("others").expectedMessageCount(4);
        mock("handled").expectedMessageCount(1);
        yaml("""
                - onException:
                    exception: [java.lang.IllegalStateException]
                    handled:
                      constant: "true"
                    steps:
                      - to: mock:handled
                - route:
                    from:
                      uri: kamelet:datamaker-generate-source?template=tmpl_customer&count=5&repeatCount=1
                      steps:
                        - choice:
                            when:
                              - simple: "${exchangeProperty.CamelSplitIndex} == 2"
                                steps:
                                  - throwException:
                                      exceptionType: java.lang.IllegalStateException
                                      message: refused
                            otherwise:
                              steps:
                                - to: mock:others
                """);

        MockEndpoint.assertIsSatisfied(context);
    }

    @Test
    void emitsStatusesOfRunsAndGoesOnAfterARestart(@TempDir Path folder) throws Exception {
        context.getRegistry().bind("runState", new DataMakerFileStateRepository(folder.resolve("state").toString()));
        yaml("""
                - route:
                    id: runs
                    from:
                      uri: kamelet:datamaker-runs-source
                      parameters:
                        scenario: scn_seed_orders
                        statuses: done
                        startFrom: beginning
                        delay: 100ms
                        stateRepository: "#runState"
                      steps:
                        - to: mock:runs
                """);
        template.sendBody("kamelet:datamaker-run-scenario-action?scenario=scn_seed_orders", null);

        // Written when the route has completed.
        Awaitility.await().atMost(ofMinutes(1)).untilAsserted(
                () -> assertThat(folder.resolve("state")).content().contains("datamaker:runs:scn_seed_orders",
                        "\"recent\":{\"run_"));

        assertThat(mock("runs").getReceivedCounter()).isEqualTo(1);
        assertThat(mock("runs").getExchanges().get(0).getMessage().getHeader("CamelDataMakerRunStatus")).isEqualTo("done");
        assertThat(bodies("runs").get(0)).isInstanceOf(Map.class);
    }

    @Test
    void emitsLogsLineByLine() throws Exception {
        yaml("""
                - route:
                    from:
                      uri: kamelet:datamaker-logs-source
                      parameters:
                        scenario: scn_seed_orders
                        startFrom: beginning
                        delay: 100ms
                      steps:
                        - to: mock:lines
                """);
        template.sendBody("kamelet:datamaker-run-scenario-action?scenario=scn_seed_orders", null);

        Awaitility.await().atMost(ofMinutes(1)).until(() -> mock("lines").getExchanges().stream()
                .anyMatch(exchange -> "done".equals(exchange.getMessage().getHeader("CamelDataMakerRunStatus"))));

        assertThat(bodies("lines").get(0)).isEqualTo("seeding 100 orders into regression");
        assertThat(mock("lines").getExchanges().get(0).getMessage().getHeader("CamelDataMakerLineNumber")).isEqualTo(1L);
    }

    private List<Object> bodies(String mock) {
        return mock(mock).getExchanges().stream().map(exchange -> exchange.getMessage().getBody()).toList();
    }
}
