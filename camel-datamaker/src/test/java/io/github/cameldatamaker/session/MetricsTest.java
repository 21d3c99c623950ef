package io.github.cameldatamaker.session;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.cameldatamaker.fixture.DrivenSandboxTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The attributes that operators see over JMX. */
class MetricsTest extends DrivenSandboxTest {

    private static final Set<String> ALL = Set.of(
            "Requests", "Retries", "Rows", "Bytes", "RequestsLeft", "RowsUsed", "RowsLeft", "RequestsWaiting", "RunsAwaited",
            "LogConnections", "LogReconnects");

    private long metric(String name) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        return ((Number) server.getAttribute(mbean(), name)).longValue();
    }

    private ObjectName mbean() throws Exception {
        return new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",type=services,name=DataMakerMetrics");
    }

    private void awaitMetric(String name, long value) {
        Awaitility.await().untilAsserted(() -> assertThat(metric(name)).as(name).isEqualTo(value));
    }

    @Test
    void theAttributes() throws Exception {
        MBeanAttributeInfo[] attributes = ManagementFactory.getPlatformMBeanServer().getMBeanInfo(mbean()).getAttributes();

        assertThat(Stream.of(attributes).map(MBeanAttributeInfo::getName).collect(Collectors.toSet())).containsAll(ALL);
    }

    @Test
    void requestsRetriesRowsAndBytes() throws Exception {
        sandbox.faults().on("GET", "/templates/{id}").times(1).status(503);
        drive(send("datamaker:getTemplate?template=tmpl_product", null));
        byte[] bytes = template.requestBody("datamaker:generate?template=tmpl_product&count=20&outputType=Bytes", null,
                byte[].class);

        assertThat(metric("Requests")).isEqualTo(3);
        assertThat(metric("Retries")).isEqualTo(1);
        assertThat(metric("Rows")).isEqualTo(20);
        assertThat(metric("Bytes")).isGreaterThan(bytes.length);
    }

    @Test
    void theRestOfTheBudgetIsShown() throws Exception {
        assertThat(metric("RequestsLeft")).isEqualTo(-1);
        assertThat(metric("RowsLeft")).isEqualTo(-1);

        template.requestBody("datamaker:generate?template=tmpl_product&count=20&outputType=Bytes&maxRowsPerHour=100",
                (Object) null);

        assertThat(metric("RowsUsed")).isEqualTo(20);
        assertThat(metric("RowsLeft")).isEqualTo(80);
        time.advance(Duration.ofMinutes(61));
        assertThat(metric("RowsLeft")).isEqualTo(100);
    }

    @Test
    void requestsWaitingAndRunsAwaited() throws Exception {
        sandbox.faults().on("GET", "/templates/{id}").times(1).status(503);
        send("datamaker:getTemplate?template=tmpl_product", null);
        send("datamaker:runScenario?wait=poll&scenario=" + scenario("duration=1h"), null);

        awaitMetric("RequestsWaiting", 1);
        awaitMetric("RunsAwaited", 1);
    }

    @Test
    void logConnectionsAndReconnects() throws Exception {
        String scenario = scenario("duration=1h, lines=20");
        sandbox.faults().on("GET", "/scenarios/{id}/runs/{run}/logs").times(1).cutAfterEvents(1);
        Map<?, ?> run = template.requestBody("datamaker:runScenario?scenario=" + scenario, null, Map.class);
        route(r -> r.from("datamaker:logs?initialDelay=0&delay=50&retryBackoff=50&scenario=" + scenario + "&run=" + run.get("id"))
                .to("mock:lines"));
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
            serverClock.advance(Duration.ofMinutes(1));
            return metric("LogReconnects") >= 1;
        });
        awaitMetric("LogConnections", 1);

        sandbox.scenarios().setStatus((String) run.get("id"), "done");

        awaitMetric("LogConnections", 0);
        assertThat(List.of(metric("LogReconnects"))).allMatch(times -> times >= 1);
    }
}
