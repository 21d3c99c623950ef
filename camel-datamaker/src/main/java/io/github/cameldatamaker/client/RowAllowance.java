package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Generated rows per hour. No header tells them. The limit is {@code maxRowsPerHour}; a {@code quota_exceeded} shows only when
 * the service's hour ends, not how much others have used. Any 60 minutes count, so the limit holds wherever the service's hour
 * begins.
 */
final class RowAllowance implements Allowance {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Rows of the same half minute are one entry, so the memory for an hour is bounded. */
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Deque<Used> used = new ArrayDeque<>();
    private long inTheHour;
    /** Rows in flight: the service may count them at any time until its answer. */
    private long unanswered;
    private @Nullable Instant refusedUntil;
    /** The smallest claim that the service has refused until then. Smaller ones may fit. */
    private long refusedRows;

    /** Rows that were generated at this time or before. */
    private record Used(Instant at, long rows) {
    }

    @Override
    public Instant earliest(Claim claim, long rowsAhead, Instant now) {
        Instant ours = earliestOfOurLimit(claim, rowsAhead, now);
        return isRefused(claim, now) && ours.isBefore(refusedUntil) ? refusedUntil : ours;
    }

    private boolean isRefused(Claim claim, Instant now) {
        return refusedUntil != null && now.isBefore(refusedUntil) && claim.load().rows() >= refusedRows;
    }

    private Instant earliestOfOurLimit(Claim claim, long rowsAhead, Instant now) {
        forgetOthersThanTheHourTo(now);
        OptionalLong limit = limit(claim);
        if (limit.isEmpty()) {
            return now;
        }
        long tooMany = taken() + rowsAhead + claim.load().rows() - limit.getAsLong();
        if (tooMany <= 0) {
            return now;
        }
        for (Used some : used) {
            tooMany -= some.rows();
            if (tooMany <= 0) {
                return some.at().plus(HOUR);
            }
        }
        // An hour after the answers that are still to come.
        return now.plus(HOUR).plus(STEP);
    }

    /** Rows in flight must not count twice, and the user's own limit is never exceeded on a guess. */
    @Override
    public boolean mayComeSooner() {
        return false;
    }

    @Override
    public int lanes() {
        return 2;
    }

    /** Claims without a limit do not wait behind claims with one. */
    @Override
    public int lane(Claim claim) {
        return limit(claim).isEmpty() ? 0 : 1;
    }

    @Override
    public String lack(Claim claim, long rowsAhead, Instant now) {
        String wanted = claim.load().rows() == 1 ? "1 row is wanted" : claim.load().rows() + " rows are wanted";
        if (isOnlyRefused(claim, rowsAhead, now)) {
            // The service does not say how many are left.
            return wanted + ", but the service has fewer left in this hour (quota_exceeded)";
        }
        long limit = limit(claim).orElseThrow();
        return wanted + ", but maxRowsPerHour=" + limit + " has " + Math.max(0, limit - taken()) + " left"
                + (rowsAhead > 0 ? ", of which earlier requests want " + rowsAhead : "");
    }

    @Override
    public List<String> waysOut(Claim claim, long rowsAhead, Instant now) {
        return isOnlyRefused(claim, rowsAhead, now) ? List.of("ask for fewer rows")
                : List.of("raise maxRowsPerHour", "ask for fewer rows");
    }

    private boolean isOnlyRefused(Claim claim, long rowsAhead, Instant now) {
        return limit(claim).isEmpty()
                || isRefused(claim, now) && !earliestOfOurLimit(claim, rowsAhead, now).isAfter(refusedUntil);
    }

    /** The most rows of an hour; empty if unknown. */
    OptionalLong limit(Claim claim) {
        return claim.resilience().maxRowsPerHour();
    }

    @Override
    public void take(Claim claim, Instant now) {
        unanswered += claim.load().rows();
    }

    /** The rows of a claim were generated, or may have been. */
    void use(Claim claim, Instant now) {
        long rows = claim.load().rows();
        if (rows == 0) {
            return;
        }
        unanswered -= rows;
        inTheHour += rows;
        Used last = used.peekLast();
        if (last != null && !now.isAfter(last.at())) {
            used.removeLast();
            used.addLast(new Used(last.at(), last.rows() + rows));
        } else {
            used.addLast(new Used(now.plus(STEP), rows));
        }
    }

    /** Nothing was generated, so the rows of a claim are free again. */
    void giveBack(Claim claim) {
        unanswered -= claim.load().rows();
    }

    /** The service says that the hour has fewer rows left than a claim wants. */
    void refused(Claim claim, Duration retryAfter, Instant now) {
        boolean isFirst = refusedUntil == null || !now.isBefore(refusedUntil);
        refusedRows = isFirst ? claim.load().rows() : Math.min(refusedRows, claim.load().rows());
        refusedUntil = now.plus(retryAfter);
    }

    private void forgetOthersThanTheHourTo(Instant now) {
        while (!used.isEmpty() && !used.getFirst().at().isAfter(now.minus(HOUR))) {
            inTheHour -= used.removeFirst().rows();
        }
        // The clock was set back, so the hour of these rows is unknown.
        while (!used.isEmpty() && used.getLast().at().isAfter(now.plus(HOUR))) {
            inTheHour -= used.removeLast().rows();
        }
    }

    /** The rows that count for the last 60 minutes. */
    private long taken() {
        return inTheHour + unanswered;
    }

    /** The same at a given time. */
    long used(Instant now) {
        forgetOthersThanTheHourTo(now);
        return taken();
    }

    /** Whether something is known about the current hour. */
    boolean isInUse(Instant now) {
        forgetOthersThanTheHourTo(now);
        return taken() > 0 || refusedUntil != null && now.isBefore(refusedUntil);
    }
}
