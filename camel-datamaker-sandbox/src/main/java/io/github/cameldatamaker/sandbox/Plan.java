package io.github.cameldatamaker.sandbox;

import io.github.cameldatamaker.sandbox.workspace.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A plan of the service, and what it allows a workspace (contract: "Rate limits").
 *
 * <p>A minute and an hour are fixed windows of the {@linkplain SandboxClock sandbox's clock}. The contract says "per contract"
 * for Enterprise; here that means no limits.
 */
public enum Plan {

    /** 60 requests a minute, 10,000 generated rows an hour. */
    FREE(60, 10_000, 5000, 14),
    /** 600 requests a minute, 1,000,000 generated rows an hour. */
    PRO(600, 1_000_000, 100_000, 90),
    /** No limits. */
    ENTERPRISE(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 90);

    private final int requestsPerMinute;
    private final long rowsPerHour;
    private final int logLinesPerRun;
    private final int daysOfLogs;

    Plan(int requestsPerMinute, long rowsPerHour, int logLinesPerRun, int daysOfLogs) {
        this.requestsPerMinute = requestsPerMinute;
        this.rowsPerHour = rowsPerHour;
        this.logLinesPerRun = logLinesPerRun;
        this.daysOfLogs = daysOfLogs;
    }

    /** Requests a minute; {@link Integer#MAX_VALUE} if there is no limit. */
    public int requestsPerMinute() {
        return requestsPerMinute;
    }

    /** Generated rows an hour; {@link Long#MAX_VALUE} if there is no limit. */
    public long rowsPerHour() {
        return rowsPerHour;
    }

    /** How many lines of a run's log are kept, the first ones; {@link Integer#MAX_VALUE} if there is no limit. */
    public int logLinesPerRun() {
        return logLinesPerRun;
    }

    /** Whether requests and rows are unlimited. */
    public boolean unlimited() {
        return this == ENTERPRISE;
    }

    static List<Limits> allLimits() {
        return Stream.of(values()).map(Plan::limits).toList();
    }

    Limits limits() {
        return new Limits(toString(), requestsPerMinute, rowsPerHour, logLinesPerRun, Duration.ofDays(daysOfLogs));
    }

    /**
     * The plan with that name, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the plans
     */
    public static Plan named(String name) {
        for (Plan plan : values()) {
            if (plan.name().equalsIgnoreCase(name)) {
                return plan;
            }
        }
        throw new IllegalArgumentException("unknown plan '" + name + "'; the plans are free, pro and enterprise");
    }

    /** {@code free}, {@code pro} or {@code enterprise}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
