package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run: its plan, played on the sandbox's clock, and how others interfered with it. */
public final class Run {

    private static final String CANCELLED = "cancelled";
    private static final Set<String> FINAL = Set.of("done", "failed", CANCELLED);

    /**
     * How it stands at an instant.
     *
     * @param finishedAt empty while it is not finished
     * @param logged     how many lines its log has
     * @param nextLine   when the next line comes, or else the end; empty if nothing is going to happen by itself
     */
    public record State(String status, Optional<Instant> finishedAt, int logged, Optional<Instant> nextLine) {

        public boolean isFinished() {
            return finishedAt.isPresent();
        }
    }

    private final long position;
    private final String id;
    private final String scenarioId;
    private final Map<String, String> params;
    private final Instant startedAt;
    private final RunPlan plan;
    private Instant latest;
    private String held;
    private Instant stoppedAt;
    private String stoppedAs;
    private boolean logExpired;
    private boolean vanished;

    Run(long position, String id, String scenarioId, Map<String, String> params, Instant startedAt, RunPlan plan) {
        this.position = position;
        this.id = id;
        this.scenarioId = scenarioId;
        this.params = new LinkedHashMap<>(params);
        this.startedAt = startedAt;
        this.plan = plan;
        this.latest = startedAt;
    }

    public String id() {
        return id;
    }

    String scenarioId() {
        return scenarioId;
    }

    /** Its place in the order of starts; lists page by it. */
    public long position() {
        return position;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** How it stands now. What has happened stays so when the clock is moved back. */
    public synchronized State state(Instant now) {
        latest = latest.isAfter(now) ? latest : now;
        Instant end = stoppedAt != null ? stoppedAt : startedAt.plus(plan.duration());
        boolean finished = stoppedAt != null || held == null && !latest.isBefore(end);
        Duration elapsed = Duration.between(startedAt, finished && latest.isAfter(end) ? end : latest);
        int logged = plan.loggedAfter(elapsed);
        String status = stoppedAt != null ? stoppedAs : held != null ? held : plan.statusAfter(elapsed);
        return new State(status, finished ? Optional.of(end) : Optional.empty(), logged, finished ? Optional.empty() : next(logged, end));
    }

    private Optional<Instant> next(int logged, Instant end) {
        if (logged < plan.lines().count()) {
            return Optional.of(startedAt.plus(plan.timeOf(logged)));
        }
        return held == null ? Optional.of(end) : Optional.empty();
    }

    /** A line of its log, counted from 0. */
    public String line(int index) {
        return plan.lines().get(index);
    }

    /**
     * Ends it; one that is cancelled already stays so.
     *
     * @throws ApiException run_finished if it has ended otherwise
     */
    synchronized void cancel(Instant now) {
        State state = state(now);
        if (!state.isFinished()) {
            stop(CANCELLED);
        } else if (!state.status().equals(CANCELLED)) {
            throw ApiException.runFinished(id, state.status());
        }
    }

    /** Sets its status: a final one ends it, running lets it go on, any other is shown until another is set. */
    synchronized void setStatus(String status, Instant now) {
        state(now);
        if (FINAL.contains(status)) {
            stop(status);
        } else {
            stoppedAt = null;
            stoppedAs = null;
            held = status.equals(RunPlan.RUNNING) ? null : status;
        }
    }

    private void stop(String status) {
        held = null;
        stoppedAs = status;
        stoppedAt = latest;
    }

    synchronized void expireLog() {
        logExpired = true;
    }

    /** Whether its log is gone, set so or finished longer ago than that. */
    synchronized boolean isLogExpired(Instant now, Duration kept) {
        return logExpired || state(now).finishedAt().filter(at -> at.plus(kept).isBefore(now)).isPresent();
    }

    synchronized void vanish() {
        vanished = true;
    }

    /** Whether it is no longer there; who waits for it must not wait any longer. */
    public synchronized boolean hasVanished() {
        return vanished;
    }

    /** As the service shows it. */
    public synchronized Map<String, Object> toJson(Instant now) {
        State state = state(now);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("scenario_id", scenarioId);
        json.put("status", state.status());
        json.put("params", params);
        json.put("started_at", startedAt.toString());
        json.put("finished_at", state.finishedAt().map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString()).orElse(null));
        json.put("duration_ms", state.finishedAt().map(at -> Duration.between(startedAt, at).toMillis()).orElse(null));
        json.put("error", state.isFinished() ? error(state.status()).map(RunError::toJson).orElse(null) : null);
        return json;
    }

    private Optional<RunError> error(String status) {
        if (stoppedAt == null) {
            return plan.error();
        }
        return status.equals("failed") ? Optional.of(new RunError("script_error", "the script failed")) : Optional.empty();
    }
}
