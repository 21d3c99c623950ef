package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

/**
 * Which failed requests are repeated, and when. A request that was never sent, or that the service refused before it began or
 * with 429, was not done, so it may always be repeated. After any other failure only idempotent requests are.
 */
final class Retries {

    private static final Set<Integer> PASSING = Set.of(408, 500, 502, 503, 504);
    private static final double DOUBLED = 2;
    private static final double JITTER = 0.5;

    private final Resilience resilience;
    private final DueTimes times;
    private final IntervalFunction backoff;

    Retries(Resilience resilience, DueTimes times) {
        this.resilience = resilience;
        this.times = times;
        this.backoff = IntervalFunction.ofExponentialRandomBackoff(
                resilience.retryBackoff(), DOUBLED, JITTER, resilience.maxRetryBackoff());
    }

    private Retry retry(int repetitions, Predicate<Throwable> repeatable) {
        return Retry.of("datamaker", RetryConfig.<ApiResponse>custom()
                .maxAttempts(1 + repetitions)
                .retryOnException(repeatable)
                .intervalBiFunction(this::delay)
                .build());
    }

    /** Repeats a request within the time of its claim. */
    Repeated of(ApiRequest request, Claim claim) {
        boolean hasBodyAgain = request.body().map(ApiBody::isRepeatable).orElse(true);
        // Made at the first failure, because most requests have none.
        Lazy<Retry.AsyncContext<ApiResponse>> retry = new Lazy<>(() -> retry(
                resilience.maxRetries(),
                error -> isUnsent(error) || hasBodyAgain
                        && (request.idempotent() && isPassing(error) || isRefused(error) || isShortRefusal(error, claim)))
                .asyncContext());
        return attempt -> {
            CompletableFuture<ApiResponse> result = new CompletableFuture<>();
            run(attempt, retry, claim, result);
            return result;
        };
    }

    private void run(
            Supplier<CompletableFuture<ApiResponse>> attempt, Lazy<Retry.AsyncContext<ApiResponse>> retry, Claim claim,
            CompletableFuture<ApiResponse> result) {
        attempt.get().whenComplete((response, error) -> {
            try {
                long delay = error instanceof Exception ? retry.get().onError(error) : -1;
                if (error == null) {
                    result.complete(response);
                } else if (delay < 0) {
                    result.completeExceptionally(error);
                } else {
                    DueTimes.Scheduled next = times.schedule(delay, () -> run(attempt, retry, claim, result),
                            result::completeExceptionally);
                    claim.pending().future().whenComplete((answer, failure) -> next.cancel());
                }
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
    }

    /** Runs attempts until one succeeds or the request fails for good. */
    interface Repeated {

        CompletableFuture<ApiResponse> run(Supplier<CompletableFuture<ApiResponse>> attempt);
    }

    private static boolean isPassing(Throwable error) {
        return error instanceof DataMakerConnectionException && !NoAnswer.isOfSettings(error.getCause())
                || error instanceof DataMakerApiException api && PASSING.contains(api.getStatusCode());
    }

    /** Whether there was no connection, so that nothing of the body was read either. */
    private static boolean isUnsent(Throwable error) {
        return error instanceof DataMakerTimeoutException timeout && timeout.getLimitName().equals("connectTimeout")
                || error instanceof DataMakerConnectionException connection && connection.isNeverSent()
                        && !NoAnswer.isRefused(connection.getCause()) && !NoAnswer.isOfSettings(connection.getCause());
    }

    private static boolean isRefused(Throwable error) {
        return error instanceof DataMakerConnectionException connection && NoAnswer.isRefused(connection.getCause());
    }

    private boolean isShortRefusal(Throwable error, Claim claim) {
        return error instanceof DataMakerRateLimitException refusal && !(error instanceof HeldBackException)
                && resilience.waitForBudget()
                && refusal.getRetryAfter().map(wait -> !claim.now().plus(wait).isAfter(claim.deadline())).orElse(true);
    }

    // After a refusal the budget knows when to continue. If it does not know, or says at once, the backoff decides.
    private long delay(int attempt, Either<Throwable, ApiResponse> result) {
        Optional<Duration> told = result.isLeft() && result.getLeft() instanceof DataMakerRateLimitException refusal
                ? refusal.getRetryAfter().filter(wait -> wait.toMillis() > 0) : Optional.empty();
        return told.map(Duration::toMillis).orElseGet(() -> backoff.apply(attempt));
    }
}
