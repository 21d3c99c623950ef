package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DueTimes;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunCancellation;
import io.github.cameldatamaker.run.RunRequests;
import io.github.resilience4j.core.IntervalFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run ({@code POST /scenarios/{id}/run}) once. If the answer is lost, it does not start another run but searches for the
 * run by its {@linkplain RunKey key}. No thread waits. {@link #cancel()} ends the wait. It also cancels a run that would be
 * awaited, if {@code cancelOnTimeout} is set.
 */
public final class RunStart {

    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);
    /** How long a run may take to appear in the list after its answer was lost. */
    private static final Duration APPEARS = Duration.ofSeconds(5);
    /** A process that stood still since its claim claims again before it sends anything. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MAX_CLAIMS = 3;
    /** A younger start may be answered in a moment: its entry is polled, not the service's list. */
    private static final Duration ANSWERED = Duration.ofSeconds(2);
    private static final IntervalFunction BETWEEN_POLLS = IntervalFunction.ofExponentialBackoff(Duration.ofMillis(200), 1.5, Duration.ofSeconds(3));

    private final DataMakerClient client;
    private final Start start;
    /** Only for a key that the user set. */
    private final @Nullable RunClaim claim;
    private final AwaitOptions options;
    private final Instant begun;
    private final CompletableFuture<Answer> future = new CompletableFuture<>();
    /** Done when the run is cancelled, or need not be. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile @Nullable PendingResponse post;
    private volatile @Nullable PendingResponse current;
    private volatile @Nullable RunSearch search;
    private volatile boolean givenUp;
    /** Whether to poll, because too many others already wait at the service. */
    private volatile boolean isPolled;
    /** Why the request was not sent at the last moment. */
    private volatile @Nullable RuntimeException refusal;

    /**
     * What to start.
     *
     * @param request       the request, whose params have the key
     * @param scenario      the scenario
     * @param key           the key
     * @param isAwaited     whether the run will be waited for
     * @param isServerAwait whether the service answers when the run has finished
     * @param settled       how long the request may take to the service, at most
     */
    public record Start(ApiRequest request, String scenario, RunKey key, boolean isAwaited, boolean isServerAwait, Duration settled) {

        public Start {
            settled = settled.compareTo(RunClaim.SETTLED) < 0 ? RunClaim.SETTLED : settled;
        }

        /** The request with an answer as soon as the run has started. */
        ApiRequest polled() {
            Map<String, Object> fields = new LinkedHashMap<>(((ApiBody.Fields) request.body().orElseThrow()).fields());
            fields.put("wait", "false");
            return request.withBody(new ApiBody.Fields(fields)).withoutResponseTimeout();
        }
    }

    /**
     * A run that was started, or was found.
     *
     * @param run       the run as far as it is known
     * @param response  the response that described it; read and closed
     * @param remaining what is left of {@code completionTimeout}
     */
    public record Answer(Run run, ApiResponse response, Duration remaining) {
    }

    /** Another exchange or process has changed the entry of the key. */
    private static final class ClaimedException extends DataMakerException {

        private static final long serialVersionUID = 1L;

        ClaimedException(Start start) {
            super("Another exchange or process is starting scenario " + start.scenario() + " with the runKey '" + start.key().value() + "'");
        }
    }

    private RunStart(DataMakerClient client, Start start, @Nullable RunClaim claim, AwaitOptions options) {
        this.client = client;
        this.start = start;
        this.claim = claim;
        this.options = options;
        this.begun = options.clock().instant();
    }

    /**
     * Starts a run, or finds the one that its key has started: a running or successful one is taken, a failed or cancelled one
     * is not. Fails with the exceptions of {@link DataMakerClient#send}, whose messages say when a run may have been started;
     * with {@link DataMakerTimeoutException} when {@code completionTimeout} is over before the service answers.
     */
    public static RunStart start(DataMakerClient client, Start start, RunJournal journal, AwaitOptions options) {
        RunClaim claim = start.key().isGiven() ? journal.begin(start.scenario(), start.key()) : null;
        RunStart started = new RunStart(client, start, claim, options);
        started.future.whenComplete((answer, error) -> {
            if (!started.givenUp) {
                started.left.complete(null);
            }
        });
        attempt(started::begin).whenComplete(started::finish);
        return started;
    }

    private CompletableFuture<Answer> begin() {
        if (start.isServerAwait()) {
            DueTimes.Scheduled timeout;
            try {
                timeout = options.later(options.completionTimeout(), this::timeOut, error -> LOG.warn(
                        "completionTimeout does not end the start of scenario {}: {}", start.scenario(), error.toString()));
            } catch (DataMakerException e) {
                throw new DataMakerException("Scenario " + start.scenario() + " was not started, because " + e.getMessage(), e);
            }
            future.whenComplete((answer, error) -> timeout.cancel());
        }
        return claim == null ? post() : decide();
    }

    private static <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> step) {
        try {
            return step.get();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finish(@Nullable Answer answer, @Nullable Throwable error) {
        if (givenUp) {
            return;
        }
        if (answer != null) {
            future.complete(answer);
        } else {
            future.completeExceptionally(cause(error));
        }
    }

    /** Decides by the entry of the key. */
    private CompletableFuture<Answer> decide() {
        return claim.read().thenCompose(this::decide);
    }

    private CompletableFuture<Answer> decide(Optional<RunClaim.Entry> known) {
        if (known.isEmpty()) {
            return post();
        }
        Optional<String> run = known.get().run();
        if (run.isEmpty()) {
            return awaitOther(known.get(), options.clock().instant(), 1);
        }
        return unsuccessful().contains(run.get()) ? post() : adopt(run.get());
    }

    /**
     * Another process, or an earlier life of this one, has begun the start. Its time is by its own clock, so this waits a few
     * seconds by ours in any case.
     */
    private CompletableFuture<Answer> awaitOther(RunClaim.Entry other, Instant seen, int polls) {
        if (givenUp) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        Instant now = options.clock().instant();
        Instant begun = other.begun().isBefore(seen) ? other.begun() : seen;
        boolean isSettled = !now.isBefore(begun.plus(other.settled())) && !now.isBefore(seen.plus(APPEARS));
        CompletableFuture<Optional<String>> found = now.isBefore(begun.plus(ANSWERED))
                ? CompletableFuture.completedFuture(Optional.empty()) : search(begun).find(now);
        return found.thenCompose(run -> {
            if (run.isPresent() || isSettled) {
                return run.map(this::adopt).orElseGet(this::post);
            }
            return RunSearch.later(options, BETWEEN_POLLS.apply(polls)).thenCompose(woken -> claim.read()).thenCompose(
                    known -> known.filter(other::isSameStart).isPresent() ? awaitOther(other, seen, polls + 1) : decide(known));
        });
    }

    private CompletableFuture<Answer> adopt(String run) {
        return read(run).thenCompose(answer -> {
            if (answer.run().isFailed()) {
                claim.failed(run);
                LOG.info("Run {} with the runKey '{}' is {}: scenario {} is started again", run, start.key().value(),
                        answer.run().status(), start.scenario());
                return post();
            }
            return claim.found(run, options.clock().instant())
                    .thenCompose(isWritten -> isWritten ? CompletableFuture.completedFuture(answer) : decide());
        });
    }

    private CompletableFuture<Answer> post() {
        if (givenUp) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        refusal = null;
        ApiRequest request = isPolled ? start.polled() : start.request();
        PendingResponse sent = claim == null ? client.send(request) : client.send(request, this::claim);
        current = sent;
        post = sent;
        return sent.future().thenApply(this::read).handle((answer, error) -> {
            // A run without an id can only be found by its key.
            boolean isEnough = answer != null && (answer.run().id().isPresent() || !start.isAwaited() && claim == null);
            return isEnough ? remembered(answer) : recover(error == null ? noId() : cause(error));
        }).thenCompose(Function.identity());
    }

    // After all waits and before the first byte, because another process takes an old claim for dead.
    private void claim() {
        try {
            Instant claimed = claimNow();
            for (int claims = 1; options.clock().instant().isAfter(claimed.plus(FRESH)); claims++) {
                if (claims == MAX_CLAIMS) {
                    throw new DataMakerException(
                            "Scenario " + start.scenario() + " was not started: each write of its runKey '" + start.key().value()
                                                 + "' took longer than " + FRESH.toSeconds() + " s. Check the stateRepository");
                }
                claimed = claimNow();
            }
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    private Instant claimNow() {
        Instant now = options.clock().instant();
        if (!claim.intend(now, start.settled())) {
            throw new ClaimedException(start);
        }
        return now;
    }

    private CompletableFuture<Answer> remembered(Answer answer) {
        return claim == null
                ? CompletableFuture.completedFuture(answer)
                : claim.started(answer.run().id().orElseThrow(this::noId), options.clock().instant()).thenApply(written -> answer);
    }

    private DataMakerException noId() {
        return new DataMakerException("The service gave the run of scenario " + start.scenario() + " no id");
    }

    /** The answer is lost, but there may be a run. */
    private CompletableFuture<Answer> recover(Throwable error) {
        if (givenUp) {
            return CompletableFuture.failedFuture(error);
        }
        if (error instanceof ClaimedException) {
            // Nothing was sent, so a run that is starting now belongs to another process.
            post = null;
            return decide();
        }
        if (isCrowded(error) && !isPolled) {
            LOG.debug("Scenario {} is started, and its run polled, because the service waits for too many runs", start.scenario());
            isPolled = true;
            post = null;
            return post();
        }
        if (error == refusal || !UnknownStart.isPossible(error)) {
            return notStarted(error);
        }
        LOG.debug("Scenario {} was not answered, looking for its run: {}", start.scenario(), error.getMessage());
        Instant now = options.clock().instant();
        return search(now).find(now.plus(APPEARS)).handle((found, failure) -> {
            if (failure == null && found.isPresent()) {
                return read(found.get()).thenCompose(this::remembered);
            }
            String why = failure == null ? "no run of the scenario has it so far" : cause(failure).getMessage();
            return CompletableFuture.<Answer> failedFuture(UnknownStart.explain(error, start.key(), why));
        }).thenCompose(Function.identity());
    }

    // The request has waited too long for other server-side waits.
    private boolean isCrowded(Throwable error) {
        return start.isServerAwait() && error instanceof DataMakerTimeoutException timeout && timeout.isNeverSent()
                && timeout.getLimitName().equals("responseTimeout");
    }

    private CompletableFuture<Answer> notStarted(Throwable error) {
        CompletableFuture<Void> forgotten = claim == null ? CompletableFuture.completedFuture(null) : claim.forget();
        return forgotten.handle((done, failure) -> {
            if (failure != null) {
                LOG.warn("The runKey '{}' of scenario {}, which has no run, could not be forgotten: {}", start.key().value(), start.scenario(),
                        cause(failure).getMessage());
            }
            return CompletableFuture.<Answer> failedFuture(error);
        }).thenCompose(Function.identity());
    }

    private List<String> unsuccessful() {
        return claim == null ? List.of() : claim.unsuccessful();
    }

    private CompletableFuture<Answer> read(String run) {
        return send(RunRequests.read(start.scenario(), run)).thenApply(this::read);
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

    private CompletableFuture<ApiResponse> send(ApiRequest request) {
        PendingResponse sent = client.send(request);
        current = sent;
        return sent.future();
    }

    /** Whether the exchange will wait for the run. */
    public boolean isAwaited() {
        return start.isAwaited();
    }

    /**
     * Whether a stopping route would wait long for it: it is held back, in a search, or answered only when the run has finished.
     */
    public boolean isWaiting() {
        PendingResponse sent = post;
        return start.isServerAwait() || sent == null || sent.isDone() || sent.isWaiting();
    }

    private void timeOut() {
        if (future.isDone()) {
            return;
        }
        boolean wasHeldBack = post != null && !mayHaveStarted();
        attempt(() -> giveUp(Load.NORMAL)).whenComplete((run, error) -> timedOut(wasHeldBack, run));
    }

    private void timedOut(boolean wasHeldBack, @Nullable String run) {
        future.completeExceptionally(new DataMakerTimeoutException(
                "The run of scenario " + start.scenario() + " did not finish within " + options.completionTimeout().toMillis()
                                                            + " ms (option completionTimeout)" + whatBecameOfIt(wasHeldBack, run),
                "completionTimeout", options.completionTimeout(), Optional.ofNullable(run), null));
    }

    private String whatBecameOfIt(boolean wasHeldBack, @Nullable String run) {
        if (wasHeldBack) {
            return ". It was not started: the request was still held back by the budget";
        }
        return run == null
                ? ". It may still be running. " + UnknownStart.adviceFor(start.key())
                : ". Its id is " + run + (options.cancelOnTimeout()
                        ? ", which the service is asked to cancel (option cancelOnTimeout); the log says if that fails" : ", and it continues");
    }

    /** The context or the route is stopping and cannot wait for the start. */
    public void cancel() {
        if (future.isDone()) {
            return;
        }
        boolean mayHaveStarted = mayHaveStarted();
        attempt(() -> giveUp(Load.AT_ONCE));
        // The failed exchange must say that a run may be running.
        future.completeExceptionally(mayHaveStarted
                ? new DataMakerException(
                        "Scenario " + start.scenario() + " was being started when its route or context stopped. "
                                         + UnknownStart.adviceFor(start.key()))
                : new CancellationException());
    }

    private boolean mayHaveStarted() {
        PendingResponse sent = post;
        return sent != null && !sent.isWaiting();
    }

    /**
     * Ends the current step, and leaves or cancels the run as the options say.
     *
     * @param  load whether there is time to wait for the budget
     * @return      the id of the run; null if none is found
     */
    private CompletableFuture<@Nullable String> giveUp(Load load) {
        boolean mayHaveStarted = mayHaveStarted();
        givenUp = true;
        Optional.ofNullable(search).ifPresent(RunSearch::cancel);
        Optional.ofNullable(current).ifPresent(PendingResponse::cancel);
        if (!mayHaveStarted || !start.isAwaited()) {
            left.complete(null);
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<@Nullable String> found = attempt(() -> new RunSearch(
                request -> client.send(request.withLoad(load)).future(), start.scenario(), start.key(), begun, unsuccessful(), options)
                .find(options.clock().instant().plus(APPEARS))).handle((run, error) -> run == null ? null : run.orElse(null));
        found.thenCompose(run -> leave(run, load)).whenComplete((done, error) -> left.complete(null));
        return found;
    }

    private CompletableFuture<Void> leave(@Nullable String run, Load load) {
        if (run == null) {
            LOG.warn("A run of scenario {} may continue. {}", start.scenario(), UnknownStart.adviceFor(start.key()));
            return CompletableFuture.completedFuture(null);
        }
        return options.cancelOnTimeout()
                ? RunCancellation.send(client, start.scenario(), run, load) : CompletableFuture.completedFuture(null);
    }

    /** Completes with the run, or with the reason why there is none. */
    public CompletableFuture<Answer> future() {
        return future;
    }

    /** What it starts, as text for people. */
    public String name() {
        return "a run of scenario " + start.scenario() + " with the key " + start.key().value();
    }

    /** Done when nothing more is to be sent. Wait for it before you close the client's connections. */
    public CompletableFuture<Void> left() {
        return left;
    }

    static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
