package io.github.cameldatamaker.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerApiException;
import io.github.cameldatamaker.client.DataMakerClient;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTimeoutException;
import io.github.cameldatamaker.client.DueTimes;
import io.github.cameldatamaker.client.JsonDocument;
import io.github.cameldatamaker.client.Load;
import io.github.cameldatamaker.client.PendingResponse;
import io.github.resilience4j.core.IntervalFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a run: polls it ({@code GET /scenarios/{id}/runs/{run_id}}) until it has finished. No thread waits. {@link #cancel()}
 * ends the wait, and also cancels the run if {@code cancelOnTimeout} is set.
 */
public final class AwaitedRun {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitedRun.class);
    /** A wrong request, or a run that is gone or forbidden: another poll gives the same answer. */
    private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404, 405, 410, 422);
    private static final double GROWTH = 1.5;
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);

    private final DataMakerClient client;
    private final String scenario;
    private final String run;
    private final AwaitOptions options;
    private final IntervalFunction interval;
    private final CompletableFuture<Run> future = new CompletableFuture<>();
    private volatile @Nullable PendingResponse poll;
    /** Done when the run is cancelled, or need not be. */
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile DueTimes.@Nullable Scheduled next;
    private int polls;
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
     * Begins to wait for a run in this state.
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
        DueTimes.Scheduled timeout = options.later(remaining, this::timeOut, this::fail);
        future.whenComplete((finished, error) -> {
            timeout.cancel();
            Optional.ofNullable(next).ifPresent(DueTimes.Scheduled::cancel);
        });
        seen(known);
    }

    // Timers and clients swallow what is thrown.
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
            future.complete(state);
            return;
        }
        if (!state.hasKnownStatus() && !unknownStatusLogged) {
            unknownStatusLogged = true;
            LOG.warn("Run {} has the unknown status '{}'. It counts as not finished", run,
                    client.withoutKey(state.status()));
        }
        pollLater();
    }

    private void pollLater() {
        next = options.later(Duration.ofMillis(interval.apply(++polls)), this::poll, this::fail);
    }

    private void poll() {
        if (future.isDone()) {
            return;
        }
        PendingResponse sent = client.send(RunRequests.read(scenario, run).withLoad(Load.PATIENT_POLL));
        poll = sent;
        if (future.isDone()) {
            sent.cancel();
        }
        sent.future().whenComplete((response, error) -> guarded(() -> polled(response, error)));
    }

    private void polled(@Nullable ApiResponse response, @Nullable Throwable error) {
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
        if (future.isDone()) {
            return;
        }
        if (!(error instanceof DataMakerException) || isFinal(error)) {
            fail(error);
            return;
        }
        // The run continues, whatever happened to the poll.
        LOG.debug("Run {} could not be polled: {}", run, error.getMessage());
        pollLater();
    }

    // The run is not cancelled: nobody asked for it.
    private void fail(@Nullable Throwable error) {
        future.completeExceptionally(error instanceof DataMakerApiException ? error : new DataMakerException(
                "The wait for run " + run + " of scenario " + scenario + " failed, and the run continues: "
                        + (error instanceof DataMakerException ? error.getMessage() : error),
                error));
        left.complete(null);
    }

    private static boolean isFinal(Throwable error) {
        return error instanceof DataMakerApiException api && FINAL.contains(api.getStatusCode());
    }

    private void timeOut() {
        DataMakerTimeoutException error = new DataMakerTimeoutException(
                "Run " + run + " of scenario " + scenario + " did not finish within " + options.completionTimeout().toMillis()
                        + " ms (option completionTimeout)" + whatBecomesOfIt(),
                "completionTimeout", options.completionTimeout(), Optional.of(run), null);
        leave(error, Load.NORMAL);
    }

    /** The context or the route is stopping and cannot wait for the budget. */
    public void cancel() {
        leave(new DataMakerException(
                "The wait for run " + run + " of scenario " + scenario + " ended, because its route or context is stopping"
                        + whatBecomesOfIt()),
                Load.AT_ONCE);
    }

    private String whatBecomesOfIt() {
        return options.cancelOnTimeout()
                ? ". The service is asked to cancel it (option cancelOnTimeout); the log says if that fails" : ". It continues";
    }

    private void leave(DataMakerException why, Load cancellation) {
        if (!future.completeExceptionally(why)) {
            return;
        }
        PendingResponse current = poll;
        if (current != null) {
            current.cancel();
        }
        if (options.cancelOnTimeout()) {
            RunCancellation.send(client, scenario, run, cancellation).whenComplete((done, error) -> left.complete(null));
        } else {
            left.complete(null);
        }
    }

    /** Completes with the finished run, or with the reason why the wait has ended before. */
    public CompletableFuture<Run> future() {
        return future;
    }

    /** Done when nothing more is to be sent. Wait for it before you close the client's connections. */
    public CompletableFuture<Void> left() {
        return left;
    }

    /** What it waits for, as text for people. */
    public String name() {
        return "run " + run + " of scenario " + scenario;
    }
}
