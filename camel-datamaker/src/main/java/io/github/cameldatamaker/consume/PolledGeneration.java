package io.github.cameldatamaker.consume;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.generate.OpenBody;
import io.github.cameldatamaker.generate.OpenReader;
import io.github.cameldatamaker.operation.OperationCall;
import io.github.cameldatamaker.operation.ResultBody;
import io.github.cameldatamaker.session.Session;
import org.apache.camel.DynamicPollingConsumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.IsSingleton;
import org.apache.camel.support.PollingConsumerSupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Generates on demand for {@code pollEnrich}, {@code poll} and {@code ConsumerTemplate}: each receive sends one request, whatever
 * the delay. The caller gets a failure as an exception. The end of the exchange closes unread data. A stop does not, because
 * Camel stops uncached consumers before the route reads.
 */
public final class PolledGeneration extends PollingConsumerSupport implements DynamicPollingConsumer, IsSingleton {

    private static final long UNLIMITED = 0;

    private final Endpoint endpoint;
    private final Session session;
    private final Set<PendingResponse> calls = ConcurrentHashMap.newKeySet();

    public PolledGeneration(Endpoint endpoint, Session session) {
        super(endpoint);
        this.endpoint = endpoint;
        this.session = session;
    }

    @Override
    public Exchange receive() {
        return receive(UNLIMITED);
    }

    /** A generation always returns something, so this asks once, like {@link #receive()}. */
    @Override
    public Exchange receiveNoWait() {
        return receive(UNLIMITED);
    }

    /** Null if the response has not begun in time; then the request is cancelled. */
    @Override
    public @Nullable Exchange receive(long timeout) {
        Exchange received = generated(timeout);
        if (received != null) {
            OpenReader.openBodyOf(received.getMessage().getBody()).ifPresent(body -> closeAtEnd(received, body));
        }
        return received;
    }

    @Override
    public Exchange receive(Exchange asking) {
        return receive(asking, UNLIMITED);
    }

    @Override
    public Exchange receiveNoWait(Exchange asking) {
        return receive(asking, UNLIMITED);
    }

    /**
     * If the aggregation strategy of {@code pollEnrich} fails, Camel forgets what it has received. So the asking exchange closes
     * it.
     */
    @Override
    public @Nullable Exchange receive(Exchange asking, long timeout) {
        if (asking.getFromRouteId() == null) {
            return receive(timeout);
        }
        session.expectOpenBody(asking);
        Exchange received = generated(timeout);
        if (received != null) {
            OpenReader.openBodyOf(received.getMessage().getBody()).ifPresent(body -> session.carry(asking, body));
        }
        return received;
    }

    private @Nullable Exchange generated(long timeout) {
        if (!isStarted()) {
            throw new RejectedExecutionException(this + " is not started");
        }
        Exchange exchange = endpoint.createExchange();
        OperationCall call = OperationCall.of(exchange, session);
        PendingResponse pending = call.send();
        calls.add(pending);
        try {
            if (!isRunAllowed()) {
                pending.cancel();
            }
            if (timeout != UNLIMITED && !isAnswered(pending, timeout)) {
                return null;
            }
            ResultBody.set(call, call.await(pending));
        } finally {
            calls.remove(pending);
        }
        return exchange;
    }

    private static boolean isAnswered(PendingResponse call, long timeout) {
        try {
            call.future().get(timeout, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            // The answer may have arrived at this moment.
            return !call.cancel();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            call.cancel();
            throw new DataMakerException("Interrupted while waiting for generated data", e);
        } catch (ExecutionException | CancellationException e) {
            // The next wait throws the reason.
            return true;
        }
    }

    private static void closeAtEnd(Exchange exchange, OpenBody body) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                body.endOfExchange();
            }
        });
    }

    @Override
    protected void doStop() throws Exception {
        calls.forEach(PendingResponse::cancel);
        super.doStop();
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
