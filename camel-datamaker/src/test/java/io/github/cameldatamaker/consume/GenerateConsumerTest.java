package io.github.cameldatamaker.consume;

import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.DataMakerEndpoint;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import io.github.cameldatamaker.generate.GeneratedData;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.support.ScheduledPollConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code from("datamaker:generate")}: a scheduled polling consumer. */
class GenerateConsumerTest extends SandboxRouteTest {

    private static final String GENERATE = "datamaker:generate?template=tmpl_customer&count=5&initialDelay=0&delay=50";

    @Test
    void eachPollEmitsOneExchangeOfGeneratedData() throws Exception {
        mock("rows").expectedMinimumMessageCount(15);
        mock("data").expectedMinimumMessageCount(3);

        route(r -> r.from(GENERATE).to("mock:data").split(r.body()).streaming().to("mock:rows"));

        mock("data").assertIsSatisfied();
        mock("rows").assertIsSatisfied();
        assertThat(mock("data").getExchanges().get(0).getMessage().getBody()).isInstanceOf(GeneratedData.class);
        assertThat(mock("rows").getExchanges().get(0).getMessage().getBody(Map.class)).containsKey("email");
    }

    @Test
    void theOptionsOfGenerateApply() throws Exception {
        mock("rows").expectedMessageCount(1);

        route(r -> r.from(GENERATE + "&outputType=List&seed=s&override.segment=gold&repeatCount=1").to("mock:rows"));

        mock("rows").assertIsSatisfied();
        assertThat(mock("rows").getExchanges().get(0).getMessage().getBody(List.class)).hasSize(5)
                .allSatisfy(row -> assertThat(((Map<?, ?>) row).get("segment")).isEqualTo("gold"));
        assertThat(mock("rows").getExchanges().get(0).getMessage().getHeader(DataMakerConstants.CONTENT_TYPE)).isNotNull();
    }

    @Test
    void repeatCountEndsIt() throws Exception {
        route(r -> r.from(GENERATE + "&repeatCount=2").routeId("twice").to("mock:data"));

        Awaitility.await().until(() -> !((ScheduledPollConsumer) context.getRoute("twice").getConsumer()).isSchedulerStarted());
        assertThat(sandbox().requests()).hasSize(2);
        assertThat(mock("data").getExchanges()).hasSize(2);
        assertThat(context.getRouteController().getRouteStatus("twice")).isEqualTo(ServiceStatus.Started);
    }

    @Test
    void aFailedPollIsFollowedByTheNext() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").times(2).status(500);
        mock("data").expectedMinimumMessageCount(1);

        route(r -> r.from(GENERATE).to("mock:data"));

        mock("data").assertIsSatisfied();
        assertThat(sandbox().requests()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void bridgeErrorHandlerRoutesTheError() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().status(500);
        mock("error").expectedMinimumMessageCount(1);

        route(r -> {
            r.onException(DataMakerApiException.class).handled(true).to("mock:error");
            r.from(GENERATE + "&bridgeErrorHandler=true").to("mock:data");
        });

        mock("error").assertIsSatisfied();
        assertThat(mock("data").getExchanges()).isEmpty();
    }

    @Test
    void aFailedRouteReleasesTheConnectionAndPollsOn() throws Exception {
        route(r -> r.from(GENERATE).throwException(new IllegalStateException("a failing route")));

        Awaitility.await().until(() -> sandbox().requests().size() >= 3);
        context.getRouteController().stopAllRoutes();

        assertReleased();
    }

    @Test
    void stoppingTheRouteEndsARequestThatWaits() throws Exception {
        sandbox().faults().on("POST", "/templates/{id}/generate").always().neverRespond();
        route(r -> r.from(GENERATE + "&responseTimeout=10m").routeId("waits").to("mock:data"));
        Awaitility.await().until(() -> sandbox().requests().size() >= 1);

        context.getRouteController().stopRoute("waits");

        assertThat(context.getRouteController().getRouteStatus("waits")).isEqualTo(ServiceStatus.Stopped);
        assertReleased();
    }

    @Test
    void theDelayIsAnHourUnlessTold() throws Exception {
        route(r -> r.from("datamaker:generate?template=tmpl_customer&count=5").autoStartup(false).routeId("hourly")
                .to("mock:data"));

        Route route = context.getRoute("hourly");

        assertThat(((DataMakerEndpoint) route.getEndpoint()).getDelay()).isEqualTo(3_600_000);
        assertThat(((ScheduledPollConsumer) route.getConsumer()).getDelay()).isEqualTo(3_600_000);
    }
}
