package io.github.cameldatamaker.sandbox.scenario;

import java.util.Map;

/** Changes scenarios and runs from a test, as the API cannot. Each method throws an ApiException not_found for an unknown id. */
public final class ScenarioControl {

    private final ScenarioStore scenarios;

    public ScenarioControl(ScenarioStore scenarios) {
        this.scenarios = scenarios;
    }

    /**
     * Adds a scenario.
     *
     * @return its id
     * @throws io.github.cameldatamaker.sandbox.error.ApiException validation_error, as with POST /scenarios
     */
    public String add(String name, String code) {
        return scenarios.create(ScenarioDraft.create(Map.of("name", name, "code", code))).id();
    }

    /**
     * Starts a run, as another client would.
     *
     * @return its id
     */
    public String start(String scenarioId, Map<String, String> params) {
        return scenarios.start(scenarioId, params).id();
    }

    /**
     * Sets a run's status. Done, failed and cancelled end the run, running continues it, and any other word is shown until
     * another is set.
     */
    public void setStatus(String runId, String status) {
        scenarios.setStatus(runId, status);
    }

    /** Removes a run: it is 404 from now on, and streams of its log are cut. */
    public void vanish(String runId) {
        scenarios.vanish(runId);
    }

    /** Sets the style of followed logs until the next reset. */
    public void setLogStyle(LogStyle style) {
        scenarios.setLogStyle(style);
    }

    /** Removes a run's log: it is 410 log_expired from now on. The run stays. */
    public void expireLog(String runId) {
        scenarios.run(runId).expireLog();
    }
}
