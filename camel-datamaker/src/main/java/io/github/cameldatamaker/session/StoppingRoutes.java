package io.github.cameldatamaker.session;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.ShutdownPrepared;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Knows which routes are about to stop. The consumer does not show that: throttling policies suspend consumers, and stop those
 * that cannot be suspended. So each route has a service that Camel notifies of its stop.
 */
final class StoppingRoutes extends LifecycleStrategySupport {

    private final CamelContext context;
    private final Runnable onStop;
    private final Map<String, Sign> signs = new ConcurrentHashMap<>();

    /** @param onStop runs when a route begins to stop */
    StoppingRoutes(CamelContext context, Runnable onStop) {
        this.context = context;
        this.onStop = onStop;
    }

    /** Begins with the present and future routes. */
    void begin() {
        context.addLifecycleStrategy(this);
        onRoutesAdd(context.getRoutes());
    }

    void end() {
        context.getLifecycleStrategies().remove(this);
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        for (Route route : routes) {
            Sign sign = new Sign(route);
            signs.put(route.getId(), sign);
            route.addService(sign);
        }
    }

    @Override
    public void onRoutesRemove(Collection<Route> routes) {
        routes.forEach(route -> signs.remove(route.getId()));
    }

    /** Whether any is about to stop. */
    boolean isAny() {
        return signs.values().stream().anyMatch(Sign::isUp);
    }

    /** Whether this one is about to stop. */
    boolean isStopping(String routeId) {
        Sign sign = routeId == null ? null : signs.get(routeId);
        return sign != null && sign.isUp();
    }

    /** A service of a route. Camel notifies it of the route's stop before it waits for the route's exchanges. */
    private final class Sign extends ServiceSupport implements ShutdownPrepared {

        private final Route route;
        private volatile boolean isSuspension;
        private volatile boolean isTold;

        Sign(Route route) {
            this.route = route;
        }

        // A suspension that takes too long is forced like a stop, but remains a suspension.
        @Override
        public void prepareShutdown(boolean suspendOnly, boolean forced) {
            if (!forced) {
                isSuspension = suspendOnly;
            }
            if (!isSuspension) {
                isTold = true;
                onStop.run();
            }
        }

        // Camel stops some consumers last, so that messages on their way can arrive; and a stop may be given up.
        boolean isUp() {
            if (isTold && route.getConsumer() instanceof StatefulService consumer && consumer.isStarted()) {
                isTold = false;
            }
            return isTold;
        }
    }
}
