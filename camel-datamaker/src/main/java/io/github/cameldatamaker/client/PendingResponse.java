package io.github.cameldatamaker.client;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A response to come. Its request is in flight, or {@linkplain #isWaiting() held back} by a used-up budget or until it is
 * repeated. {@link #cancel()} ends both.
 */
public final class PendingResponse {

    private final String name;
    private final Optional<Executor> caller;
    private final CompletableFuture<ApiResponse> future = new CompletableFuture<>();
    private volatile @Nullable Call call;
    private volatile Optional<RateLimit> rateLimit = Optional.empty();

    /**
     * @param name   the method and path of the request, for people
     * @param caller runs the calls; empty for an HTTP thread
     */
    PendingResponse(String name, Optional<Executor> caller) {
        this.name = name;
        this.caller = caller;
        future.whenComplete((response, error) -> cancelCallOfCancelled());
    }

    /** The method and path of the request, for people: {@code GET /templates/tmpl_customer}. */
    public String name() {
        return name;
    }

    /** Completes with the response, or with the failure of the request. */
    public CompletableFuture<ApiResponse> future() {
        return future;
    }

    /**
     * Waits for the response, which the caller must close. An interrupt cancels the request.
     *
     * @throws ExecutionException    whose cause is the failure of the request
     * @throws CancellationException if the request is cancelled
     */
    public ApiResponse await() throws InterruptedException, ExecutionException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
    }

    /**
     * Ends the request, wherever it is.
     *
     * @return whether it is cancelled; otherwise its response or failure was there before
     */
    public boolean cancel() {
        return future.cancel(true);
    }

    /** Whether the request is held back, so that nothing is in flight. */
    public boolean isWaiting() {
        return !isDone() && call == null;
    }

    /** Whether the response, or the failure of the request, is there. */
    public boolean isDone() {
        return future.isDone();
    }

    /** Runs the calls; empty for an HTTP thread. */
    Optional<Executor> caller() {
        return caller;
    }

    void sent(Call sent) {
        call = sent;
        if (isDone()) {
            sent.cancel();
        }
    }

    /** @param said what the response's headers say about the budget; empty if there was no response */
    void answered(Optional<RateLimit> said) {
        rateLimit = said;
    }

    /** The attempt has failed and is settled, so that nothing is in flight until the next one. */
    void failed() {
        call = null;
    }

    /** What the headers of the last response said about the budget. */
    Optional<RateLimit> rateLimit() {
        return rateLimit;
    }

    private void cancelCallOfCancelled() {
        Call current = call;
        if (future.isCancelled() && current != null) {
            current.cancel();
        }
    }
}
