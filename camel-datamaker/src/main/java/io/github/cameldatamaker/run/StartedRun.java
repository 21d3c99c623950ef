package io.github.cameldatamaker.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.PendingResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is being started ({@code POST /scenarios/{id}/run}), once. An answer that is lost is no reason to start it again:
 * the run is looked for by its {@linkplain RunKey key}. No thread waits. Cancelling it ends the wait, and the run if it was to
 * be waited for and {@code cancelOnTimeout} says so.
 */
public final class StartedRun extends CompletableFuture<StartedRun.Answer> {

    private static final Logger LOG = LoggerFactory.getLogger(StartedRun.class);
    private static final String PATH = "/scenarios/{scenario}/runs/{run}";
    /** How long a run may take to appear after its answer was lost. */
    private static final Duration APPEARS = Duration.ofSeconds(5);
    /** Of a start that is so long ago, and has no run, it is certain that it never reached the service. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final DataMakerClient client;
    private final Start start;
    private final RunJournal journal;
    private final AwaitOptions options;
    private final Instant begun;
    /** Done when the run was cancelled, or need not be. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile @Nullable PendingResponse post;
    private volatile @Nullable PendingResponse current;
    private volatile @Nullable RunSearch search;
    private volatile boolean givenUp;

    /**
     * What is to be started.
     *
     * @param request       the request, whose params have the key
     * @param scenario      the scenario
     * @param key           the key
     * @param isAwaited     whether the run will be waited for
     * @param isServerAwait whether the service answers when the run has finished
     */
    public record Start(ApiRequest request, String scenario, RunKey key, boolean isAwaited, boolean isServerAwait) {
    }

    /**
     * A run that was started, or was found.
     *
     * @param run       what is known of it
     * @param response  what told of it; it was read and closed
     * @param remaining what is left of {@code completionTimeout}
     */
    public record Answer(Run run, ApiResponse response, Duration remaining) {
    }

    private StartedRun(DataMakerClient client, Start start, RunJournal journal, AwaitOptions options) {
        this.client = client;
        this.start = start;
        this.journal = journal;
        this.options = options;
        this.begun = options.clock().instant();
    }

    /**
     * Starts a run, or finds the one that its key has started: a running or successful one is taken, a failed or cancelled one
     * is not. Fails with the exceptions of {@link DataMakerClient#send}, whose messages say when a run may have been started;
     * with {@link DataMakerTimeoutException} when {@code completionTimeout} is over before the service answers.
     *
     * @throws DataMakerException when the same key is just being started
     */
    public static StartedRun start(DataMakerClient client, Start start, RunJournal journal, AwaitOptions options) {
        StartedRun started = new StartedRun(client, start, journal, options);
        Optional<RunJournal.Entry> known = start.key().isGiven() ? journal.begin(start.scenario(), start.key()) : Optional.empty();
        if (start.isServerAwait()) {
            ScheduledFuture<?> timeout = options.timer().schedule(
                    started::timeOut, options.completionTimeout().toMillis(), TimeUnit.MILLISECONDS);
            started.whenComplete((answer, error) -> timeout.cancel(false));
        }
        started.whenComplete((answer, error) -> {
            if (start.key().isGiven()) {
                journal.end(start.scenario(), start.key());
            }
            if (!started.givenUp) {
                started.left.complete(null);
            }
        });
        attempt(() -> known.map(started::resume).orElseGet(started::post)).whenComplete(started::finish);
        return started;
    }

    private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finish(@Nullable Answer answer, @Nullable Throwable error) {
        if (givenUp) {
            return;
        }
        if (answer != null) {
            complete(answer);
        } else {
            completeExceptionally(cause(error));
        }
    }

    /** There was a start with this key before. */
    private CompletableFuture<Answer> resume(RunJournal.Entry earlier) {
        if (earlier.run().isPresent()) {
            String run = earlier.run().get();
            return earlier.unsuccessful().contains(run) ? post() : adopt(run);
        }
        return search(earlier.intended()).find(earlier.intended().plus(SETTLED))
                .thenCompose(found -> found.map(this::adopt).orElseGet(this::post));
    }

    private CompletableFuture<Answer> adopt(String run) {
        return look(run).thenCompose(answer -> {
            if (answer.run().isFailed()) {
                journal.failed(start.scenario(), start.key(), run, options.clock().instant());
                LOG.info("Run {} with the runKey '{}' is {}: scenario {} is started again", run, start.key().value(),
                        answer.run().status(), start.scenario());
                return post();
            }
            return remembered(answer);
        });
    }

    private CompletableFuture<Answer> post() {
        if (givenUp) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        if (start.key().isGiven()) {
            journal.intend(start.scenario(), start.key(), options.clock().instant());
        }
        PendingResponse sent = send(start.request());
        post = sent;
        return sent.thenApply(this::read).handle((answer, error) -> {
            // Without an id it can only be found by its key.
            boolean isEnough = answer != null && (answer.run().id().isPresent() || !start.isAwaited() && !start.key().isGiven());
            return isEnough ? remembered(answer) : recover(error == null ? noId() : cause(error));
        }).thenCompose(Function.identity());
    }

    private CompletableFuture<Answer> remembered(Answer answer) {
        if (start.key().isGiven()) {
            answer.run().id().ifPresent(id -> journal.started(start.scenario(), start.key(), id, options.clock().instant()));
        }
        return CompletableFuture.completedFuture(answer);
    }

