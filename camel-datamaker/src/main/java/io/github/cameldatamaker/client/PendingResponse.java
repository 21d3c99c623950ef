package io.github.cameldatamaker.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A response to come. Its request is in flight, or {@linkplain #isWaiting() held back} by a used-up budget or until it is
 * repeated. Cancelling ends both.
 */
public final class PendingResponse extends CompletableFuture<ApiResponse> {

    private volatile @Nullable Call call;
    private volatile Optional<RateLimit> rateLimit = Optional.empty();

    PendingResponse() {
    }

    /** Whether the request is held back, so that nothing is in flight. */
    public boolean isWaiting() {
        return !isDone() && call == null;
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
        call = null;
    }

    /** What the headers of the last response said about the budget. */
    Optional<RateLimit> rateLimit() {
        return rateLimit;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Call current = call;
        if (current != null) {
            current.cancel();
        }
        return cancelled;
    }
}
