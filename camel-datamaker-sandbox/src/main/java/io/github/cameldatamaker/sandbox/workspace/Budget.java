package io.github.cameldatamaker.sandbox.workspace;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the workspace may still use (contract: "Rate limits"): requests of this minute and rows of this hour. Both are fixed
 * windows of the sandbox's clock. A generation is charged for all its rows when it is accepted, even if its response breaks.
 */
public final class Budget {

    // The contract says that every response has the headers, so without a limit they show a large number.
    private static final long REMAINING_WITHOUT_LIMIT = 1_000_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private final Limits preset;
    private Limits limits;
    private final Clock clock;
    private long minute;
    private long requests;
    private long hour;
    private long rows;

    Budget(Limits limits, Clock clock) {
        this.preset = limits;
        this.limits = limits;
        this.clock = clock;
    }

    synchronized void reset() {
        limits = preset;
        requests = 0;
        rows = 0;
    }

    /**
     * Takes one request.
     *
     * @throws ApiException 429 rate_limited if none is left in this minute; it takes nothing then
     */
    public synchronized void takeRequest() {
        Instant now = roll();
        if (limits.areRequestsUnlimited()) {
            return;
        }
        if (requests >= limits.requestsPerMinute()) {
            throw ApiException.rateLimited("plan " + limits.plan() + " allows " + limits.requestsPerMinute()
                    + " requests a minute; wait for the next minute", Duration.between(now, end(minute, MINUTE)));
        }
        requests++;
    }

    /**
     * Takes the rows of a generation.
     *
     * @throws ApiException 429 quota_exceeded if fewer are left in this hour; it takes nothing then
     */
    public synchronized void takeRows(long count) {
        Instant now = roll();
        if (limits.areRowsUnlimited()) {
            return;
        }
        long remaining = limits.rowsPerHour() - rows;
        if (count > remaining) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("limit", limits.rowsPerHour());
            details.put("used", rows);
            details.put("requested", count);
            throw ApiException
                    .quotaExceeded(
                            "plan " + limits.plan() + " allows " + limits.rowsPerHour() + " generated rows an hour; " + remaining
                                    + " are left, but " + count + " were asked for",
                            details, Duration.between(now, end(hour, HOUR)));
        }
        rows += count;
    }

    /**
     * What is used of the limits.
     *
     * @param requests of this minute
     * @param rows     of this hour
     */
    public record Use(Limits limits, long requests, Instant requestsReset, long rows, Instant rowsReset) {
    }

    /** What is kept of it over restarts. A minute or hour is counted since 1970. */
    public record Kept(Limits limits, long minute, long requests, long hour, long rows) {
    }

    public synchronized Kept keep() {
        return new Kept(limits, minute, requests, hour, rows);
    }

    public synchronized void restore(Kept kept) {
        limits = kept.limits();
        minute = kept.minute();
        requests = kept.requests();
        hour = kept.hour();
        rows = kept.rows();
    }

    public synchronized Use use() {
        roll();
        return new Use(limits, requests, end(minute, MINUTE), rows, end(hour, HOUR));
    }

    /** Other limits until the next reset. What is used of this minute and this hour stays used. */
    public synchronized void setLimits(Limits other) {
        limits = other;
    }

    /** For X-RateLimit-Remaining: the requests that are left in this minute. */
    public synchronized long remainingRequests() {
        roll();
        return limits.areRequestsUnlimited() ? REMAINING_WITHOUT_LIMIT : Math.max(0, limits.requestsPerMinute() - requests);
    }

    /** For X-RateLimit-Reset: when this minute ends, in epoch seconds. */
    public synchronized long requestsReset() {
        roll();
        return end(minute, MINUTE).getEpochSecond();
    }

    private Instant roll() {
        Instant now = clock.instant();
        long currentMinute = Math.floorDiv(now.getEpochSecond(), MINUTE);
        if (currentMinute != minute) {
            minute = currentMinute;
            requests = 0;
        }
        long currentHour = Math.floorDiv(now.getEpochSecond(), HOUR);
        if (currentHour != hour) {
            hour = currentHour;
            rows = 0;
        }
        return now;
    }

    private static Instant end(long window, long seconds) {
        return Instant.ofEpochSecond((window + 1) * seconds);
    }
}
