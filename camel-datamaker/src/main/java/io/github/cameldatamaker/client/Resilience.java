package io.github.cameldatamaker.client;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How to handle temporary failures and a used-up budget.
 *
 * @param maxRetries       the most repetitions of a request; 0 for none
 * @param retryBackoff     the wait before the first repetition; it doubles, with jitter
 * @param maxRetryBackoff  the longest of these waits
 * @param maxRateLimitWait the longest wait of a request for budget, in total; a request that would wait longer fails at once
 * @param waitForBudget    whether to wait for the budget
 * @param maxRowsPerHour   the most generated rows in any 60 minutes; empty if only the service decides
 */
public record Resilience(
        int maxRetries, Duration retryBackoff, Duration maxRetryBackoff, Duration maxRateLimitWait, boolean waitForBudget,
        OptionalLong maxRowsPerHour) {

    /** 3 repetitions from 500 ms to 30 s; up to 2 minutes for budget. */
    public static final Resilience DEFAULT = new Resilience(
            3, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), true, OptionalLong.empty());

    /** @throws DataMakerException if a value makes no sense; it names the option */
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
            throw new DataMakerException(
                    name + " is " + value.toMillis() + " ms; it must be at least " + least.toMillis() + " ms");
        }
    }

    Duration longestWait() {
        return waitForBudget ? maxRateLimitWait : Duration.ZERO;
    }
}
