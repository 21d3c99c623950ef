package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import io.github.cameldatamaker.session.RouteWaits;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.StatefulService;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.throttling.ThrottlingExceptionRoutePolicy;
import org.apache.camel.throttling.ThrottlingInflightRoutePolicy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/** The exchanges of a suspended route continue, whoever has suspended it: throttling policies do so all the time. */
class SuspensionTest extends WireMockRouteTest {

    private static final String RUN = "datamaker:runScenario?scenario=s&wait=poll&pollInterval=50";

    private Plain plain;

    /** A consumer that cannot be suspended: a policy stops it instead. */
    private static final class Plain extends DefaultEndpoint {

        private Processor route;

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            route = processor;
            return new DefaultConsumer(this, processor);
        }

        @Override
        protected String createEndpointUri() {
            return "plain:in";
        }
    }

    @BeforeEach
    void prepareRuns() throws Exception {
        plain = new Plain();
        plain.setCamelContext(context);
        context.addEndpoint("plain:in", plain);
        answerLooks("running");
    }

    private static void answerLooks(String status) {
        SERVICE.stubFor(post(anyUrl()).willReturn(
                aResponse().withHeader("Content-Type", "application/json").withBody("{\"id\":\"r\",\"status\":\"running\"}")));
        SERVICE.stubFor(get(anyUrl()).willReturn(
                aResponse().withHeader("Content-Type", "application/json")
                        .withBody("{\"id\":\"r\",\"status\":\"" + status + "\"}")));
    }

    // If Camel's time is over, or the rest of the route has stopped, the exchange fails after its wait.
    private void assertThatTheWaitGoesOn() {
        assertThatTheyGoOn(1);
    }

    private void assertThatTheyGoOn(int waiting) {
        RouteWaits held = ComponentInsides.waits(context);
        // Longer than it takes to see that a route has stopped.
        Awaitility.await().during(Duration.ofMillis(1_200)).until(() -> held.awaitedRuns() == waiting);
        answerLooks("done");
        Awaitility.await().until(() -> held.awaitedRuns() == 0);
        SERVICE.verify(0, deleteRequestedFor(anyUrl()));
    }

    private void awaitLook() {
        Awaitility.await().untilAsserted(() -> SERVICE.verify(getRequestedFor(anyUrl())));
    }

    private boolean isSuspended() {
        return context.getRoute("waits").getConsumer() instanceof StatefulService consumer && consumer.isSuspended();
    }

    @Test
    void byAPolicyForExchangesInFlight() throws Exception {
        ThrottlingInflightRoutePolicy policy = new ThrottlingInflightRoutePolicy();
        policy.setMaxInflightExchanges(1);
        route(r -> r.from("seda:work").routeId("waits").routePolicy(policy).choice().when(r.body().isEqualTo("run")).to(RUN)
                .to("mock:done"));
        template.sendBody("seda:work", "run");
        template.sendBody("seda:work", "run");
        awaitLook();
        // The policy counts when one has gone through.
        template.sendBody("seda:work", "other");
        Awaitility.await().until(this::isSuspended);

        mock("done").expectedMessageCount(2);
        assertThatTheyGoOn(2);
        mock("done").assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(strings = { "seda:work", "plain:in" })
    void byAPolicyForExceptions(String from) throws Exception {
        RoutePolicy policy = new ThrottlingExceptionRoutePolicy(1, 60_000, 600_000, null);
        // At the end, for what is left in the queue.
        context.getShutdownStrategy().setTimeout(1);
        route(r -> {
            r.errorHandler(r.noErrorHandler());
            r.from(from).routeId("waits").routePolicy(policy).choice().when(r.body().isEqualTo("run")).to(RUN).to("mock:done")
                    .otherwise().throwException(new IllegalStateException("thrown by a test"));
        });
        enter(from, "run");
        awaitLook();

        enter(from, "other");
        enter(from, "other");
        Awaitility.await().until(() -> context.getRoute("waits").getConsumer() instanceof Suspendable
                ? isSuspended() : ((DefaultConsumer) context.getRoute("waits").getConsumer()).isStopped());

        assertThatTheWaitGoesOn();
    }

    private void enter(String from, String body) throws Exception {
        if (from.startsWith("seda")) {
            template.sendBody(from, body);
            return;
        }
        Exchange exchange = ((DefaultConsumer) context.getRoute("waits").getConsumer()).createExchange(false);
        exchange.getMessage().setBody(body);
        new Thread(() -> {
            try {
                plain.route.process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
        }).start();
    }

    /** Camel waits for its exchanges first, and then forces it as if it were a stop. */
    @Test
    void byItsController() throws Exception {
        route(r -> r.from("timer:once?repeatCount=1&delay=0").routeId("waits").to(RUN).to("mock:done"));
        awaitLook();

        context.getRouteController().suspendRoute("waits", 1, TimeUnit.SECONDS);

        assertThatTheWaitGoesOn();
    }

    @Test
    void byItsContext() throws Exception {
        route(r -> r.from("timer:once?repeatCount=1&delay=0").routeId("waits").to(RUN).to("mock:done"));
        awaitLook();
        context.getShutdownStrategy().setTimeout(1);

        context.suspend();

        assertThatTheWaitGoesOn();
    }

    /** The stop of a route that is suspended is a stop. */
    @Test
    void untilItIsStopped() throws Exception {
        context.getShutdownStrategy().setTimeout(600);
        route(r -> r.from("timer:once?repeatCount=1&delay=0").routeId("waits").to(RUN).to("mock:done"));
        awaitLook();
        context.getRouteController().suspendRoute("waits", 1, TimeUnit.SECONDS);

        context.getRouteController().stopRoute("waits");

        Awaitility.await().untilAsserted(() -> SERVICE.verify(1, deleteRequestedFor(anyUrl())));
        assertThat(mock("done").getExchanges()).isEmpty();
    }
}