    private DataMakerException noId() {
        return new DataMakerException("The service gave the run of scenario " + start.scenario() + " no id");
    }

    /** The answer is lost, which is not to say that there is no run. */
    private CompletableFuture<Answer> recover(Throwable error) {
        if (givenUp) {
            return CompletableFuture.failedFuture(error);
        }
        if (!UnknownStart.isPossible(error)) {
            if (start.key().isGiven()) {
                journal.forget(start.scenario(), start.key());
            }
            return CompletableFuture.failedFuture(error);
        }
        LOG.debug("Scenario {} was not answered, looking for its run: {}", start.scenario(), error.getMessage());
        Instant now = options.clock().instant();
        return search(now).find(now.plus(APPEARS)).handle((found, failure) -> {
            if (failure == null && found.isPresent()) {
                return look(found.get()).thenCompose(this::remembered);
            }
            String why = failure == null ? "no run of the scenario has it so far" : cause(failure).getMessage();
            return CompletableFuture.<Answer> failedFuture(UnknownStart.explain(error, start, why));
        }).thenCompose(Function.identity());
    }

    private List<String> unsuccessful() {
        return start.key().isGiven() ? journal.unsuccessful(start.scenario(), start.key()) : List.of();
    }

    private CompletableFuture<Answer> look(String run) {
        return send(ApiRequest.of("GET", PATH).withId("scenario", start.scenario()).withId("run", run)).thenApply(this::read);
    }

    private RunSearch search(Instant intended) {
        search = new RunSearch(this::send, start.scenario(), start.key(), intended, unsuccessful(), options);
        return search;
    }

    private Answer read(ApiResponse response) {
        Run run = new Run(JsonDocument.readObject(response, options.maxSize()));
        Duration remaining = options.completionTimeout().minus(Duration.between(begun, options.clock().instant()));
        return new Answer(run, response, remaining.toMillis() < 1 ? Duration.ofMillis(1) : remaining);
    }

    private PendingResponse send(ApiRequest request) {
        PendingResponse sent = client.send(request);
        current = sent;
        return sent;
    }

    /** Whether the run will be waited for. */
    public boolean isAwaited() {
        return start.isAwaited();
    }

    /** Whether a route that stops would wait long for it: it is held back, looked for, or answered when the run has finished. */
    public boolean isWaiting() {
        PendingResponse sent = post;
        return start.isServerAwait() || sent == null || sent.isDone() || sent.isWaiting();
    }

    private void timeOut() {
        if (isDone()) {
            return;
        }
        boolean wasHeldBack = post != null && !mayHaveStarted();
        giveUp().whenComplete((run, error) -> completeExceptionally(new DataMakerTimeoutException(
                "Scenario " + start.scenario() + " was not finished after " + options.completionTimeout().toMillis()
                                                                                                      + " ms (option completionTimeout)"
                                                                                                      + whatBecameOfIt(wasHeldBack, run),
                "completionTimeout", options.completionTimeout(), Optional.ofNullable(run), null)));
    }

    private String whatBecameOfIt(boolean wasHeldBack, @Nullable String run) {
        if (wasHeldBack) {
            return ". It was not started: the request was still held back by the budget";
        }
        return run == null
                ? ". Its run may still be going on. " + UnknownStart.adviceFor(start)
                : ": its run is " + run + (options.cancelOnTimeout() ? ", which is told to stop" : ", which goes on");
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return false;
        }
        boolean mayHaveStarted = mayHaveStarted();
        giveUp();
        // Who has the failed exchange must learn that a run may be going on.
        return mayHaveStarted
                ? completeExceptionally(new DataMakerException(
                        "Scenario " + start.scenario() + " was being started when its route or context stopped. "
                                                               + UnknownStart.adviceFor(start)))
                : super.cancel(mayInterruptIfRunning);
    }

    private boolean mayHaveStarted() {
        PendingResponse sent = post;
        return sent != null && !sent.isWaiting();
    }

    /** Ends what is under way. The id of the run, null when none is found; then the run is left as the options say. */
    private CompletableFuture<@Nullable String> giveUp() {
        boolean mayHaveStarted = mayHaveStarted();
        givenUp = true;
        Optional.ofNullable(search).ifPresent(RunSearch::cancel);
        Optional.ofNullable(current).ifPresent(call -> call.cancel(true));
        if (!mayHaveStarted || !start.isAwaited()) {
            left.complete(null);
            return CompletableFuture.completedFuture(null);
        }
        Instant now = options.clock().instant();
        CompletableFuture<@Nullable String> found = new RunSearch(client::send, start.scenario(), start.key(), begun, unsuccessful(), options)
                .find(now.plus(APPEARS)).handle((run, error) -> run == null ? null : run.orElse(null));
        found.thenCompose(this::leave).whenComplete((done, error) -> left.complete(null));
        return found;
    }

    private CompletableFuture<Void> leave(@Nullable String run) {
        if (run == null) {
            LOG.warn("A run of scenario {} may go on. {}", start.scenario(), UnknownStart.adviceFor(start));
            return CompletableFuture.completedFuture(null);
        }
        return options.cancelOnTimeout()
                ? RunCancellation.send(client, start.scenario(), run) : CompletableFuture.completedFuture(null);
    }

    /** Done when nothing more is to be sent: whoever closes the client's connections waits for it. */
    public CompletableFuture<Void> left() {
        return left;
    }

    static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
