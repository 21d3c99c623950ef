package io.github.cameldatamaker.run;

import io.github.cameldatamaker.client.ApiRequest;

/** The requests of the contract for runs. */
public final class RunRequests {

    private static final String RUNS = "/scenarios/{scenario}/runs";
    private static final String RUN = RUNS + "/{run}";

    private RunRequests() {
    }

    /** Lists the runs of a scenario. */
    public static ApiRequest list(String scenario) {
        return ApiRequest.of("GET", RUNS).withId("scenario", scenario);
    }

    /** Reads a run. */
    public static ApiRequest read(String scenario, String run) {
        return of("GET", RUN, scenario, run);
    }

    /** Reads the log of a run. */
    public static ApiRequest log(String scenario, String run) {
        return of("GET", RUN + "/logs", scenario, run);
    }

    /** Cancels a run. */
    public static ApiRequest cancel(String scenario, String run) {
        return of("DELETE", RUN, scenario, run);
    }

    private static ApiRequest of(String method, String path, String scenario, String run) {
        return ApiRequest.of(method, path).withId("scenario", scenario).withId("run", run);
    }
}
