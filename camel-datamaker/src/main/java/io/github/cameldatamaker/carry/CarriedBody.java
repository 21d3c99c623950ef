package io.github.cameldatamaker.carry;

import java.util.Collection;
import java.util.stream.Stream;

import io.github.cameldatamaker.generate.OpenBody;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An open body, and the number of exchanges that carry it. The end of the last one closes it. */
final class CarriedBody {

    private final OpenBody body;
    private int carriers;

    CarriedBody(OpenBody body) {
        this.body = body;
    }

    void whenClosed(Runnable action) {
        body.whenClosed(action);
    }

    synchronized void taken() {
        carriers++;
    }

    void left() {
        boolean isLast;
        synchronized (this) {
            carriers--;
            isLast = carriers == 0;
        }
        if (isLast) {
            body.endOfExchange();
        }
    }

    /** Whether a successful exchange leaves it to the receiver of its result. */
    boolean isResultOf(Exchange done) {
        // If it is being read now, the receiver of a reply reads it.
        return !done.isFailed() && (body.isUnread() || ReturningExchange.isReplyOfQueue(done))
                && Stream.of(Stream.of(done.getMessage()), done.getMessage().getHeaders().values().stream(),
                        done.getVariables().values().stream(), done.getProperties().values().stream())
                        .flatMap(values -> values).anyMatch(this::isIn);
    }

    private boolean isIn(Object value) {
        if (value instanceof Message message) {
            return isIn(message.getBody());
        }
        if (value instanceof Exchange exchange) {
            return isIn(exchange.getMessage());
        }
        return body.isReadThrough(value) || value instanceof Collection<?> values && values.stream().anyMatch(this::isIn);
    }
}
