package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.run.AwaitOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the request that starts the run. If its answer is lost, it does not send another one but searches for the run by its
 * key.
 */
final class RunPost {

    /** How long a run may take to appear in the list after its answer was lost. */
    static final Duration APPEARS = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RunPost.class);

    private final StartCalls calls;
    private final StartRequest start;
    /** Only for a key that the user set. */
    private final @Nullable RunClaim claim;
    private final AwaitOptions options;
    /** Whether to poll, because too many others already wait at the service. */
    private volatile boolean isPolled;
    /** Why the request was not sent at the last moment. */
    private volatile @Nullable RuntimeException refusal;

    RunPost(StartCalls calls, StartRequest start, @Nullable RunClaim claim, AwaitOptions options) {
        this.calls = calls;
        this.start = start;
        this.claim = claim;
        this.options = options;
    }

    /** Completes with the run, or fails: with {@link ClaimedException} if another start has the key. */
    CompletableFuture<StartAnswer> send() {
        refusal = null;
        return calls.post(isPolled ? start.polled() : start.request(), Optional.ofNullable(claim).map(any -> this::claim))
                .handle((answer, error) -> {
                    // A run without an id can only be found by its key.
                    boolean isEnough = answer != null && (answer.run().id().isPresent() || !start.isAwaited() && claim == null);
                    return isEnough ? remembered(answer) : recover(error == null ? noId() : StartCalls.cause(error));
                }).thenCompose(Function.identity());
    }

    private void claim() {
        try {
            claim.claim(options.clock(), start.settled());
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    private CompletableFuture<StartAnswer> remembered(StartAnswer answer) {
        return claim == null
                ? CompletableFuture.completedFuture(answer)
                : claim.started(answer.run().id().orElseThrow(this::noId), options.clock().instant())
                        .thenApply(written -> answer);
    }

    private DataMakerException noId() {
        return new DataMakerException("The service gave the run of scenario " + start.scenario() + " no id");
    }

    /** The answer is lost, but there may be a run. */
    private CompletableFuture<StartAnswer> recover(Throwable error) {
        if (calls.isGivenUp()) {
            return CompletableFuture.failedFuture(error);
        }
        if (error instanceof ClaimedException) {
            calls.notSent();
            return CompletableFuture.failedFuture(error);
        }
        if (isCrowded(error) && !isPolled) {
            LOG.debug("Scenario {} is started, and its run polled, because the service waits for too many runs",
                    start.scenario());
            isPolled = true;
            calls.notSent();
            return send();
        }
        if (error == refusal || !UnknownStart.isPossible(error)) {
            return notStarted(error);
        }
        LOG.debug("Scenario {} was not answered, looking for its run: {}", start.scenario(), error.getMessage());
        return lookForRun(error);
    }

    // The request has waited too long for other server-side waits.
    private boolean isCrowded(Throwable error) {
        return start.isServerAwait() && error instanceof DataMakerTimeoutException timeout && timeout.isNeverSent()
                && timeout.getLimitName().equals("responseTimeout");
    }

    private CompletableFuture<StartAnswer> notStarted(Throwable error) {
        CompletableFuture<Void> forgotten = claim == null ? CompletableFuture.completedFuture(null) : claim.forget();
        return forgotten.handle((done, failure) -> {
            if (failure != null) {
                LOG.warn("The runKey '{}' of scenario {}, which has no run, could not be forgotten: {}", start.key().value(),
                        start.scenario(),
                        StartCalls.cause(failure).getMessage());
            }
            return CompletableFuture.<StartAnswer>failedFuture(error);
        }).thenCompose(Function.identity());
    }

    private CompletableFuture<StartAnswer> lookForRun(Throwable error) {
        Instant now = options.clock().instant();
        return calls.search(now, now.plus(APPEARS), unsuccessful()).handle((found, failure) -> {
            if (failure == null && found.isPresent()) {
                return calls.describe(found.get()).thenCompose(this::remembered);
            }
            String why = failure == null ? "no run of the scenario has it so far" : StartCalls.cause(failure).getMessage();
            return CompletableFuture.<StartAnswer>failedFuture(UnknownStart.explain(error, start.key(), why));
        }).thenCompose(Function.identity());
    }

    /** Runs with the key that failed or were cancelled. */
    List<String> unsuccessful() {
        return claim == null ? List.of() : claim.unsuccessful();
    }
}
