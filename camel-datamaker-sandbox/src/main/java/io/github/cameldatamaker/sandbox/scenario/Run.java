package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run: its plan, which follows the sandbox's clock, and what others have changed. */
public final class Run {

    private static final String CANCELLED = "cancelled";
    private static final Set<String> FINAL = Set.of("done", "failed", CANCELLED);

    /**
     * The state of a run at an instant.
     *
     * @param finishedAt empty while the run goes on
     * @param logged     how many lines its log has
     * @param nextLine   when the next line or else the end comes; empty if neither will come by itself
     */
    public record State(String status, Optional<Instant> finishedAt, int logged, Optional<Instant> nextLine) {

        public boolean isFinished() {
            return finishedAt.isPresent();
        }
    }

    /**
     * What is kept of a run over restarts; the code is that of its start.
     *
     * @param latest    until when it has gone on, if the clock was set back since
     * @param held      a status that was set and does not end it, or null
     * @param stoppedAt when it was ended before its time, or null
     * @param stoppedAs its status then, or null
     */
    public record Kept(long position, String id, String scenarioId, Map<String, String> params, String code, Instant startedAt,
            Instant latest, String held, Instant stoppedAt, String stoppedAs, boolean logExpired) {
    }

    private final long position;
    private final String id;
    private final String scenarioId;
    private final Map<String, String> params;
    private final Instant startedAt;
    private final String code;
    private final RunPlan plan;
    private Instant latest;
    private String held;
    private Instant stoppedAt;
    private String stoppedAs;
    private boolean logExpired;
    private boolean vanished;

    Run(long position, String id, String scenarioId, Map<String, String> params, Instant startedAt, String code,
            RunPlan plan) {
        this.position = position;
        this.id = id;
        this.scenarioId = scenarioId;
        this.params = new LinkedHashMap<>(params);
        this.startedAt = startedAt;
        this.code = code;
        this.plan = plan;
        this.latest = startedAt;
    }

    static Run restored(Kept kept, RunPlan plan) {
        Run run = new Run(kept.position(), kept.id(), kept.scenarioId(), kept.params(), kept.startedAt(), kept.code(), plan);
        run.latest = kept.latest() == null ? kept.startedAt() : kept.latest();
        run.held = kept.held();
        run.stoppedAt = kept.stoppedAt();
        run.stoppedAs = kept.stoppedAs();
        run.logExpired = kept.logExpired();
        return run;
    }

    synchronized Kept keep(Instant now) {
        return new Kept(position, id, scenarioId, params, code, startedAt, latest.isAfter(now) ? latest : null, held, stoppedAt,
                stoppedAs, logExpired);
    }

    public String id() {
        return id;
    }

    String scenarioId() {
        return scenarioId;
    }

    /** Its place in the order of starts; cursors of lists refer to it. */
    public long position() {
        return position;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** The state at that instant. Moving the clock back undoes nothing. */
    public synchronized State state(Instant now) {
        latest = latest.isAfter(now) ? latest : now;
        Instant end = stoppedAt != null ? stoppedAt : startedAt.plus(plan.duration());
        boolean finished = stoppedAt != null || held == null && !latest.isBefore(end);
        Duration elapsed = Duration.between(startedAt, finished && latest.isAfter(end) ? end : latest);
        int logged = plan.loggedAfter(elapsed);
        String status = stoppedAt != null ? stoppedAs : held != null ? held : plan.statusAfter(elapsed);
        return new State(status, finished ? Optional.of(end) : Optional.empty(), logged,
                finished ? Optional.empty() : next(logged, end));
    }

    private Optional<Instant> next(int logged, Instant end) {
        if (logged < plan.lines().count()) {
            return Optional.of(startedAt.plus(plan.timeOf(logged)));
        }
        return held == null ? Optional.of(end) : Optional.empty();
    }

    /** The line of its log with that index, counted from 0. */
    public String line(int index) {
        return plan.lines().get(index);
    }

    /**
     * Cancels the run. A cancelled run stays cancelled.
     *
     * @throws ApiException run_finished if the run is done or failed
     */
    synchronized void cancel(Instant now) {
        State state = state(now);
        if (!state.isFinished()) {
            stop(CANCELLED);
        } else if (!state.status().equals(CANCELLED)) {
            throw ApiException.runFinished(id, state.status());
        }
    }

    /** Sets the status. A final status ends the run, running continues it, and any other is shown until another is set. */
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

    /** Whether its log is gone: a test expired it, or the run ended longer ago than that. */
    synchronized boolean isLogExpired(Instant now, Duration kept) {
        return logExpired || state(now).finishedAt().filter(at -> at.plus(kept).isBefore(now)).isPresent();
    }

    synchronized void vanish() {
        vanished = true;
    }

    /** Whether the run no longer exists. Whoever waits for it must stop waiting. */
    public synchronized boolean hasVanished() {
        return vanished;
    }

    /** The JSON of an answer. */
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
