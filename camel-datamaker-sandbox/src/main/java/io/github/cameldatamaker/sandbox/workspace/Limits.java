package io.github.cameldatamaker.sandbox.workspace;

import java.time.Duration;

/**
 * What a plan allows a workspace.
 *
 * @param plan              the plan's name, for messages
 * @param requestsPerMinute {@link Integer#MAX_VALUE} if there is no limit
 * @param rowsPerHour       {@link Long#MAX_VALUE} if there is no limit
 * @param logLinesPerRun    how many lines of a run's log are kept, the first ones
 * @param logsKept          how long a log is kept after the end of its run
 */
public record Limits(String plan, int requestsPerMinute, long rowsPerHour, int logLinesPerRun, Duration logsKept) {

    boolean areRequestsUnlimited() {
        return requestsPerMinute == Integer.MAX_VALUE;
    }

    boolean areRowsUnlimited() {
        return rowsPerHour == Long.MAX_VALUE;
    }
}
