package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What is done about failures that pass, and about a budget that is used up.
 *
 * @param maxRetries       how often a request is repeated at most; 0 never
 * @param retryBackoff     the wait before the first repetition; it doubles, with jitter
 * @param maxRetryBackoff  the longest of these waits
 * @param maxRateLimitWait the longest wait of a request for budget, on all; where the service wants a longer one, it fails at once
 * @param waitForBudget    whether to wait for budget at all
 * @param maxRowsPerHour   generated rows in any 60 minutes; empty when only the service decides
 */
public record Resilience(
        int maxRetries, Duration retryBackoff, Duration maxRetryBackoff, Duration maxRateLimitWait, boolean waitForBudget,
        OptionalLong maxRowsPerHour) {

    /** 3 repetitions from 500 ms to 30 s; up to 2 minutes for budget. */
    public static final Resilience DEFAULT = new Resilience(
            3, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), true, OptionalLong.empty());

    /** @throws DataMakerException when a value makes no sense; it names the option */
    public Resilience {
        if (maxRetries < 0) {
            throw new DataMakerException("maxRetries is " + maxRetries + "; it must be 0 (never repeat) or more");
        }
        require("retryBackoff", retryBackoff, Duration.ofMillis(1));
        require("maxRetryBackoff", maxRetryBackoff, retryBackoff);
        require("maxRateLimitWait", maxRateLimitWait, Duration.ZERO);
        if (maxRowsPerHour.isPresent() && maxRowsPerHour.getAsLong() < 1) {
            throw new DataMakerException("maxRowsPerHour is " + maxRowsPerHour.getAsLong() + "; it must be at least 1");
        }
    }

    private static void require(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new DataMakerException(name + " is " + value.toMillis() + " ms; it must be at least " + least.toMillis() + " ms");
        }
    }

    Duration longestWait() {
        return waitForBudget ? maxRateLimitWait : Duration.ZERO;
    }
}
