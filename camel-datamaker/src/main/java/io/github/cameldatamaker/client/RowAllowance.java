package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Generated rows an hour. No header tells about them: the limit is {@code maxRowsPerHour}; what a
 * {@code quota_exceeded} teaches is when the service's hour ends, and not how much of it others have used. Any 60 minutes
 * count, so that it holds wherever the service's hour begins.
 */
final class RowAllowance implements Allowance {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Rows of the same half minute are one entry: the memory of an hour is bounded. */
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Deque<Used> used = new ArrayDeque<>();
    private long inTheHour;
    /** Asked for and not answered: the service may count them at any time until then. */
    private long unanswered;
    private @Nullable Instant refusedUntil;
    /** The smallest claim that the service has refused until then; smaller ones may fit. */
    private long refusedRows;

    /** Rows that were generated, at the latest at this time. */
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
        // An hour after those that are out are answered.
        return now.plus(HOUR).plus(STEP);
    }

    /** What is out may not be counted twice, and the user's own limit is never passed on a guess. */
    @Override
    public boolean mayComeSooner() {
        return false;
    }

    @Override
    public int lanes() {
        return 2;
    }

    /** Who has no limit does not stand behind those who have. */
    @Override
    public int lane(Claim claim) {
        return limit(claim).isEmpty() ? 0 : 1;
    }

    @Override
    public String lack(Claim claim, long rowsAhead, Instant now) {
        String wanted = claim.load().rows() == 1 ? "1 row is wanted" : claim.load().rows() + " rows are wanted";
        if (isOnlyRefused(claim, rowsAhead, now)) {
            // It does not say how many are left.
            return wanted + ", and the service has said that its hour has fewer left (quota_exceeded)";
        }
        long limit = limit(claim).orElseThrow();
        return wanted + ", and maxRowsPerHour=" + limit + " has " + Math.max(0, limit - taken()) + " left"
               + (rowsAhead > 0 ? ", of which those who wait in front of it want " + rowsAhead : "");
    }

    @Override
    public List<String> waysOut(Claim claim, long rowsAhead, Instant now) {
        return isOnlyRefused(claim, rowsAhead, now) ? List.of("ask for fewer rows") : List.of("raise maxRowsPerHour", "ask for fewer rows");
    }

    private boolean isOnlyRefused(Claim claim, long rowsAhead, Instant now) {
        return limit(claim).isEmpty() || isRefused(claim, now) && !earliestOfOurLimit(claim, rowsAhead, now).isAfter(refusedUntil);
    }

    /** The most rows of an hour; empty when nothing is known. */
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

    /** Nothing was generated: the rows of a claim are free again. */
    void giveBack(Claim claim) {
        unanswered -= claim.load().rows();
    }

    /** The service says that the hour has not as many rows left as a claim wants. */
    void refused(Claim claim, Duration retryAfter, Instant now) {
        boolean isFirst = refusedUntil == null || !now.isBefore(refusedUntil);
        refusedRows = isFirst ? claim.load().rows() : Math.min(refusedRows, claim.load().rows());
        refusedUntil = now.plus(retryAfter);
    }

    private void forgetOthersThanTheHourTo(Instant now) {
        while (!used.isEmpty() && !used.getFirst().at().isAfter(now.minus(HOUR))) {
            inTheHour -= used.removeFirst().rows();
        }
        // A clock that was set back: nobody knows in which hour those rows were used.
        while (!used.isEmpty() && used.getLast().at().isAfter(now.plus(HOUR))) {
            inTheHour -= used.removeLast().rows();
        }
    }

    /** What counts for the last 60 minutes. */
    private long taken() {
        return inTheHour + unanswered;
    }

    /** The same at a time. */
    long used(Instant now) {
        forgetOthersThanTheHourTo(now);
        return taken();
    }

    /** Whether an hour has begun of which something is known. */
    boolean isInUse(Instant now) {
        forgetOthersThanTheHourTo(now);
        return taken() > 0 || refusedUntil != null && now.isBefore(refusedUntil);
    }
}
