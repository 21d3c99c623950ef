package io.github.cameldatamaker.consume;

import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.support.DefaultConsumer;

/**
 * Hands one exchange to the route of a consumer and waits for its end.
 */
public final class Delivery {

    private final DefaultConsumer consumer;

    public Delivery(DefaultConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Makes an exchange, hands it over and releases it.
     *
     * @param  content  fills the exchange
     * @param  onFailed gets an exchange that has failed
     * @return          whether the route has completed it
     */
    public boolean deliver(Consumer<Exchange> content, Consumer<Exchange> onFailed) {
        Exchange exchange = consumer.createExchange(false);
        try {
            if (isCompleted(exchange, content)) {
                return true;
            }
            onFailed.accept(exchange);
            return false;
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private boolean isCompleted(Exchange exchange, Consumer<Exchange> content) {
        try {
            content.accept(exchange);
        } catch (Throwable e) {
            exchange.setException(e);
            return false;
        }
        return isCompleted(exchange);
    }

    /** Hands over an exchange of the caller. Returns whether the route has completed it. */
    public boolean isCompleted(Exchange exchange) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Throwable e) {
            exchange.setException(e);
        }
        // A deliberate rollback leaves no exception.
        if (exchange.getException() == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
            exchange.setException(new RollbackExchangeException(exchange));
        }
        return exchange.getException() == null;
    }
}
