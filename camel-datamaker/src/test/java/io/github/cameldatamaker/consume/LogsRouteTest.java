package io.github.cameldatamaker.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.cameldatamaker.DataMakerConstants;
import io.github.cameldatamaker.fixture.SandboxRouteTest;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.awaitility.Awaitility;

/** A run of the sandbox, and a route that takes its log. */
abstract class LogsRouteTest extends SandboxRouteTest {

    protected String scenario;
    protected String run;

    /** A run that has finished, unless its script takes longer than a minute. */
    protected void start(String script) {
        scenario = sandbox().scenarios().add("A scenario", script);
        run = sandbox().scenarios().start(scenario, Map.of());
        if (!script.contains("duration=")) {
            sandbox().clock().advance(Duration.ofMinutes(1));
        }
    }

    protected String uri(String options) {
        return "datamaker:logs?scenario=" + scenario + "&run=" + run
                + "&initialDelay=0&delay=20&retryBackoff=1&maxRetryBackoff=20" + options;
    }

    protected void logs(String options) throws Exception {
        route(r -> r.from(uri(options)).routeId("logs").to("mock:log"));
    }

    /** The log as the service keeps it. */
    protected List<String> plainLog() {
        String text = template.requestBody("datamaker:getRunLogs?scenario=" + scenario + "&run=" + run, null, String.class);
        return text.lines().toList();
    }

    protected List<String> lines() {
        return mock("log").getExchanges().stream().map(Exchange::getMessage)
                .filter(message -> message.getHeader(DataMakerConstants.RUN_STATUS) == null)
                .map(message -> message.getBody(String.class)).toList();
    }

    /** The lines before the last exchange, of which there is one. */
    protected List<String> awaitEnd() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> end() != null);
        return lines();
    }

    protected Message end() {
        List<Message> ends = mock("log").getExchanges().stream().map(Exchange::getMessage)
                .filter(message -> message.getHeader(DataMakerConstants.RUN_STATUS) != null).toList();
        if (ends.size() > 1) {
            throw new AssertionError("more than one last exchange: " + ends.size());
        }
        return ends.isEmpty() ? null : ends.get(0);
    }
}
