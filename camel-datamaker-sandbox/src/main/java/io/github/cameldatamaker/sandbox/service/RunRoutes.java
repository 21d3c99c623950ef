package io.github.cameldatamaker.sandbox.service;

import io.github.cameldatamaker.sandbox.error.ApiException;
import io.github.cameldatamaker.sandbox.http.Answers;
import io.github.cameldatamaker.sandbox.http.ClientConnection;
import io.github.cameldatamaker.sandbox.http.ConnectionGone;
import io.github.cameldatamaker.sandbox.http.Page;
import io.github.cameldatamaker.sandbox.http.RequestBody;
import io.github.cameldatamaker.sandbox.http.Routes;
import io.github.cameldatamaker.sandbox.scenario.Run;
import io.github.cameldatamaker.sandbox.scenario.RunRequest;
import io.github.cameldatamaker.sandbox.scenario.ScenarioStore;
import io.github.cameldatamaker.sandbox.scenario.Timeline;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The endpoints of runs, except their logs. */
final class RunRoutes implements Routes {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final ScenarioStore scenarios;
    private final Clock clock;
    private final Timeline timeline;

    RunRoutes(ScenarioStore scenarios, Clock clock, Timeline timeline) {
        this.scenarios = scenarios;
        this.clock = clock;
        this.timeline = timeline;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/scenarios/{id}/run", this::trigger);
        routes.get("/scenarios/{id}/runs", this::list);
        routes.get("/scenarios/{id}/runs/{run_id}", this::read);
        routes.delete("/scenarios/{id}/runs/{run_id}", this::cancel);
    }

    private void trigger(Context ctx) {
        RunRequest request = RunRequest.parse(RequestBody.object(ctx));
        Run run = scenarios.start(ctx.pathParam("id"), request.params());
        if (!request.waits()) {
            Answers.json(ctx, 202, run.toJson(clock.instant()));
            return;
        }
        ClientConnection connection = ClientConnection.of(ctx);
        // Counts from the start of the run, because a test may move the clock as soon as it sees the run.
        Instant deadline = run.startedAt().plus(LONGEST_WAIT);
        ctx.future(() -> timeline.when(now -> check(run, deadline, connection, now))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refused(failure, connection)))
                .thenAccept(over -> Answers.json(ctx, 200, run.toJson(clock.instant()))));
    }

    private static Optional<Instant> check(Run run, Instant deadline, ClientConnection connection, Instant now) {
        if (run.hasVanished()) {
            throw ApiException.notFound("run '" + run.id() + "' no longer exists");
        }
        if (connection.isGone()) {
            throw new ConnectionGone();
        }
        Run.State state = run.state(now);
        if (state.isFinished() || !now.isBefore(deadline)) {
            return Optional.empty();
        }
        return Optional.of(state.nextLine().filter(deadline::isAfter).orElse(deadline));
    }

    private static Throwable refused(Throwable failure, ClientConnection connection) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CancellationException || cause instanceof ConnectionGone) {
            return connection.cut();
        }
        return cause;
    }

    private void list(Context ctx) {
        Instant now = clock.instant();
        Answers.json(ctx, 200, Page.asked(ctx).of(scenarios.runs(ctx.pathParam("id")), Run::position, run -> run.toJson(now)));
    }

    private void read(Context ctx) {
        Answers.json(ctx, 200, scenarios.run(ctx.pathParam("id"), ctx.pathParam("run_id")).toJson(clock.instant()));
    }

    private void cancel(Context ctx) {
        scenarios.cancel(scenarios.run(ctx.pathParam("id"), ctx.pathParam("run_id")));
        ctx.status(204);
    }
}
