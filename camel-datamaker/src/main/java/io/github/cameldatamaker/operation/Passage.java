package io.github.cameldatamaker.operation;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * An exchange on its way through the producer. It ends exactly once, whatever is thrown, because its route waits for the end.
 */
public final class Passage {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final Executor threads;
    private final Executor caller;
    private final AtomicBoolean isOver = new AtomicBoolean();

    private Passage(Exchange exchange, AsyncCallback callback, Executor threads, Executor caller) {
        this.exchange = exchange;
        this.callback = callback;
        this.threads = threads;
        this.caller = caller;
    }

    /** @param workers run its requests and the rest of the exchange: a long route must not hold up the HTTP threads */
    public static Passage onWorkers(Exchange exchange, AsyncCallback callback, Executor workers) {
        CallingWorker worker = new CallingWorker(workers);
        return new Passage(exchange, callback, worker, worker::call);
    }

    /** @param caller runs everything, requests too */
    public static Passage onCaller(Exchange exchange, AsyncCallback callback, Executor caller) {
        return new Passage(exchange, callback, caller, caller);
    }

    public Exchange exchange() {
        return exchange;
    }

    /** Runs the requests of the exchange. */
    public Executor caller() {
        return caller;
    }

    /**
     * Runs the next step.
     *
     * @param response closed if the step cannot run or fails; may be null
     * @param step     returns whether the exchange is done; if not, it waits again
     */
    public void goOn(@Nullable ApiResponse response, BooleanSupplier step) {
        try {
            threads.execute(() -> take(response, step));
        } catch (Throwable e) {
            close(response);
            end(false, new DataMakerException("The exchange cannot continue, because its context has no thread for it: " + e, e));
        }
    }

    private void take(@Nullable ApiResponse response, BooleanSupplier step) {
        @Nullable
        Throwable failure = null;
        try {
            if (!step.getAsBoolean()) {
                return;
            }
        } catch (Throwable e) {
            failure = e;
            close(response);
        }
        end(false, failure);
    }

    /** Ends it on the caller's thread. Returns whether it had not ended before. */
    public boolean fail(Throwable failure) {
        return end(true, failure);
    }

    private boolean end(boolean isSynchronous, @Nullable Throwable failure) {
        if (!isOver.compareAndSet(false, true)) {
            return false;
        }
        if (failure != null) {
            exchange.setException(failure);
        }
        callback.done(isSynchronous);
        return true;
    }

    private static void close(@Nullable ApiResponse response) {
        if (response != null) {
            response.close();
        }
    }
}
