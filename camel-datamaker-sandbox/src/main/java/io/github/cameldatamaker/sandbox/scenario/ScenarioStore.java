package io.github.cameldatamaker.sandbox.scenario;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The scenarios of the project and their runs. */
public final class ScenarioStore {

    private static final String READY_MADE = "scn_seed_orders";
    private static final Instant READY_MADE_AT = Instant.parse("2026-01-01T00:00:00Z");

    /** Everything that is kept over restarts. */
    public record Kept(List<Scenario> scenarios, List<Run.Kept> runs, LogStyle logStyle) {
    }

    private final Clock clock;
    private final Timeline timeline;
    private final Duration logsKept;
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final int logLinesPerRun;
    private LogStyle logStyle = LogStyle.OURS;
    private long lastPosition;

    /**
     * @param logLinesPerRun how many lines of a run's log are kept, the first ones
     * @param logsKept       how long a log is kept after the end of its run
     */
    public ScenarioStore(Clock clock, Timeline timeline, int logLinesPerRun, Duration logsKept) {
        this.clock = clock;
        this.timeline = timeline;
        this.logsKept = logsKept;
        this.logLinesPerRun = logLinesPerRun;
        forget();
    }

    /** Forgets everything but the ready-made scenario. Waits for runs end. */
    public void clear() {
        forget();
        timeline.changed();
    }

    private synchronized void forget() {
        runs.values().forEach(Run::vanish);
        runs.clear();
        scenarios.clear();
        lastPosition = 0;
        logStyle = LogStyle.OURS;
        try (InputStream in = ScenarioStore.class.getResourceAsStream(READY_MADE + ".py")) {
            String code = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            scenarios.put(READY_MADE,
                    new Scenario(++lastPosition, READY_MADE, "Seed orders", code, READY_MADE_AT, READY_MADE_AT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized Scenario create(ScenarioDraft draft) {
        Scenario scenario = new Scenario(++lastPosition, id("scn_"), draft.name().orElseThrow(), draft.code(), now(), now());
        scenarios.put(scenario.id(), scenario);
        return scenario;
    }

    /**
     * Replaces the code. Runs that have started keep the old code.
     *
     * @throws ApiException not_found
     */
    public synchronized Scenario replace(String id, ScenarioDraft draft) {
        Scenario scenario = scenario(id).withCode(draft.code(), now());
        scenarios.put(id, scenario);
        return scenario;
    }

    /** All scenarios, oldest first. */
    public synchronized List<Scenario> list() {
        return List.copyOf(scenarios.values());
    }

    /**
     * Starts a run.
     *
     * @throws ApiException not_found
     */
    public synchronized Run start(String scenarioId, Map<String, String> params) {
        Scenario scenario = scenario(scenarioId);
        Run run = new Run(++lastPosition, id("run_"), scenarioId, params, now(),
                scenario.code(), Script.parse(scenario.code()).plan(params, logLinesPerRun));
        runs.put(run.id(), run);
        return run;
    }

    /**
     * The runs of a scenario, oldest first.
     *
     * @throws ApiException not_found
     */
    public synchronized List<Run> runs(String scenarioId) {
        scenario(scenarioId);
        return runs.values().stream().filter(run -> run.scenarioId().equals(scenarioId)).toList();
    }

    /**
     * A run of that scenario.
     *
     * @throws ApiException not_found
     */
    public synchronized Run run(String scenarioId, String runId) {
        scenario(scenarioId);
        Run run = runs.get(runId);
        if (run == null || !run.scenarioId().equals(scenarioId)) {
            throw ApiException.notFound("scenario '" + scenarioId + "' has no run '" + runId + "'");
        }
        return run;
    }

    /**
     * Cancels a run.
     *
     * @throws ApiException run_finished if the run is done or failed
     */
    public void cancel(Run run) {
        run.cancel(now());
        timeline.changed();
    }

    /** The style of followed logs. */
    public synchronized LogStyle logStyle() {
        return logStyle;
    }

    synchronized void setLogStyle(LogStyle style) {
        logStyle = style;
    }

    /**
     * Checks that the log of a run is still kept.
     *
     * @throws ApiException 410 log_expired if it is not
     */
    public void requireLog(Run run) {
        if (run.isLogExpired(now(), logsKept)) {
            throw ApiException.of(410, "log_expired", "the log of run '" + run.id() + "' is no longer kept");
        }
    }

    synchronized Run run(String runId) {
        Run run = runs.get(runId);
        if (run == null) {
            throw ApiException.notFound("there is no run '" + runId + "'");
        }
        return run;
    }

    void setStatus(String runId, String status) {
        run(runId).setStatus(status, now());
        timeline.changed();
    }

    synchronized void vanish(String runId) {
        run(runId).vanish();
        runs.remove(runId);
        timeline.changed();
    }

    public synchronized Kept keep() {
        Instant now = now();
        return new Kept(List.copyOf(scenarios.values()), runs.values().stream().map(run -> run.keep(now)).toList(), logStyle);
    }

    /**
     * Replaces everything. Runs that go on do so by the clock.
     *
     * @throws ApiException validation_error if the code of a run is wrong
     */
    public void restore(Kept kept) {
        synchronized (this) {
            Map<String, Run> restored = new LinkedHashMap<>();
            for (Run.Kept run : kept.runs()) {
                restored.put(run.id(), Run.restored(run, Script.parse(run.code()).plan(run.params(), logLinesPerRun)));
            }
            forget();
            scenarios.clear();
            kept.scenarios().forEach(scenario -> scenarios.put(scenario.id(), scenario));
            runs.putAll(restored);
            kept.scenarios().forEach(scenario -> lastPosition = Math.max(lastPosition, scenario.position()));
            kept.runs().forEach(run -> lastPosition = Math.max(lastPosition, run.position()));
            logStyle = kept.logStyle();
        }
        timeline.changed();
    }

    private Scenario scenario(String id) {
        Scenario scenario = scenarios.get(id);
        if (scenario == null) {
            throw ApiException.notFound("there is no scenario '" + id + "'");
        }
        return scenario;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
