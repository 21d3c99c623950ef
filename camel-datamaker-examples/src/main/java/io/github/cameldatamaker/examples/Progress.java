package io.github.cameldatamaker.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.Endpoint;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCompletedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Follows the route {@code start} by Camel's own events: when each of its steps begins and ends, and how the whole ends. */
final class Progress extends EventNotifierSupport {

    private static final String STEP = "direct://";

    private final PrintStream out;
    private final Map<String, Long> began = new ConcurrentHashMap<>();
    private final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile String current = "start";

    Progress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeSendingEvent sending && isStep(sending.getEndpoint())) {
            current = name(sending.getEndpoint());
            began.put(current, System.nanoTime());
        } else if (event instanceof ExchangeSentEvent sent && isStep(sent.getEndpoint()) && !sent.getExchange().isFailed()) {
            ended.put(current, System.nanoTime());
            out.printf(Locale.ROOT, "  %s: done in %.1f s%n", current, took(current).toMillis() / 1000.0);
        } else if (event instanceof ExchangeFailedEvent failed && isWhole(failed)) {
            end.completeExceptionally(failed.getExchange().getException());
        } else if (event instanceof ExchangeCompletedEvent completed && isWhole(completed)) {
            end.complete(null);
        }
    }

    private static boolean isStep(Endpoint endpoint) {
        return endpoint.getEndpointUri().startsWith(STEP);
    }

    private static boolean isWhole(ExchangeEvent event) {
        // The exchanges of a split come from the same route, and name the exchange that they belong to.
        return "start".equals(event.getExchange().getFromRouteId())
                && event.getExchange().getProperty(ExchangePropertyKey.CORRELATION_ID) == null;
    }

    private static String name(Endpoint endpoint) {
        return endpoint.getEndpointUri().substring(STEP.length());
    }

    /** The step at work. */
    String current() {
        return current;
    }

    /** How long that step took. */
    Duration took(String step) {
        return between(step, ended.get(step));
    }

    /** From the beginning of that step to a time by {@link System#nanoTime()}. */
    Duration between(String step, long time) {
        return Duration.ofNanos(time - began.get(step));
    }

    /**
     * Waits a while for the last step to end.
     *
     * @return whether it has ended
     * @throws Exception the one that a step ended with
     */
    boolean awaitEnd(Duration atMost) throws Exception {
        try {
            end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
