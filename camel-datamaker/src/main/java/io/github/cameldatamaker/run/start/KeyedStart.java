package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.run.AwaitOptions;
import io.github.resilience4j.core.IntervalFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the run that a user's key has started, or starts it. A running or successful run is taken, a failed or cancelled one is
 * not. While another exchange or process starts it, this one waits.
 */
final class KeyedStart {

    private static final Logger LOG = LoggerFactory.getLogger(KeyedStart.class);
    /** Another start may be answered in a moment: its entry is polled, not the service's list. */
    private static final Duration ANSWERED = Duration.ofSeconds(2);
    private static final IntervalFunction BETWEEN_POLLS = IntervalFunction.ofExponentialBackoff(Duration.ofMillis(200), 1.5,
            Duration.ofSeconds(3));

    private final StartCalls calls;
    private final StartRequest start;
    private final RunClaim claim;
    private final RunPost post;
    private final AwaitOptions options;

    KeyedStart(StartCalls calls, StartRequest start, RunClaim claim, RunPost post, AwaitOptions options) {
        this.calls = calls;
        this.start = start;
        this.claim = claim;
        this.post = post;
        this.options = options;
    }

    /** Decides by the entry of the key. */
    CompletableFuture<StartAnswer> begin() {
        return claim.read().thenCompose(this::decide);
    }

    private CompletableFuture<StartAnswer> decide(Optional<RunClaim.Entry> known) {
        if (known.isEmpty()) {
            return post();
        }
        Optional<String> run = known.get().run();
        if (run.isEmpty()) {
            return awaitOther(known.get(), options.clock().instant(), 1);
        }
        return claim.unsuccessful().contains(run.get()) ? post() : adopt(run.get());
    }

    // Another start may claim the key at the last moment: then a run that is starting now is of that one.
    private CompletableFuture<StartAnswer> post() {
        return post.send().exceptionallyCompose(error -> StartCalls.cause(error) instanceof ClaimedException && !calls.isGivenUp()
                ? begin() : CompletableFuture.failedFuture(StartCalls.cause(error)));
    }

    /**
     * Another process, or an earlier life of this one, has begun the start. Its time is by its own clock, so this waits a few
     * seconds by ours in any case.
     */
    private CompletableFuture<StartAnswer> awaitOther(RunClaim.Entry other, Instant seen, int poll) {
        if (calls.isGivenUp()) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        Instant now = options.clock().instant();
        Instant begun = other.begun().isBefore(seen) ? other.begun() : seen;
        boolean isSettled = !now.isBefore(begun.plus(other.settled())) && !now.isBefore(seen.plus(RunPost.APPEARS));
        CompletableFuture<Optional<String>> found = now.isBefore(begun.plus(ANSWERED))
                ? CompletableFuture.completedFuture(Optional.empty()) : calls.search(begun, now, claim.unsuccessful());
        return found.thenCompose(run -> {
            if (run.isPresent() || isSettled) {
                return run.map(this::adopt).orElseGet(this::post);
            }
            return options.pause(Duration.ofMillis(BETWEEN_POLLS.apply(poll))).thenCompose(over -> claim.read()).thenCompose(
                    known -> known.filter(other::isSameStart).isPresent() ? awaitOther(other, seen, poll + 1) : decide(known));
        });
    }

    private CompletableFuture<StartAnswer> adopt(String run) {
        return calls.describe(run).thenCompose(answer -> {
            if (answer.run().isFailed()) {
                claim.failed(run);
                LOG.info("Run {} with the runKey '{}' is {}: scenario {} is started again", run, start.key().value(),
                        answer.run().status(), start.scenario());
                return post();
            }
            return claim.found(run, options.clock().instant())
                    .thenCompose(isWritten -> isWritten ? CompletableFuture.completedFuture(answer) : begin());
        });
    }
}
