package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerJdbcStateRepository;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** One consumer on two nodes with one table, by mistake. */
class TwoNodesTest extends SandboxRouteTest {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private String scenario;

    private DefaultCamelContext node(JdbcDataSource database) throws Exception {
        DefaultCamelContext node = new DefaultCamelContext();
        DataMakerComponent component = node.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        node.getRegistry().bind("state", new DataMakerJdbcStateRepository(database));
        HealthCheckRegistry health = HealthCheckRegistry.get(node);
        health.register((HealthCheckRepository) health.resolveById("consumers"));
        node.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("datamaker:runs?startFrom=beginning&initialDelay=0&delay=50&stateRepository=#state&scenario=" + scenario)
                        .process(exchange -> events.add((String) exchange.getMessage().getHeader(DataMakerConstants.RUN_STATUS)));
            }
        });
        node.start();
        return node;
    }

    private static List<String> troubles(DefaultCamelContext node) {
        return HealthCheckHelper.invoke(node).stream().filter(result -> result.getState() == HealthCheck.State.DOWN)
                .map(result -> result.getError().orElseThrow().getMessage()).toList();
    }

    /** The second node overwrites nothing and reports an error. The other node continues. */
    @Test
    void oneOfThemStops() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=10");
        scenario = sandbox().scenarios().add("Watched twice", "# sandbox: duration=100h");
        String run = sandbox().scenarios().start(scenario, Map.of());
        try (DefaultCamelContext one = node(database); DefaultCamelContext two = node(database)) {
            Awaitility.await().until(() -> events.contains("running"));
            sandbox().scenarios().setStatus(run, "step");

            Awaitility.await().untilAsserted(() -> assertThat(List.of(troubles(one), troubles(two))).anySatisfy(
                    troubles -> assertThat(troubles)
                            .anySatisfy(trouble -> assertThat(trouble).contains("was changed by another consumer"))));
            // The node that continues has delivered it too.
            Awaitility.await().until(() -> events.contains("step"));
            sandbox().scenarios().setStatus(run, "done");

            Awaitility.await().until(() -> events.contains("done"));
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> Collections.frequency(events, "done") == 1);
        }
    }
}
