package io.github.cameldatamaker;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;

import io.github.cameldatamaker.client.Connections;
import io.github.cameldatamaker.session.DataMakerMetrics;
import io.github.cameldatamaker.session.RouteWaits;
import io.github.cameldatamaker.state.StateScope;
import org.apache.camel.CamelContext;

/** The parts of a component that tests set and read, but users cannot. */
public final class ComponentInsides {

    private ComponentInsides() {
    }

    /** @param timer null leaves the component's own */
    public static void setTime(DataMakerComponent component, Clock clock, ScheduledExecutorService timer) {
        component.setTime(clock, timer);
    }

    public static void setNanos(DataMakerComponent component, LongSupplier nanos) {
        component.setNanos(nanos);
    }

    public static DataMakerMetrics metrics(CamelContext context) {
        return component(context).services().metrics();
    }

    public static RouteWaits waits(CamelContext context) {
        return component(context).services().waits();
    }

    /** Whether something is known of an exchange of which copies are, or were, under way. */
    public static boolean knowsParents(CamelContext context) {
        return !component(context).services().parents().isIgnoreExchangeCompletedEvent();
    }

    public static ScheduledExecutorService timer(CamelContext context) {
        return component(context).services().timer();
    }

    public static Connections connections(CamelContext context) {
        return component(context).services().connections();
    }

    /** The service and account of an endpoint's state. */
    public static StateScope stateScope(CamelContext context, String uri) {
        return context.getEndpoint(uri, DataMakerEndpoint.class).session().stateScope();
    }

    private static DataMakerComponent component(CamelContext context) {
        return context.getComponent("datamaker", DataMakerComponent.class);
    }
}
