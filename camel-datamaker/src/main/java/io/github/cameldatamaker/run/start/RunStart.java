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
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.ApiBody;
import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.cameldatamaker.run.AwaitOptions;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunCancellation;
import io.github.resilience4j.core.IntervalFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is being started ({@code POST /scenarios/{id}/run}), once. An answer that is lost is no reason to start it again:
 * the run is looked for by its {@linkplain RunKey key}. No thread waits. Cancelling it ends the wait, and the run if it was to
 * be waited for and {@code cancelOnTimeout} says so.
 */
public final class RunStart extends CompletableFuture<RunStart.Answer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);
    private static final String PATH = "/scenarios/{scenario}/runs/{run}";
    /** How long a run may take to appear after its answer was lost. */
    private static final Duration APPEARS = Duration.ofSeconds(5);
    /** Of a start that is so long ago, and has no run, it is certain that it never reached the service. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** A start that is younger may be answered in a moment: its entry is looked at, and not the service's list. */
    private static final Duration ANSWERED = Duration.ofSeconds(2);
    private static final IntervalFunction BETWEEN_LOOKS = IntervalFunction.ofExponentialBackoff(Duration.ofMillis(200), 1.5, Duration.ofSeconds(3));

    private final DataMakerClient client;
    private final Start start;
    /** Of a given key. */
    private final @Nullable RunClaim claim;
    private final AwaitOptions options;
    private final Instant begun;
    /** Done when the run was cancelled, or need not be. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile @Nullable PendingResponse post;
    private volatile @Nullable PendingResponse current;
    private volatile @Nullable RunSearch search;
    private volatile boolean givenUp;
    /** Whether the service shall not wait for the run: too many others wait like that. */
    private volatile boolean isPolled;
    /** Why the request was not sent in the last moment. */
    private volatile @Nullable RuntimeException refusal;

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

        /** The request that is answered as soon as the run has started. */
        ApiRequest polled() {
            Map<String, Object> fields = new LinkedHashMap<>(((ApiBody.Fields) request.body().orElseThrow()).fields());
            fields.put("wait", "false");
            return request.withBody(new ApiBody.Fields(fields)).withoutResponseTimeout();
        }
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

    /** Another process has changed the entry of the key. */
    private static final class ClaimedException extends DataMakerException {

        private static final long serialVersionUID = 1L;

        ClaimedException(Start start) {
            super("Another process is starting scenario " + start.scenario() + " with the runKey '" + start.key().value() + "'");
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
     *
     * @throws DataMakerException when the same key is just being started
     */
    public static RunStart start(DataMakerClient client, Start start, RunJournal journal, AwaitOptions options) {
        RunClaim claim = start.key().isGiven() ? journal.begin(start.scenario(), start.key()) : null;
        RunStart started = new RunStart(client, start, claim, options);
        started.whenComplete((answer, error) -> {
            if (claim != null) {
                claim.close();
            }
            if (!started.givenUp) {
                started.left.complete(null);
            }
        });
        attempt(started::begin).whenComplete(started::finish);
        return started;
    }

    private CompletableFuture<Answer> begin() {
        if (start.isServerAwait()) {
            Future<?> timeout;
            try {
                timeout = options.later(options.completionTimeout(), this::timeOut);
            } catch (DataMakerException e) {
                throw new DataMakerException("Scenario " + start.scenario() + " was not started, because " + e.getMessage(), e);
            }
            whenComplete((answer, error) -> timeout.cancel(false));
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
        if (claim != null) {
            // Before anybody learns of it, who may want to start the key again.
            claim.close();
        }
        if (answer != null) {
            complete(answer);
        } else {
            completeExceptionally(cause(error));
        }
    }

    /** By what is known of the key. */
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
     * Another process has begun to start it, or an earlier life of this one. It has told the time by its own clock, so that a few
     * seconds by this one's are waited for in any case.
     */
    private CompletableFuture<Answer> awaitOther(RunClaim.Entry other, Instant seen, int look) {
        if (givenUp) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        Instant now = options.clock().instant();
        Instant begun = other.begun().isBefore(seen) ? other.begun() : seen;
        boolean isSettled = !now.isBefore(begun.plus(SETTLED)) && !now.isBefore(seen.plus(APPEARS));
        CompletableFuture<Optional<String>> found = now.isBefore(begun.plus(ANSWERED))
                ? CompletableFuture.completedFuture(Optional.empty()) : search(begun).find(now);
        return found.thenCompose(run -> {
            if (run.isPresent() || isSettled) {
                return run.map(this::adopt).orElseGet(this::post);
            }
            return RunSearch.later(options, BETWEEN_LOOKS.apply(look)).thenCompose(woken -> claim.read()).thenCompose(
                    known -> known.filter(other::isSameStart).isPresent() ? awaitOther(other, seen, look + 1) : decide(known));
        });
    }

    private CompletableFuture<Answer> adopt(String run) {
        return look(run).thenCompose(answer -> {
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
        return sent.thenApply(this::read).handle((answer, error) -> {
            // Without an id it can only be found by its key.
            boolean isEnough = answer != null && (answer.run().id().isPresent() || !start.isAwaited() && claim == null);
            return isEnough ? remembered(answer) : recover(error == null ? noId() : cause(error));
        }).thenCompose(Function.identity());
    }

    // Behind all waits, and before the first byte: whoever finds this claim may take it for dead when it is old.
    private void claim() {
        try {
            if (!claim.intend(options.clock().instant())) {
                throw new ClaimedException(start);
            }
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
    }

    private CompletableFuture<Answer> remembered(Answer answer) {
        return claim == null
                ? CompletableFuture.completedFuture(answer)
                : claim.started(answer.run().id().orElseThrow(this::noId), options.clock().instant()).thenApply(written -> answer);
    }

    private DataMakerException noId() {
        return new DataMakerException("The service gave the run of scenario " + start.scenario() + " no id");
    }

    /** The answer is lost, which is not to say that there is no run. */
    private CompletableFuture<Answer> recover(Throwable error) {
        if (givenUp) {
            return CompletableFuture.failedFuture(error);
        }
        if (error instanceof ClaimedException) {
            // Nothing was sent: what may be under way now is not this one's.
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
                return look(found.get()).thenCompose(this::remembered);
            }
            String why = failure == null ? "no run of the scenario has it so far" : cause(failure).getMessage();
            return CompletableFuture.<Answer> failedFuture(UnknownStart.explain(error, start, why));
        }).thenCompose(Function.identity());
    }

    // It has waited for its turn among those that the service answers late.
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
        attempt(() -> giveUp(Load.NORMAL)).whenComplete((run, error) -> timedOut(wasHeldBack, run));
    }

    private void timedOut(boolean wasHeldBack, @Nullable String run) {
        completeExceptionally(new DataMakerTimeoutException(
                "Scenario " + start.scenario() + " was not finished after " + options.completionTimeout().toMillis()
                                                            + " ms (option completionTimeout)" + whatBecameOfIt(wasHeldBack, run),
                "completionTimeout", options.completionTimeout(), Optional.ofNullable(run), null));
    }

    private String whatBecameOfIt(boolean wasHeldBack, @Nullable String run) {
        if (wasHeldBack) {
            return ". It was not started: the request was still held back by the budget";
        }
        return run == null
                ? ". Its run may still be going on. " + UnknownStart.adviceFor(start)
                : ": its run is " + run + (options.cancelOnTimeout()
                        ? ", which the service is asked to cancel (option cancelOnTimeout); the log says if that fails" : ", which goes on");
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return false;
        }
        boolean mayHaveStarted = mayHaveStarted();
        attempt(() -> giveUp(Load.AT_ONCE));
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

    /**
     * Ends what is under way, and leaves the run as the options say.
     *
     * @param  load whether there is time to wait for the budget
     * @return      the id of the run; null when none is found
     */
    private CompletableFuture<@Nullable String> giveUp(Load load) {
        boolean mayHaveStarted = mayHaveStarted();
        givenUp = true;
        Optional.ofNullable(search).ifPresent(RunSearch::cancel);
        Optional.ofNullable(current).ifPresent(call -> call.cancel(true));
        if (!mayHaveStarted || !start.isAwaited()) {
            left.complete(null);
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<@Nullable String> found = attempt(() -> new RunSearch(
                request -> client.send(request.withLoad(load)), start.scenario(), start.key(), begun, unsuccessful(), options)
                .find(options.clock().instant().plus(APPEARS))).handle((run, error) -> run == null ? null : run.orElse(null));
        found.thenCompose(run -> leave(run, load)).whenComplete((done, error) -> left.complete(null));
        return found;
    }

    private CompletableFuture<Void> leave(@Nullable String run, Load load) {
        if (run == null) {
            LOG.warn("A run of scenario {} may go on. {}", start.scenario(), UnknownStart.adviceFor(start));
            return CompletableFuture.completedFuture(null);
        }
        return options.cancelOnTimeout()
                ? RunCancellation.send(client, start.scenario(), run, load) : CompletableFuture.completedFuture(null);
    }

    /** What is started, for people. */
    public String name() {
        return "a run of scenario " + start.scenario() + " with the key " + start.key().value();
    }

    /** Done when nothing more is to be sent: whoever closes the client's connections waits for it. */
    public CompletableFuture<Void> left() {
        return left;
    }

    static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
