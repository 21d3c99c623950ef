package io.github.cameldatamaker.consume;

import java.util.Optional;

/**
 * Counts the polls in a row that failed after their rows were paid for. Each doubles the wait for the next one, in delays of the
 * consumer; after {@value #MOST} the consumer stops, because each further poll would cost the same rows. Only progress that is worth
 * what a poll costs begins the count anew, so that what a route pays has a bound. Thread-safe: a health check may ask at any time.
 */
public final class PaidFailures {

    /** After so many in a row without progress the consumer stops. */
    static final int MOST = 5;
    /** A poll that completes one row of so many that it pays for has come further: ten such polls complete them all. */
    private static final int PAID_FOR_EACH = 10;

    private int failures;
    private int pollsToSkip;
    private Throwable last;

    /** A poll succeeded, or the route starts: somebody may have fixed the cause. */
    public synchronized void forget() {
        failures = 0;
        pollsToSkip = 0;
        last = null;
    }

    /** Whether this call of the scheduler polls. It does not while the wait lasts, or when the consumer has stopped. */
    public synchronized boolean mayPoll() {
        if (isOver()) {
            return false;
        }
        if (pollsToSkip > 0) {
            pollsToSkip--;
            return false;
        }
        return true;
    }

    /**
     * Whether a poll came so much further that it may be repeated for the rest.
     *
     * @param completed rows that completed in it
     * @param paid      rows that it asked for, those that are skipped included
     */
    public static boolean isProgress(long completed, long paid) {
        return completed > 0 && completed * PAID_FOR_EACH >= paid;
    }

    /** @param hasProgress whether enough rows completed that the next poll need not repeat, see {@link #isProgress} */
    public synchronized void failed(Throwable reason, boolean hasProgress) {
        failures = hasProgress ? 1 : failures + 1;
        pollsToSkip = (1 << failures) - 1;
        last = reason;
    }

    public synchronized boolean isOver() {
        return failures >= MOST;
    }

    /** The failure of the last poll; empty when it succeeded. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }

    /** What follows, for a message; empty while nothing failed. */
    public synchronized String consequence() {
        if (last == null) {
            return "";
        }
        return isOver()
                ? MOST + " polls in a row failed after their rows were paid for, so the consumer stopped. Fix the cause and restart the route"
                : "The rows were paid for, so the next poll waits " + (1 << failures) + " delays. After " + MOST
                  + " such polls in a row the consumer stops";
    }
}
