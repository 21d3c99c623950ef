package io.github.cameldatamaker.consume;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerFileStateRepository;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Consumers behind Camel's {@code master:}, each node with a repository of its own on one file. */
@Timeout(120)
class MasterTest extends SandboxRouteTest {

    @TempDir
    Path folder;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private String scenario;
    private final List<CamelContext> nodes = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopNodes() {
        nodes.forEach(CamelContext::stop);
    }

    private CamelContext node(String name) throws Exception {
        CamelContext node = new DefaultCamelContext();
        nodes.add(node);
        DataMakerComponent component = node.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setId(name);
        cluster.setRoot(folder.resolve("cluster").toString());
        cluster.setAcquireLockDelay(50, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(50, TimeUnit.MILLISECONDS);
        node.addService(cluster);
        node.getRegistry().bind("file", new DataMakerFileStateRepository(folder.resolve("state")));
        node.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:ns:datamaker:runs?scenario=" + scenario
                        + "&startFrom=beginning&initialDelay=0&delay=50&stateRepository=#file")
                        .process(e -> seen.add(name + " " + e.getMessage().getHeader(DataMakerConstants.RUN) + " "
                                + e.getMessage().getHeader(DataMakerConstants.RUN_STATUS)));
            }
        });
        node.start();
        return node;
    }

    /** The file of the stopped consumer is free, and delivered events do not come again. */
    @Test
    void theNextMasterOpensTheState() throws Exception {
        scenario = sandbox().scenarios().add("Long", "# sandbox: duration=100h");
        String run = sandbox().scenarios().start(scenario, Map.of());
        CamelContext first = node("first");
        Awaitility.await().until(() -> seen.contains("first " + run + " running"));
        node("second");

        first.stop();
        sandbox().scenarios().setStatus(run, "done");

        Awaitility.await().until(() -> seen.contains("second " + run + " done"));
        assertThat(seen).filteredOn(event -> event.contains(run)).containsExactly("first " + run + " running",
                "second " + run + " done");
    }
}
