package io.github.cameldatamaker;

import java.util.EnumSet;
import java.util.Set;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.jspecify.annotations.Nullable;

/**
 * Names the spans of this component by their operation, and tags them with what was asked for and what came: template, scenario,
 * run, status and request id. The key is never among them. Camel finds it by {@code ServiceLoader} where camel-telemetry is.
 */
public class DataMakerSpanDecorator extends AbstractSpanDecorator {

    private static final Set<DataMakerOperation> OF_RUNS = EnumSet.of(DataMakerOperation.runScenario, DataMakerOperation.getRun,
            DataMakerOperation.awaitRun, DataMakerOperation.cancelRun, DataMakerOperation.getRunLogs);
    private static final String IS_OF_RUN = "CamelDataMakerSpanIsOfRun";

    @Override
    public String getComponent() {
        return "datamaker";
    }

    @Override
    public String getComponentClassName() {
        return DataMakerComponent.class.getName();
    }

    @Override
    public String getOperationName(Exchange exchange, Endpoint endpoint) {
        return endpoint instanceof DataMakerEndpoint ours ? "datamaker:" + operation(exchange, ours)
                : super.getOperationName(exchange, endpoint);
    }

    private static Object operation(Exchange exchange, DataMakerEndpoint endpoint) {
        return exchange.getMessage().getHeader(DataMakerConstants.OPERATION, endpoint.getOperation());
    }

    // A step before may have left a run in the headers.
    private static boolean isOfRun(Exchange exchange, DataMakerEndpoint endpoint) {
        return OF_RUNS.stream().anyMatch(each -> each.name().equalsIgnoreCase(operation(exchange, endpoint).toString()));
    }

    /** Camel 4.21 and later ask for it; the method is not in 4.18. */
    public String getSpanKind(String operation) {
        return "EVENT_SENT".equals(operation) ? "CLIENT" : "INTERNAL";
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        if (endpoint instanceof DataMakerEndpoint ours) {
            exchange.setProperty(IS_OF_RUN, isOfRun(exchange, ours));
            DataMakerConfiguration options = ours.getConfiguration();
            tag(span, "template", exchange, DataMakerConstants.TEMPLATE, options.getTemplate());
            tag(span, "scenario", exchange, DataMakerConstants.SCENARIO, options.getScenario());
            tag(span, "set", exchange, DataMakerConstants.SET, options.getSet());
            tag(span, "file", exchange, DataMakerConstants.FILE, options.getFile());
            tag(span, "connection", exchange, DataMakerConstants.CONNECTION, options.getConnection());
        }
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        super.afterTracingEvent(span, exchange);
        if (Boolean.TRUE.equals(exchange.removeProperty(IS_OF_RUN))) {
            tag(span, "run", exchange, DataMakerConstants.RUN, null);
            tag(span, "run_status", exchange, DataMakerConstants.RUN_STATUS, null);
        }
        tag(span, "request_id", exchange, DataMakerConstants.REQUEST_ID, null);
    }

    private static void tag(Span span, String name, Exchange exchange, String header, @Nullable Object option) {
        Object value = exchange.getMessage().getHeader(header, option);
        if (value != null) {
            span.setTag("datamaker." + name, value.toString());
        }
    }
}
