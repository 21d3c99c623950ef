package io.github.cameldatamaker;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.run.AwaitedRun;
import io.github.cameldatamaker.run.StartedRun;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the waits of routes that stop. Camel waits for the exchanges of a stopping route before it stops anything that a
 * producer would notice, so they are looked after here: at the event of a stopping context, and now and then.
 */
final class HeldRequests extends EventNotifierSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HeldRequests.class);
    private static final int FAREWELL_SECONDS = 5;

    private final CamelContext context;
    private final Map<CompletableFuture<?>, Held> pending = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<Void>> leaving = ConcurrentHashMap.newKeySet();
    private volatile boolean contextStopping;

    /**
     * A wait.
     *
     * @param isWaiting whether it has no end that a stopping route could wait for; what is on its way may arrive
     * @param isOfHttp  whether it is for a single request
     */
    private record Held(Exchange exchange, BooleanSupplier isWaiting, boolean isOfHttp) {
    }

    HeldRequests(CamelContext context) {
        this.context = context;
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    /** Looks after a request until it is answered. */
    void add(PendingResponse request, Exchange exchange) {
        add(request, new Held(exchange, request::isWaiting, true));
    }

    /** Looks after a wait for the moment when a request is sent again. */
    void addPause(CompletableFuture<Void> pause, Exchange exchange) {
        add(pause, new Held(exchange, () -> true, true));
    }

    private void add(CompletableFuture<?> request, Held held) {
        pending.put(request, held);
        request.whenComplete((response, error) -> pending.remove(request));
        if (contextStopping) {
            endWaits();
        }
    }

    /** Looks after a run until it has finished. */
    void add(AwaitedRun run, Exchange exchange) {
        addLeaving(run.left());
        add(run, new Held(exchange, () -> true, false));
    }

    /** Looks after a run until it is known to have started. */
    void add(StartedRun run, Exchange exchange) {
        addLeaving(run.left());
        add(run, new Held(exchange, run::isWaiting, false));
    }

    private void addLeaving(CompletableFuture<Void> left) {
        leaving.add(left);
        left.whenComplete((done, error) -> leaving.remove(left));
    }

    /** Waits until the runs that were given up are cancelled, for a moment: connections are about to close. */
    void awaitFarewells() {
        try {
            CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new)).get(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} runs may go on: they could not be cancelled within {} s", leaving.size(), FAREWELL_SECONDS);
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelContextStoppingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        contextStopping = true;
        endWaits();
    }

    /** How many requests are held back, by a budget or until they are repeated. */
    long waiting() {
        return pending.values().stream().filter(held -> held.isOfHttp() && held.isWaiting().getAsBoolean()).count();
    }

    /** How many runs are waited for. */
    long awaitedRuns() {
        return pending.keySet().stream()
                .filter(run -> run instanceof AwaitedRun || run instanceof StartedRun started && started.isAwaited()).count();
    }

    /** Cancels what is held back for a route that stops. */
    void endWaits() {
        pending.forEach((request, held) -> {
            if (held.isWaiting().getAsBoolean() && (contextStopping || isStopping(held.exchange()))) {
                request.cancel(true);
            }
        });
    }

    /** Ends whatever is left: what could wake it is about to go. */
    void endAll() {
        pending.keySet().forEach(request -> request.cancel(true));
    }

    private boolean isStopping(Exchange exchange) {
        Route route = exchange.getFromRouteId() == null ? null : context.getRoute(exchange.getFromRouteId());
        return route != null && route.getConsumer() instanceof StatefulService consumer
                && (consumer.isStopping() || consumer.isStopped() || consumer.isSuspending() || consumer.isSuspended());
    }
}
