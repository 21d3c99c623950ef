package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.client.Resilience;

/**
 * How a generation that breaks off is asked for again.
 *
 * @param again      sends the same request, seed included, once more
 * @param pause      begins a wait between two requests, which is cancelled when whoever reads is to stop
 * @param max        how many responses may begin again
 * @param resilience for how long a service is asked that does not answer, and how often
 * @param clock      tells how slowly the data is read
 */
public record Resume(
        Supplier<PendingResponse> again, Supplier<CompletableFuture<Void>> pause, int max, Resilience resilience, Clock clock) {
}
