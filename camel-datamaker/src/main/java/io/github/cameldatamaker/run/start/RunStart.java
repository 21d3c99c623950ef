package io.github.cameldatamaker.run.start;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DueTimes;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.start.StartCalls.Progress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run once. If the answer is lost, it does not start another run but searches for the run by its {@linkplain RunKey
 * key}. No thread waits. {@link #cancel()} ends the wait. It also cancels a run that would be awaited, if {@code cancelOnTimeout}
 * is set.
 */
public final class RunStart {

    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);

    private final DataMakerClient client;
    private final StartRequest start;
    /** Only for a key that the user set. */
    private final @Nullable RunClaim claim;
    private final AwaitOptions options;
    private final StartCalls calls;
    private final RunPost post;
    private final CompletableFuture<StartAnswer> future = new CompletableFuture<>();
    /** Done when the run is cancelled, or need not be. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();

    private RunStart(DataMakerClient client, StartRequest start, @Nullable RunClaim claim, AwaitOptions options) {
        this.client = client;
        this.start = start;
        this.claim = claim;
        this.options = options;
        this.calls = new StartCalls(client, start, options);
        this.post = new RunPost(calls, start, claim, options);
    }

    /**
     * Starts a run, or finds the one that its key has started: a running or successful one is taken, a failed or cancelled one
     * is not. Fails with the exceptions of {@link DataMakerClient#send}, whose messages say when a run may have been started;
     * with {@link DataMakerTimeoutException} when {@code completionTimeout} is over before the service answers.
     */
    public static RunStart start(DataMakerClient client, StartRequest start, RunJournal journal, AwaitOptions options) {
        RunClaim claim = start.key().isGiven() ? journal.begin(start.scenario(), start.key()) : null;
        RunStart started = new RunStart(client, start, claim, options);
        started.future.whenComplete((answer, error) -> started.nothingMoreToSend());
        attempt(started::begin).whenComplete(started::finish);
        return started;
    }

    private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> step) {
        try {
            return step.get();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<StartAnswer> begin() {
        if (start.isServerAwait()) {
            limitTime();
        }
        return claim == null ? post.send() : new KeyedStart(calls, start, claim, post, options).begin();
    }

    // Otherwise the wait for the run, which follows, has the limit.
    private void limitTime() {
        DueTimes.Scheduled timeout;
        try {
            timeout = options.later(options.completionTimeout(), this::timeOut, error -> LOG.warn(
                    "completionTimeout does not end the start of scenario {}: {}", start.scenario(), error.toString()));
        } catch (DataMakerException e) {
            throw new DataMakerException("Scenario " + start.scenario() + " was not started, because " + e.getMessage(), e);
        }
        future.whenComplete((answer, error) -> timeout.cancel());
    }

    private void finish(@Nullable StartAnswer answer, @Nullable Throwable error) {
        if (calls.isGivenUp()) {
            return;
        }
        if (answer != null) {
            future.complete(answer);
        } else {
            future.completeExceptionally(StartCalls.cause(error));
        }
    }

    private void nothingMoreToSend() {
        if (!calls.isGivenUp()) {
            left.complete(null);
        }
    }

    /** Completes with the run, or with the reason why there is none. */
    public CompletableFuture<StartAnswer> future() {
        return future;
    }

    /** Whether the exchange will wait for the run. */
    public boolean isAwaited() {
        return start.isAwaited();
    }

    /**
     * Whether a stopping route would wait long for it: it is held back, in a search, or answered only when the run has finished.
     */
    public boolean isWaiting() {
        return start.isServerAwait() || calls.isWaiting();
    }

    private void timeOut() {
        if (future.isDone()) {
            return;
        }
        Progress progress = calls.giveUp();
        attempt(() -> abandon(progress, Load.NORMAL))
                .whenComplete((run, error) -> timedOut(progress, run == null ? Optional.empty() : run));
    }

    private void timedOut(Progress progress, Optional<String> run) {
        future.completeExceptionally(new DataMakerTimeoutException(
                "The run of scenario " + start.scenario() + " did not finish within " + options.completionTimeout().toMillis()
                        + " ms (option completionTimeout)" + whatBecameOfIt(progress, run),
                "completionTimeout", options.completionTimeout(), run, null));
    }

    private String whatBecameOfIt(Progress progress, Optional<String> run) {
        if (progress == Progress.HELD_BACK) {
            return ". It was not started: the request was still held back by the budget";
        }
        return run.map(id -> ". Its id is " + id + (options.cancelOnTimeout()
                ? ", which the service is asked to cancel (option cancelOnTimeout); the log says if that fails"
                : ", and it continues"))
                .orElseGet(() -> ". It may still be running. " + UnknownStart.adviceFor(start.key()));
    }

    /** The context or the route is stopping and cannot wait for the start. */
    public void cancel() {
        if (future.isDone()) {
            return;
        }
        Progress progress = calls.giveUp();
        attempt(() -> abandon(progress, Load.AT_ONCE));
        // The failed exchange must say that a run may be running.
        future.completeExceptionally(progress == Progress.SENT
                ? new DataMakerException(
                        "Scenario " + start.scenario() + " was being started when its route or context stopped. "
                                + UnknownStart.adviceFor(start.key()))
                : new CancellationException());
    }

    /**
     * Ends the current step, and leaves or cancels the run as the options say.
     *
     * @param  load whether there is time to wait for the budget
     * @return      the id of the run; empty if none is found
     */
    private CompletableFuture<Optional<String>> abandon(Progress progress, Load load) {
        calls.cancel();
        if (progress != Progress.SENT || !start.isAwaited()) {
            left.complete(null);
            return CompletableFuture.completedFuture(Optional.empty());
        }
        AbandonedStart abandoned = new AbandonedStart(client, start, options, load);
        CompletableFuture<Optional<String>> found = attempt(() -> abandoned.find(calls.begun(), post.unsuccessful()))
                .exceptionally(error -> Optional.empty());
        found.thenCompose(abandoned::leave).whenComplete((done, error) -> left.complete(null));
        return found;
    }

    /** What it starts, as text for people. */
    public String name() {
        return "a run of scenario " + start.scenario() + " with the key " + start.key().value();
    }

    /** Done when nothing more is to be sent. Wait for it before you close the client's connections. */
    public CompletableFuture<Void> left() {
        return left;
    }
}
