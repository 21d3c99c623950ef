package io.github.cameldatamaker;

import java.util.Optional;

/**
 * Polls in a row that have failed after their rows were paid for. Each lets the next one wait twice as long, counted in the
 * consumer's delays, and behind a few there is none: what fails each time would be paid for each time. Safe for several threads, since
 * health is asked at any time.
 */
final class PaidFailures {

    /** So many in a row that came no further. */
    static final int MOST = 5;

    private int failures;
    private int pollsToSkip;
    private Throwable last;

    /** The route starts: what failed before may have been put right. */
    synchronized void forget() {
        failures = 0;
        pollsToSkip = 0;
        last = null;
    }

    /** Whether the scheduler's poll is to be one. Not while it waits longer, and not any more when it is over. */
    synchronized boolean mayPoll() {
        if (isOver()) {
            return false;
        }
        if (pollsToSkip > 0) {
            pollsToSkip--;
            return false;
        }
        return true;
    }

    /** @param hasProgress whether it came further than the poll before: rows have completed that come no more */
    synchronized void failed(Throwable reason, boolean hasProgress) {
        failures = hasProgress ? 1 : failures + 1;
        pollsToSkip = (1 << failures) - 1;
        last = reason;
    }

    synchronized boolean isOver() {
        return failures >= MOST;
    }

    /** What the last poll has failed with; empty when it has not. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }

    /** What follows, for people; empty while nothing has failed. */
    synchronized String consequence() {
        if (last == null) {
            return "";
        }
        return isOver()
                ? MOST + " polls in a row were paid for and failed, so no more are made. Put right what failed, and start the route again"
                : "The poll was paid for, so the next one waits " + (1 << failures) + " delays, and behind " + MOST
                  + " in a row that come no further there is none";
    }
}
