package io.github.cameldatamaker.client;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a request wants of a budget.
 *
 * @param pending    whose claim it is; it is void when that is done
 * @param method     the request's, for messages
 * @param path       the request's, for messages
 * @param load       how much, and its place in the line
 * @param resilience how long it may wait, and its own limit of rows
 * @param clock      its time
 * @param timer      wakes it
 */
record Claim(
        PendingResponse pending, String method, String path, Load load, Resilience resilience, Clock clock,
        ScheduledExecutorService timer) {
}
