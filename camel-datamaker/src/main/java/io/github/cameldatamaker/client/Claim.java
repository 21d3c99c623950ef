package io.github.cameldatamaker.client;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a request wants of a budget, including its repetitions.
 *
 * @param pending    the response to come; the claim is void when it is done
 * @param method     of the request, for messages
 * @param path       of the request, for messages
 * @param load       how much it wants, and its priority
 * @param resilience its own limit of rows
 * @param deadline   how long it may wait, for all budgets and repetitions together
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
