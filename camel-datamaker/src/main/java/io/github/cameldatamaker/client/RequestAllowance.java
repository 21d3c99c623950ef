package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Requests a minute, learned from {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset} of every response.
 */
final class RequestAllowance implements Allowance {

    /** A window is a minute: a reset that is further away shows that clocks differ. */
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** As many may be out while nothing is known; less than any plan has. */
    private static final int WHILE_UNKNOWN = 10;

    /** The lowest {@code Remaining} of this window's responses; null when nothing is known. */
    private @Nullable Long lowest;
    /** When the window ends; null when it has just begun and no response has told yet. */
    private @Nullable Instant reset;
    private @Nullable Instant reportedReset;
    private long mostSeen;
    private long unanswered;
    private boolean unlimited;

    @Override
    public Instant earliest(Claim claim, Instant now) {
        beginWindowAt(now);
        if (unlimited) {
            return now;
        }
        if (lowest == null) {
            return unanswered < WHILE_UNKNOWN ? now : UNKNOWN;
        }
        // Those that are out may or may not be in the lowest number: they count twice rather than not at all.
        if (lowest - unanswered > 0 || reset == null && unanswered == 0) {
            return now;
        }
        return reset == null ? UNKNOWN : reset;
    }

    private void beginWindowAt(Instant now) {
        if (reset != null && !now.isBefore(reset)) {
            reset = null;
            lowest = mostSeen > 0 ? mostSeen : null;
        }
    }

    @Override
    public boolean mayComeSooner() {
        return unanswered > 0 && !unlimited && (lowest == null || lowest > 0);
    }

    @Override
    public void take(Claim claim, Instant now) {
        unanswered++;
    }

    /** A response has come, an error or not. */
    void answered(RateLimit said, Instant now) {
        unanswered--;
        beginWindowAt(now);
        if (said.remaining().isEmpty() || said.reset().isEmpty()) {
            // A service that does not count.
            unlimited = lowest == null;
            return;
        }
        unlimited = false;
        long remaining = said.remaining().get();
        Instant end = said.reset().get();
        if (reportedReset != null && end.isBefore(reportedReset)) {
            // Of a window that is over.
            return;
        }
        boolean sameWindow = end.equals(reportedReset) && reset != null;
        reportedReset = end;
        reset = end.isAfter(now.plus(WINDOW)) ? now.plus(WINDOW) : end;
        lowest = sameWindow && lowest != null ? Math.min(lowest, remaining) : remaining;
        mostSeen = Math.max(mostSeen, remaining + 1);
        beginWindowAt(now);
    }

    /** It was not sent after all. */
    void giveBack() {
        unanswered--;
    }

    /** No answer came: it may have been counted. */
    void unanswered() {
        unanswered--;
        if (lowest != null) {
            lowest--;
        }
    }

    /** The service has refused because too many came: it knows better. */
    void refused(Duration retryAfter, Instant now) {
        unlimited = false;
        lowest = 0L;
        reset = now.plus(retryAfter.compareTo(WINDOW) > 0 ? WINDOW : retryAfter);
        reportedReset = reportedReset == null || reportedReset.isBefore(reset) ? reset : reportedReset;
    }

    /** What is left of this minute at least; empty when that is not known. */
    OptionalLong left(Instant now) {
        beginWindowAt(now);
        return lowest == null || unlimited ? OptionalLong.empty() : OptionalLong.of(Math.max(0, lowest - unanswered));
    }

    /** Whether a minute has begun of which something is known. */
    boolean isInUse(Instant now) {
        return unanswered > 0 || reset != null && now.isBefore(reset);
    }
}
