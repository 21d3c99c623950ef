package io.github.cameldatamaker.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.cameldatamaker.ComponentInsides;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.fixture.WireMockRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.service.ServiceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/** A wait for budget, or for the next attempt, ends with its route; Camel would otherwise wait for it. */
class StoppingTest extends WireMockRouteTest {

    private static final String WAITS = "?maxRateLimitWait=10m&retryBackoff=5m&maxRetryBackoff=10m";
    private static final String SYNCHRONOUS = "&synchronous=true";

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @BeforeEach
    void longTimeout() {
        // Longer than the test may take, so that Camel's own timeout does not end the wait.
        context.getShutdownStrategy().setTimeout(600);
    }

    private void routeThatWaits(String uri) throws Exception {
        route(r -> {
            r.onException(Throwable.class).handled(true)
                    .process(e -> failures.add(e.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
            r.from("timer:once?repeatCount=1&delay=0").routeId("waits").setBody(r.constant("{}")).to(uri).to("mock:done");
        });
        Awaitility.await().untilAsserted(() -> SERVICE.verify(anyRequestedFor(anyUrl())));
        // The request may have been another route's.
        Awaitility.await().until(() -> context.getInflightRepository().size("waits") == 1);
        // Held back: the answer has been read, and nothing is on its way.
        assertReleased();
    }

    private void assertGivenUp() {
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(DataMakerException.class).hasMessageContaining("stopping");
        assertThat(mock("done").getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "datamaker:generate" + WAITS + "&template=t&count=1", "datamaker:createTemplate" + WAITS,
            "datamaker:createTemplate" + WAITS + SYNCHRONOUS })
    void aWaitForBudgetEndsWithItsRoute(String uri) throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        routeThatWaits(uri);

        context.getRouteController().stopRoute("waits");

        assertGivenUp();
        assertThat(context.getRouteController().getRouteStatus("waits")).isEqualTo(ServiceStatus.Stopped);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", SYNCHRONOUS })
    void aWaitForTheNextAttemptEndsWithItsRoute(String options) throws Exception {
        answer(aResponse().withStatus(503));
        routeThatWaits("datamaker:getTemplate" + WAITS + "&template=t" + options);

        context.getRouteController().stopRoute("waits");

        assertGivenUp();
    }

    @Test
    void allWaitsEndWhenTheContextStops() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        routeThatWaits("datamaker:generate" + WAITS + "&template=t&count=1");

        context.stop();

        assertGivenUp();
    }

    /** Its run is cancelled with it. */
    @ParameterizedTest
    @ValueSource(strings = { "", SYNCHRONOUS })
    void theWaitForARunEndsWithItsRoute(String options) throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/json").withBody("{\"id\":\"r\",\"status\":\"running\"}"));
        routeThatWaits("datamaker:runScenario?scenario=s&wait=poll&pollInterval=10m" + options);

        context.getRouteController().stopRoute("waits");

        assertGivenUp();
        Awaitility.await().untilAsserted(() -> SERVICE.verify(1, deleteRequestedFor(urlPathEqualTo("/scenarios/s/runs/r"))));
        assertThat(context.getRouteController().getRouteStatus("waits")).isEqualTo(ServiceStatus.Stopped);
    }

    /** An iterator has no other way than to wait for its page with a thread. */
    @ParameterizedTest
    @ValueSource(strings = { "", SYNCHRONOUS })
    void theWaitForAPageOfAListEndsWithItsRoute(String options) throws Exception {
        answer(aResponse().withHeader("Content-Type", "application/json").withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset", "" + Instant.now().plusSeconds(50).getEpochSecond())
                .withBody("{\"items\":[],\"next_cursor\":\"more\"}"));
        routeThatWaits("datamaker:listTemplates" + WAITS + "&outputType=List" + options);

        context.getRouteController().stopRoute("waits");

        assertGivenUp();
    }

    /** Other routes wait on. */
    @Test
    void theWaitsOfOtherRoutesContinue() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        CompletableFuture<Exchange> other = send("datamaker:generate" + WAITS + "&template=t&count=1", Map.of());
        routeThatWaits("datamaker:createTemplate" + WAITS);

        context.getRouteController().stopRoute("waits");

        assertGivenUp();
        assertThat(other).isNotDone();
    }

    /** The wait is on the consumer's own thread, which ends only when the route is stopped. */
    @Test
    void theWaitOfAConsumerEndsWithItsRoute() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        route(r -> r.from("datamaker:generate" + WAITS + "&template=t&count=1&initialDelay=0").routeId("waits").to("mock:done"));
        RouteWaits held = ComponentInsides.waits(context);
        Awaitility.await().until(() -> held.waiting() == 1);

        context.getRouteController().suspendRoute("waits");
        Awaitility.await().during(Duration.ofMillis(700)).until(() -> held.waiting() == 1);
        context.getRouteController().stopRoute("waits");

        Awaitility.await().until(() -> held.waiting() == 0);
        SERVICE.verify(1, anyRequestedFor(anyUrl()));
    }

    /** Camel stops some consumers last, so that messages on their way can arrive. Its own timeout ends the wait. */
    @Test
    void behindAQueueTheWaitEndsWhenCamelsTimeIsOver() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        route(r -> r.from("seda:work").routeId("waits").to("datamaker:createTemplate" + WAITS).to("mock:done"));
        template.sendBody("seda:work", "{}");
        RouteWaits held = ComponentInsides.waits(context);
        Awaitility.await().until(() -> held.waiting() == 1);

        context.getRouteController().stopRoute("waits", 1, TimeUnit.SECONDS);

        Awaitility.await().until(() -> held.waiting() == 0);
        assertThat(mock("done").getExchanges()).isEmpty();
    }

    @Test
    void aRouteThatIsStartedAgainWaitsAgain() throws Exception {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "500"));
        routeThatWaits("datamaker:createTemplate" + WAITS);
        context.getRouteController().stopRoute("waits");
        assertGivenUp();
        RouteWaits held = ComponentInsides.waits(context);

        context.getRouteController().startRoute("waits");
        Awaitility.await().until(() -> held.waiting() == 1);
        ServiceHelper.suspendService(context.getRoute("waits").getConsumer());
        Awaitility.await().during(Duration.ofMillis(700)).until(() -> held.waiting() == 1);
        ServiceHelper.resumeService(context.getRoute("waits").getConsumer());

        context.getRouteController().stopRoute("waits");
        Awaitility.await().until(() -> held.waiting() == 0 && failures.size() == 2);
    }
}
