package io.github.cameldatamaker.client;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a request wants of a budget, as often as it is repeated.
 *
 * @param pending    whose claim it is; it is void when that is done
 * @param method     the request's, for messages
 * @param path       the request's, for messages
 * @param load       how much, and its place in the line
 * @param resilience its own limit of rows
 * @param deadline   until when it may wait, for all of its budgets and repetitions
 * @param clock      its time
 * @param timer      wakes it
 */
record Claim(
        PendingResponse pending, String method, String path, Load load, Resilience resilience, Instant deadline, Clock clock,
        ScheduledExecutorService timer) {

    Instant now() {
        return clock.instant();
    }

    boolean isDue(Instant now) {
        return !now.isBefore(deadline);
    }
}
