package io.github.cameldatamaker.kamelets;

import java.time.Duration;

import io.github.cameldatamaker.DataMakerComponent;
import io.github.cameldatamaker.sandbox.DataMakerSandbox;
import io.github.cameldatamaker.sandbox.junit.DataMakerSandboxExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Camel context with the component and the sandbox, and routes in YAML that a test adds. */
@ExtendWith(DataMakerSandboxExtension.class)
abstract class KameletTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    CamelContext context;
    ProducerTemplate template;
    DataMakerSandbox sandbox;

    @BeforeEach
    void startContext(DataMakerSandbox running) {
        sandbox = running;
        context = new DefaultCamelContext();
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(running.baseUrl());
        component.getConfiguration().setApiKey(running.apiKey());
        context.getShutdownStrategy().setTimeout(5);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    void yaml(String routes) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("routes.camel.yaml", routes));
    }

    MockEndpoint mock(String name) {
        MockEndpoint mock = context.getEndpoint("mock:" + name, MockEndpoint.class);
        mock.setResultWaitTime(60_000);
        return mock;
    }
}
