package io.github.cameldatamaker.consume;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Counts the polls in a row that failed after their rows were paid for. Each doubles the wait for the next poll, in delays of the
 * consumer. After {@value #MOST} the consumer stops, because each further poll would cost the same rows. Only enough progress
 * resets the count, so the cost of a route is bounded. Thread-safe, because a health check may call it at any time.
 */
public final class PaidFailures {

    /** After so many failures in a row without progress the consumer stops. */
    static final int MOST = 5;
    /** A poll makes progress if it completes one of so many paid rows: ten such polls complete all rows. */
    private static final int PAID_FOR_EACH = 10;

    private int failures;
    private int pollsToSkip;
    private @Nullable Throwable last;

    /** A poll has succeeded, or the route starts and the cause may be fixed. */
    public synchronized void forget() {
        failures = 0;
        pollsToSkip = 0;
        last = null;
    }

    /** Whether this call of the scheduler polls: not during the wait, and not after the consumer has stopped. */
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
     * Whether a poll made so much progress that it may be repeated for the rest.
     *
     * @param completed the rows that it completed
     * @param paid      the rows that it asked for, including the skipped ones
     */
    public static boolean isProgress(long completed, long paid) {
        return completed > 0 && completed * PAID_FOR_EACH >= paid;
    }

    /** @param hasProgress whether the poll made enough progress, see {@link #isProgress} */
    public synchronized void failed(Throwable reason, boolean hasProgress) {
        failures = hasProgress ? 1 : failures + 1;
        pollsToSkip = (1 << failures) - 1;
        last = reason;
    }

    public synchronized boolean isOver() {
        return failures >= MOST;
    }

    /** The failure of the last poll; empty if it succeeded. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }

    /** What happens next, for a message; empty if nothing has failed. */
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
