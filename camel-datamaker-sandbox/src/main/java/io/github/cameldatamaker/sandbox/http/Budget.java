package io.github.cameldatamaker.sandbox.http;

import io.github.cameldatamaker.sandbox.Plan;
import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the workspace may still use (contract: "Rate limits"): requests of this minute and rows of this hour, both fixed windows of the
 * sandbox's clock. Rows are debited when a generation is accepted, all of them, whatever becomes of its response.
 */
public final class Budget {

    // The contract says that each response has the headers; without a limit they say that there is plenty.
    private static final long REMAINING_WITHOUT_LIMIT = 1_000_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private final Plan plan;
    private final Clock clock;
    private long minute;
    private long requests;
    private long hour;
    private long rows;

    public Budget(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Makes both budgets whole again. */
    public synchronized void reset() {
        requests = 0;
        rows = 0;
    }

    /**
     * Takes one request.
     *
     * @throws ApiException 429 rate_limited if this minute has none left; it takes nothing then
     */
    synchronized void takeRequest() {
        Instant now = roll();
        if (plan.unlimited()) {
            return;
        }
        if (requests >= plan.requestsPerMinute()) {
            throw ApiException.rateLimited("plan " + plan + " allows " + plan.requestsPerMinute() + " requests a minute; wait until it is over",
                    Duration.between(now, end(minute, MINUTE)));
        }
        requests++;
    }

    /**
     * Takes the rows of a generation.
     *
     * @throws ApiException 429 quota_exceeded if this hour has not that many left; it takes nothing then
     */
    synchronized void takeRows(long count) {
        Instant now = roll();
        if (plan.unlimited()) {
            return;
        }
        long remaining = plan.rowsPerHour() - rows;
        if (count > remaining) {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("limit", plan.rowsPerHour());
            details.put("used", rows);
            details.put("requested", count);
            throw ApiException.quotaExceeded("plan " + plan + " allows " + plan.rowsPerHour() + " generated rows an hour, " + remaining
                    + " are left, " + count + " were asked for", details, Duration.between(now, end(hour, HOUR)));
        }
        rows += count;
    }

    /** For X-RateLimit-Remaining: requests left in this minute. */
    synchronized long remainingRequests() {
        roll();
        return plan.unlimited() ? REMAINING_WITHOUT_LIMIT : plan.requestsPerMinute() - requests;
    }

    /** For X-RateLimit-Reset: when this minute ends, in epoch seconds. */
    synchronized long requestsReset() {
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
