package io.github.cameldatamaker.session;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.run.AwaitedRun;
import io.github.cameldatamaker.run.start.RunStart;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextStoppingEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the waits of stopping routes, and of no others. Camel waits for the exchanges of a stopping route before a producer can
 * notice the stop. So this class looks for stops: at the event of a stopping context, at the sign of a stopping route, and then
 * regularly, because a request in flight may begin to wait.
 */
public final class RouteWaits extends EventNotifierSupport {

    private static final Logger LOG = LoggerFactory.getLogger(RouteWaits.class);
    private static final int FAREWELL_SECONDS = 5;
    private static final int MOST_NAMES = 20;

    private final StoppingRoutes routes;
    private final Clock clock;
    private final Map<CompletableFuture<?>, Held> pending = new ConcurrentHashMap<>();
    /** Runs that may have to be cancelled, with their names. */
    private final Map<CompletableFuture<Void>, String> leaving = new ConcurrentHashMap<>();
    private volatile boolean contextStopping;

    /** What an exchange waits for. */
    private enum Kind {
        REQUEST("request"), CHECK("check"), START("start"), AWAITED_RUN("run");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * A wait.
     *
     * @param what      as text for people
     * @param isWaiting whether a stopping route cannot wait for its end; a request in flight may arrive
     * @param cancel    ends it early
     */
    private record Held(Exchange exchange, Kind kind, String what, Instant since, BooleanSupplier isWaiting, Runnable cancel) {
    }

    /**
     * What an exchange waits for, for monitoring.
     *
     * @param routeId null without a route
     */
    public record Wait(String kind, String what, Instant since, String exchangeId, @Nullable String routeId) {

        @Override
        public String toString() {
            return kind + ": " + what + " since " + since + ", exchange " + exchangeId
                    + (routeId == null ? "" : " of route " + routeId);
        }
    }

    /** @param clock says since when an exchange waits */
    public RouteWaits(CamelContext context, Clock clock) {
        this.clock = clock;
        this.routes = new StoppingRoutes(context, this::endWaits);
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    /** Watches a request until its answer. */
    public void add(PendingResponse request, Exchange exchange) {
        add(request.future(),
                new Held(exchange, Kind.REQUEST, request.name(), clock.instant(), request::isWaiting, request::cancel));
    }

    /** Watches the wait for a repetition. */
    public void addPause(CompletableFuture<Void> pause, Exchange exchange) {
        add(pause, new Held(exchange, Kind.REQUEST, "a broken generation resumes", clock.instant(), () -> true,
                () -> pause.cancel(true)));
    }

    /** Watches a check of the service until its end. */
    public void addCheck(CompletableFuture<Void> check, Exchange exchange) {
        add(check, new Held(
                exchange, Kind.CHECK, "the service is checked", clock.instant(), () -> true, () -> check.cancel(true)));
    }

    private void add(CompletableFuture<?> wait, Held held) {
        pending.put(wait, held);
        wait.whenComplete((done, error) -> pending.remove(wait));
        endIfStopping(wait, held);
    }

    /** Watches a run until it has finished. */
    public void add(AwaitedRun run, Exchange exchange) {
        addLeaving(run.left(), run.name());
        add(run.future(), new Held(exchange, Kind.AWAITED_RUN, run.name(), clock.instant(), () -> true, run::cancel));
    }

    /** Watches the start of a run until it is known. */
    public void add(RunStart run, Exchange exchange) {
        addLeaving(run.left(), run.name());
        add(run.future(), new Held(
                exchange, run.isAwaited() ? Kind.AWAITED_RUN : Kind.START, run.name(), clock.instant(), run::isWaiting,
                run::cancel));
    }

    private void addLeaving(CompletableFuture<Void> left, String name) {
        leaving.put(left, name);
        left.whenComplete((done, error) -> leaving.remove(left));
    }

    /** Waits until abandoned runs are cancelled, while the service answers, because the connections close next. */
    public void awaitFarewells() {
        int before;
        do {
            before = leaving.size();
        } while (!isLeft() && leaving.size() < before);
        if (!leaving.isEmpty()) {
            LOG.warn("The service has not confirmed in time that these runs are cancelled. They may continue ({} in all): {}",
                    leaving.size(),
                    leaving.values().stream().sorted().limit(MOST_NAMES).toList());
        }
    }

    private boolean isLeft() {
        try {
            CompletableFuture.allOf(leaving.keySet().toArray(CompletableFuture[]::new)).get(FAREWELL_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Begins to watch routes. */
    public void begin() {
        routes.begin();
    }

    /** Stops watching. */
    public void end() {
        routes.end();
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

    /** The number of requests that are held back, by a budget or until they are repeated. */
    public long waiting() {
        return pending.values().stream().filter(held -> held.kind() == Kind.REQUEST && held.isWaiting().getAsBoolean()).count();
    }

    /** The number of runs that an exchange waits for. */
    public long awaitedRuns() {
        return pending.values().stream().filter(held -> held.kind() == Kind.AWAITED_RUN).count();
    }

    /** The requests that are held back, and the runs that exchanges start or wait for; the oldest first. */
    public List<Wait> list() {
        return pending.values().stream().filter(held -> held.kind() != Kind.REQUEST || held.isWaiting().getAsBoolean())
                .map(held -> new Wait(
                        held.kind().text, held.what(), held.since(), held.exchange().getExchangeId(),
                        held.exchange().getFromRouteId()))
                .sorted(Comparator.comparing(Wait::since).thenComparing(Wait::exchangeId)).toList();
    }

    /** Cancels the waits of stopping routes. */
    public void endWaits() {
        if (contextStopping || routes.isAny()) {
            pending.forEach(this::endIfStopping);
        }
    }

    private void endIfStopping(CompletableFuture<?> wait, Held held) {
        if ((contextStopping || routes.isStopping(held.exchange().getFromRouteId())) && held.isWaiting().getAsBoolean()) {
            cancel(wait, held);
        }
    }

    /** Cancels the waits of an exchange. */
    public void endWaitsOf(Exchange exchange) {
        pending.forEach((wait, held) -> {
            if (held.exchange() == exchange) {
                cancel(wait, held);
            }
        });
    }

    /** Ends all remaining waits, because nothing will wake them. */
    public void endAll() {
        pending.forEach(RouteWaits::cancel);
    }

    private static void cancel(CompletableFuture<?> wait, Held held) {
        try {
            held.cancel().run();
        } catch (Throwable e) {
            // The others still end, and so does this one.
            LOG.warn("The end of a wait failed: {}", e.getMessage(), e);
            wait.completeExceptionally(e);
        }
    }
}
