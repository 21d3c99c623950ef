package io.github.cameldatamaker.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.github.cameldatamaker.client.ApiRequest;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.resilience4j.core.IntervalFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is waited for: looked at now and then ({@code GET /scenarios/{id}/runs/{run_id}}) until it has finished. No thread
 * waits. Cancelling it ends the wait, and the run if {@code cancelOnTimeout} says so.
 */
public final class AwaitedRun extends CompletableFuture<Run> {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedRun.class);
    private static final String PATH = "/scenarios/{scenario}/runs/{run}";
    /** A question that is wrong, or a run that is gone or may not be seen: asking again gives the same answer. */
    private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404, 405, 410, 422);
    private static final double GROWTH = 1.5;
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);

    private final DataMakerClient client;
    private final String scenario;
    private final String run;
    private final AwaitOptions options;
    private final IntervalFunction interval;
    private volatile @Nullable PendingResponse look;
    /** Done when the run was cancelled, or need not be. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private int looks;
    private boolean unknownStatusLogged;

    private AwaitedRun(DataMakerClient client, String scenario, String run, AwaitOptions options) {
        this.client = client;
        this.scenario = scenario;
        this.run = run;
        this.options = options;
        Duration longest = options.pollInterval().compareTo(LONGEST_INTERVAL) > 0 ? options.pollInterval() : LONGEST_INTERVAL;
        this.interval = IntervalFunction.ofExponentialBackoff(options.pollInterval(), GROWTH, longest);
    }

    /**
     * Begins to wait for a run of which this much is known already.
     *
     * @param remaining what is left of {@code completionTimeout}
     */
    public static AwaitedRun await(
            DataMakerClient client, String scenario, String run, Run known, Duration remaining, AwaitOptions options) {
        AwaitedRun awaited = new AwaitedRun(client, scenario, run, options);
        awaited.guarded(() -> awaited.begin(known, remaining));
        return awaited;
    }

    private void begin(Run known, Duration remaining) {
        Future<?> timeout = options.later(remaining, () -> guarded(this::timeOut));
        whenComplete((finished, error) -> timeout.cancel(false));
        seen(known);
    }

    // Nobody else would say it: timers and clients keep what is thrown to themselves.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void seen(Run state) {
        if (state.isFinished()) {
            left.complete(null);
            complete(state);
            return;
        }
        if (!state.hasKnownStatus() && !unknownStatusLogged) {
            unknownStatusLogged = true;
            LOG.warn("Run {} has the status '{}', which is not known and taken for not finished", run,
                    client.withoutKey(state.status()));
        }
        lookLater();
    }

    private void lookLater() {
        options.later(Duration.ofMillis(interval.apply(++looks)), () -> guarded(this::look));
    }

    private void look() {
        if (isDone()) {
            return;
        }
        PendingResponse sent = client.send(
                ApiRequest.of("GET", PATH).withId("scenario", scenario).withId("run", run).withLoad(Load.PATIENT_POLL));
        look = sent;
        if (isDone()) {
            sent.cancel(true);
        }
        sent.whenComplete((response, error) -> guarded(() -> looked(response, error)));
    }

    private void looked(@Nullable ApiResponse response, @Nullable Throwable error) {
        if (response == null) {
            missed(error);
            return;
        }
        Run state;
        try {
            state = new Run(JsonDocument.readObject(response, options.maxSize()));
        } catch (DataMakerException e) {
            missed(e);
            return;
        }
        seen(state);
    }

    private void missed(@Nullable Throwable error) {
        if (isDone()) {
            return;
        }
        if (!(error instanceof DataMakerException) || isFinal(error)) {
            fail(error);
            return;
        }
        // The run goes on, whatever a look at it met.
        LOG.debug("Run {} could not be looked at: {}", run, error.getMessage());
        lookLater();
    }

    // The run is left alone: nobody has told it to stop.
    private void fail(@Nullable Throwable error) {
        completeExceptionally(error instanceof DataMakerApiException ? error : new DataMakerException(
                "Run " + run + " of scenario " + scenario + " is not waited for any more, and goes on: "
                                                           + (error instanceof DataMakerException ? error.getMessage() : error),
                error));
        left.complete(null);
    }

    private static boolean isFinal(Throwable error) {
        return error instanceof DataMakerApiException api && FINAL.contains(api.getStatusCode());
    }

    private void timeOut() {
        DataMakerTimeoutException error = new DataMakerTimeoutException(
                "Run " + run + " of scenario " + scenario + " was not finished after " + options.completionTimeout().toMillis()
                                                                        + " ms (option completionTimeout)" + whatBecomesOfIt(),
                "completionTimeout", options.completionTimeout(), Optional.of(run), null);
        leave(error, Load.NORMAL);
    }

    /** The context or the route is stopping, and has no time to wait for its budget. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return leave(new DataMakerException(
                "Run " + run + " of scenario " + scenario + " is not waited for any more, because its route or context is stopping"
                                            + whatBecomesOfIt()),
                Load.AT_ONCE);
    }

    private String whatBecomesOfIt() {
        return options.cancelOnTimeout()
                ? ". The service is asked to cancel it (option cancelOnTimeout); the log says if that fails" : ". It goes on";
    }

    private boolean leave(DataMakerException why, Load cancellation) {
        if (!completeExceptionally(why)) {
            return false;
        }
        PendingResponse current = look;
        if (current != null) {
            current.cancel(true);
        }
        if (options.cancelOnTimeout()) {
            RunCancellation.send(client, scenario, run, cancellation).whenComplete((done, error) -> left.complete(null));
        } else {
            left.complete(null);
        }
        return true;
    }

    /** Done when nothing more is to be sent: whoever closes the client's connections waits for it. */
    public CompletableFuture<Void> left() {
        return left;
    }

    /** What it waits for, for people. */
    public String name() {
        return "run " + run + " of scenario " + scenario;
    }
}
