package io.github.cameldatamaker.client;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A response to come. It may be on its way, or {@linkplain #isWaiting() held back}: by a budget that is used up, or until a
 * request is repeated. Cancelling it ends either.
 */
public final class PendingResponse extends CompletableFuture<ApiResponse> {

    private volatile @Nullable Call call;
    private volatile Optional<RateLimit> rateLimit = Optional.empty();

    PendingResponse() {
    }

    /** Whether nothing is on its way: the request is held back. */
    public boolean isWaiting() {
        return !isDone() && call == null;
    }

    void sent(Call sent) {
        call = sent;
        if (isDone()) {
            sent.cancel();
        }
    }

    /** @param said what the response's headers say of the budget; empty when no response came */
    void answered(Optional<RateLimit> said) {
        rateLimit = said;
        call = null;
    }

    /** What the last response's headers said of the budget. */
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
