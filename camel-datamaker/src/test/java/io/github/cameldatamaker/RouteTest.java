package io.github.cameldatamaker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import okhttp3.ConnectionPool;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.seda.SedaComponent;
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

    static {
        // Ten seconds are little where a machine starts contexts and servers of several tests at once.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        // The default, a tenth of a second, is long for thousands of tests.
        Awaitility.setDefaultPollDelay(Duration.ofMillis(10));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    protected CamelContext context;
    protected ProducerTemplate template;

    /** Where the component finds the service. */
    protected abstract String baseUrl();

    protected abstract String apiKey();

    /** Whether a broken generation resumes. The default is true. */
    protected boolean resumes() {
        return true;
    }

    /** Settings of the component before it starts. */
    protected void prepare(DataMakerComponent component) {
    }

    @BeforeEach
    protected void startContext() {
        context = new DefaultCamelContext();
        DataMakerComponent component = context.getComponent("datamaker", DataMakerComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl());
        component.getConfiguration().setApiKey(apiKey());
        component.getConfiguration().setResume(resumes());
        prepare(component);
        context.getShutdownStrategy().setTimeout(5);
        // A queue consumer notices a stop only after this time. The default is a second.
        context.getComponent("seda", SedaComponent.class).setDefaultPollTimeout(20);
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
        ConnectionPool pool = ComponentInsides.connections(context).base().connectionPool();
        Awaitility.await().dontCatchUncaughtExceptions().untilAsserted(
                () -> assertThat(pool.connectionCount() - pool.idleConnectionCount()).as("connections in use").isZero());
    }

    /** All requests are answered. */
    protected boolean nothingIsUnderWay() {
        return nothingIsUnderWay(context);
    }

    protected static boolean nothingIsUnderWay(CamelContext context) {
        return ComponentInsides.connections(context).base().dispatcher().runningCallsCount() == 0;
    }

    /** Sends an exchange without a thread that waits for it, as a route does. */
    protected CompletableFuture<Exchange> send(String uri, Object body) {
        try {
            Endpoint endpoint = context.getEndpoint(uri);
            AsyncProducer producer = endpoint.createAsyncProducer();
            endpoint.start();
            producer.start();
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(body);
            CompletableFuture<Exchange> done = new CompletableFuture<>();
            producer.process(exchange, doneSync -> done.complete(exchange));
            return done;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    protected MockEndpoint mock(String name) {
        MockEndpoint mock = context.getEndpoint("mock:" + name, MockEndpoint.class);
        // How fast a busy machine is says nothing about a route.
        mock.setResultWaitTime(120_000);
        return mock;
    }
}
