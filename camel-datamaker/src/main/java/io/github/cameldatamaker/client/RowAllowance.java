package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Generated rows an hour. No header tells about them: the limit is {@code maxRowsPerHour}; what a
 * {@code quota_exceeded} teaches is when the service's hour ends, and not how much of it others have used. Any 60 minutes count, so that it holds wherever the service's hour begins.
 */
final class RowAllowance implements Allowance {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Rows of the same half minute are one entry: the memory of an hour is bounded. */
    private static final Duration STEP = Duration.ofSeconds(30);

    private final Deque<Taken> taken = new ArrayDeque<>();
    private long inTheHour;
    private @Nullable Instant refusedUntil;

    /** Rows that were taken, at the latest at this time. */
    private record Taken(Instant at, long rows) {
    }

    @Override
    public Instant earliest(Claim claim, Instant now) {
        forgetBefore(now.minus(HOUR));
        if (refusedUntil != null && now.isBefore(refusedUntil)) {
            return refusedUntil;
        }
        OptionalLong limit = limit(claim);
        if (limit.isEmpty() || inTheHour + claim.load().rows() <= limit.getAsLong()) {
            return now;
        }
        long tooMany = inTheHour + claim.load().rows() - limit.getAsLong();
        for (Taken some : taken) {
            tooMany -= some.rows();
            if (tooMany <= 0) {
                return some.at().plus(HOUR);
            }
        }
        return UNKNOWN;
    }

    /** The most rows of an hour; empty when nothing is known. */
    OptionalLong limit(Claim claim) {
        return claim.resilience().maxRowsPerHour();
    }

    @Override
    public void take(Claim claim, Instant now) {
        long rows = claim.load().rows();
        Taken last = taken.peekLast();
        if (last != null && !now.isAfter(last.at())) {
            taken.removeLast();
            taken.addLast(new Taken(last.at(), last.rows() + rows));
        } else {
            taken.addLast(new Taken(now.plus(STEP), rows));
        }
        inTheHour += rows;
    }

    /** The service has done nothing: the rows are free again. */
    void giveBack(long rows) {
        long left = rows;
        while (left > 0 && !taken.isEmpty()) {
            Taken last = taken.removeLast();
            long back = Math.min(left, last.rows());
            left -= back;
            inTheHour -= back;
            if (last.rows() > back) {
                taken.addLast(new Taken(last.at(), last.rows() - back));
            }
        }
    }

    /** The service says that the hour's rows are used up. */
    void refused(Duration retryAfter, Instant now) {
        // Its hour ends then, and a new one begins.
        taken.clear();
        inTheHour = 0;
        refusedUntil = now.plus(retryAfter);
    }

    private void forgetBefore(Instant start) {
        while (!taken.isEmpty() && !taken.getFirst().at().isAfter(start)) {
            inTheHour -= taken.removeFirst().rows();
        }
    }

    /** What was taken in the last 60 minutes. */
    long taken() {
        return inTheHour;
    }
}
