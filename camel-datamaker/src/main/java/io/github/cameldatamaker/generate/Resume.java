package io.github.cameldatamaker.generate;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.client.Resilience;

/**
 * How to resume a generation that breaks off.
 *
 * @param again      sends the same request again, with its seed
 * @param pause      begins a wait between two requests, which is cancelled when the reader must stop
 * @param max        the most responses that may begin again
 * @param resilience how long and how often to ask a service that does not answer
 * @param clock      measures how slowly the data is read
 */
public record Resume(
        Supplier<PendingResponse> again, Supplier<CompletableFuture<Void>> pause, int max, Resilience resilience, Clock clock) {
}
