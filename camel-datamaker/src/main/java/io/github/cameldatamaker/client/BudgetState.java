package io.github.cameldatamaker.client;

import java.util.OptionalLong;

/**
 * What is known of a workspace's budget.
 *
 * @param requestsLeft of this minute; empty when nothing is known
 * @param rowsUsed     rows that count for the last 60 minutes
 * @param rowsLeft     of {@code maxRowsPerHour}; empty when there is no such limit
 */
public record BudgetState(OptionalLong requestsLeft, long rowsUsed, OptionalLong rowsLeft) {
}
