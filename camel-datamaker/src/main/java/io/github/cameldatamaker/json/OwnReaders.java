package io.github.cameldatamaker.json;

import java.lang.StackWalker.StackFrame;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeCreatedEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives a copied exchange its own reader where Camel copies the exchange but not its body: for the recipients of a
 * {@code recipientList}, the sequential branches of a {@code multicast}, and a {@code circuitBreaker} that has timed out.
 * Otherwise two readers of one iterator or stream would look like one, and would divide it.
 */
public final class OwnReaders extends EventNotifierSupport {

    private static final String MULTICAST = "org.apache.camel.processor.MulticastProcessor";
    private static final String EVENTS = "org.apache.camel.support.EventHelper";

    private OwnReaders() {
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeFailedEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreExchangeRedeliveryEvents(true);
    }

    /** Begins in this context. Camel makes exchange events only if there is a listener, and not every context needs one. */
    public static void giveIn(CamelContext context) {
        ManagementStrategy management = context.getManagementStrategy();
        if (isGivenBy(management)) {
            return;
        }
        synchronized (OwnReaders.class) {
            if (!isGivenBy(management)) {
                OwnReaders readers = new OwnReaders();
                readers.start();
                management.addEventNotifier(readers);
            }
        }
    }

    private static boolean isGivenBy(ManagementStrategy management) {
        return management.getEventNotifiers().stream().anyMatch(OwnReaders.class::isInstance);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeCreatedEvent created && isCopy(created.getExchange())
                || event instanceof ExchangeSendingEvent sending && isReadOnce(sending.getExchange().getMessage().getBody())
                        && isToRecipient()) {
            giveOwnReader(((CamelEvent.ExchangeEvent) event).getExchange());
        }
    }

    private static boolean isCopy(Exchange exchange) {
        String original = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        return original != null && !original.equals(exchange.getExchangeId());
    }

    private static boolean isReadOnce(@Nullable Object body) {
        return body instanceof JsonIterator || body instanceof ReadOnceStream;
    }

    private static void giveOwnReader(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof JsonIterator items) {
            message.setBody(items.copy(exchange));
        } else if (message.getBody() instanceof ReadOnceStream stream) {
            message.setBody(stream.copy(exchange));
        }
    }

    // A step that sends to an endpoint makes the same event for its own exchange, and keeps its body.
    private static boolean isToRecipient() {
        return StackWalker.getInstance().walk(OwnReaders::isToRecipient);
    }

    private static boolean isToRecipient(Stream<StackFrame> frames) {
        return frames.dropWhile(frame -> !isEvents(frame)).dropWhile(OwnReaders::isEvents).findFirst()
                .filter(frame -> frame.getClassName().equals(MULTICAST)).isPresent();
    }

    private static boolean isEvents(StackFrame frame) {
        return frame.getClassName().equals(EVENTS);
    }
}
