package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Requests a minute, learned from {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset} of every response.
 */
final class RequestAllowance implements Allowance {

    /** A window is a minute: a reset that is further away shows that clocks differ. */
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** As many may be out while nothing is known at all; less than any plan has. */
    private static final int WHILE_UNKNOWN = 10;
    /** As many when a minute has begun of which no response has told: the service's clock may go behind ours. */
    private static final int OF_A_NEW_MINUTE = 1;
    /** Then another one goes, however long answers take. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The lowest {@code Remaining} of this window's responses; null when none has told. */
    private @Nullable Long lowest;
    /** When the window ends; null when none has told. */
    private @Nullable Instant reset;
    private @Nullable Instant reportedReset;
    private boolean hasLimit;
    private boolean unlimited;
    private long unanswered;
    private Instant lastSent = Instant.MIN;

    @Override
    public Instant earliest(Claim claim, long rowsAhead, Instant now) {
        beginWindowAt(now);
        if (unlimited) {
            return now;
        }
        if (lowest == null || reset == null) {
            return unanswered < (hasLimit ? OF_A_NEW_MINUTE : WHILE_UNKNOWN) ? now : lastSent.plus(PATIENCE);
        }
        // Those that are out may or may not be in the lowest number: they count twice rather than not at all.
        return lowest - unanswered > 0 ? now : reset;
    }

    private void beginWindowAt(Instant now) {
        if (reset != null && !now.isBefore(reset)) {
            reset = null;
            lowest = null;
        }
    }

    @Override
    public boolean mayComeSooner() {
        return unanswered > 0 && !unlimited && (lowest == null || lowest > 0);
    }

    @Override
    public boolean isUnlimited(Claim claim, Instant now) {
        return unlimited;
    }

    @Override
    public String lack(Claim claim, long rowsAhead, Instant now) {
        return "1 request is wanted, and the service's requests a minute have " + left(now).orElse(0) + " left";
    }

    @Override
    public List<String> waysOut(Claim claim, long rowsAhead, Instant now) {
        return List.of();
    }

    @Override
    public void take(Claim claim, Instant now) {
        unanswered++;
        lastSent = now;
    }

    /** A response has come, an error or not. */
    void answered(RateLimit said, Instant now) {
        unanswered--;
        beginWindowAt(now);
        if (said.remaining().isEmpty() || said.reset().isEmpty()) {
            // A service that does not count.
            unlimited = !hasLimit;
            return;
        }
        unlimited = false;
        hasLimit = true;
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
        hasLimit = true;
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
