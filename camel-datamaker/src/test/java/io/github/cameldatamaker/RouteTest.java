package io.github.cameldatamaker;

import okhttp3.ConnectionPool;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.function.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Camel context with the component, and routes that a test adds.
 */
public abstract class RouteTest {

    protected CamelContext context;
    protected ProducerTemplate template;

    /** Where the component finds the service. */
    protected abstract String baseUrl();

    protected abstract String apiKey();

    @BeforeEach
    void startContext() {
        context = new DefaultCamelContext();
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        context.getShutdownStrategy().setTimeout(5);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    /** Adds routes as a user writes them. */
    protected void route(ThrowingConsumer<RouteBuilder, Exception> routes) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                routes.accept(this);
            }
        });
    }

    /** No response holds a connection any more. */
    protected void assertReleased() {
        ConnectionPool pool = context.getComponent("datamaker", DataMakerComponent.class).getHttpClient().connectionPool();
        Awaitility.await().untilAsserted(
                () -> assertThat(pool.connectionCount() - pool.idleConnectionCount()).as("connections in use").isZero());
    }

    protected MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }
}
