package io.github.cameldatamaker.carry;

import java.lang.StackWalker.StackFrame;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.support.UnitOfWorkHelper;

/**
 * Knows whether the result of a copied exchange returns to its original. Camel copies exchanges for many patterns, and ends the
 * copy before the original continues with its result. Only multicast and split mark their copies. The others are recognized by
 * what they leave on the exchange, or by the class that ends it.
 */
final class ReturningExchange {

    private static final Set<String> CIRCUIT_BREAKERS = Set.of(
            "org.apache.camel.component.resilience4j.ResilienceProcessor",
            "org.apache.camel.component.microprofile.faulttolerance.FaultToleranceProcessor");
    private static final Set<String> QUEUES = Set.of(
            "org.apache.camel.component.seda.SedaEndpoint", "org.apache.camel.component.stub.StubEndpoint",
            "org.apache.camel.component.disruptor.DisruptorEndpoint");
    private static final String KAMELET = "org.apache.camel.component.kamelet.KameletEndpoint";

    private ReturningExchange() {
    }

    /** Whether the exchange, which is ending, returns its result. */
    static boolean isEnding(Exchange done) {
        return isOfKamelet(done) || isOfRecipientList(done) || isReplyOfQueue(done) || isEnrichment(done)
                || StackWalker.getInstance().walk(ReturningExchange::isEndedByCircuitBreaker);
    }

    private static boolean isOfKamelet(Exchange done) {
        return KAMELET.equals(from(done));
    }

    // Its results also bring the property to the original, with the original's own id.
    private static boolean isOfRecipientList(Exchange done) {
        return done.getProperty(ExchangePropertyKey.RECIPIENT_LIST_ENDPOINT) != null
                && !done.getExchangeId().equals(done.getProperty(ExchangePropertyKey.CORRELATION_ID));
    }

    /** Whether it is the reply of a queue, whose receiver continues before the exchange ends. */
    static boolean isReplyOfQueue(Exchange done) {
        return done.getPattern().isOutCapable() && QUEUES.contains(from(done));
    }

    // An enricher sends a copy, which ends with its target route.
    private static boolean isEnrichment(Exchange done) {
        Route endingWith = done.getUnitOfWork() == null ? null : done.getUnitOfWork().getRoute();
        return done.getPattern().isOutCapable() && endingWith != null && !endingWith.getRouteId().equals(done.getFromRouteId());
    }

    private static String from(Exchange done) {
        return done.getFromEndpoint() == null ? "" : done.getFromEndpoint().getClass().getName();
    }

    private static boolean isEndedByCircuitBreaker(Stream<StackFrame> frames) {
        return frames.dropWhile(frame -> !isEnd(frame)).dropWhile(ReturningExchange::isEnd).findFirst()
                .filter(frame -> CIRCUIT_BREAKERS.contains(frame.getClassName())).isPresent();
    }

    private static boolean isEnd(StackFrame frame) {
        return frame.getClassName().equals(UnitOfWorkHelper.class.getName()) && frame.getMethodName().equals("doneUow");
    }
}
