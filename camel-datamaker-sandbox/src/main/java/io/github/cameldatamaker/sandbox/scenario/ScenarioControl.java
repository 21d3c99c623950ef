package io.github.cameldatamaker.sandbox.scenario;

import java.util.Map;

/** What a test does to scenarios and runs behind the back of the API. Every method throws an ApiException not_found for an unknown id. */
public final class ScenarioControl {

    private final ScenarioStore scenarios;

    public ScenarioControl(ScenarioStore scenarios) {
        this.scenarios = scenarios;
    }

    /**
     * Adds a scenario.
     *
     * @return its id
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error, as POST /scenarios would
     */
    public String add(String name, String code) {
        return scenarios.create(ScenarioDraft.create(Map.of("name", name, "code", code))).id();
    }

    /**
     * Starts a run, as somebody else would.
     *
     * @return its id
     */
    public String start(String scenarioId, Map<String, String> params) {
        return scenarios.start(scenarioId, params).id();
    }

    /** Sets a run's status: done, failed and cancelled end it, running lets it go on, any other word is shown until another is set. */
    public void setStatus(String runId, String status) {
        scenarios.setStatus(runId, status);
    }

    /** Makes a run as if it had never been: 404 from now on, and open logs of it are cut. */
    public void vanish(String runId) {
        scenarios.vanish(runId);
    }

    /** How logs are followed from now on, until the next reset. */
    public void setLogStyle(LogStyle style) {
        scenarios.setLogStyle(style);
    }

    /** Drops a run's log: 410 log_expired from now on; the run stays. */
    public void expireLog(String runId) {
        scenarios.run(runId).expireLog();
    }
}
