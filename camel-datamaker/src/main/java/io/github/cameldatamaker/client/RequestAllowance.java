package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Requests a minute, learned from {@code X-RateLimit-Remaining} and {@code X-RateLimit-Reset} of every response.
 */
final class RequestAllowance implements Allowance {

    /** So many requests may be in flight while nothing is known. No plan has fewer. */
    private static final int WHILE_UNKNOWN = 10;
    /** So many at the start of a minute that no response has described: the service's clock may be behind ours. */
    private static final int OF_A_NEW_MINUTE = 1;
    /** After this time another one goes, however long answers take. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Two answers about the end of one window may differ by this much, because windows are far apart. */
    private static final Duration SAME_WINDOW = RateLimit.WINDOW.dividedBy(2);

    private static final Duration TWO_WINDOWS = RateLimit.WINDOW.multipliedBy(2);

    /** The window that is known. */
    private @Nullable Window window;
    private boolean hasLimit;
    private boolean unlimited;
    private long unanswered;
    private Instant lastSent = Instant.MIN;

    /** How the end of a window is known. */
    private enum Source {
        /** The service has said so. */
        TOLD,
        /** The service's value cannot be true, so it ends a window later at the latest. */
        GUESSED,
        /** The service has refused a request until then. */
        REFUSED
    }

    /**
     * A minute of the service.
     *
     * @param lowest the lowest {@code Remaining} of its responses
     * @param end    its end, by our clock
     */
    private record Window(long lowest, Instant end, Source source) {

        Window with(long remaining) {
            return new Window(Math.min(lowest, remaining), end, source);
        }

        /** A late answer makes the window seem to end later. */
        Window endingAt(Instant told) {
            return source == Source.REFUSED || source == Source.TOLD && told.isAfter(end) ? this
                    : new Window(lowest, told, Source.TOLD);
        }
    }

    @Override
    public Instant earliest(Claim claim, long rowsAhead, Instant now) {
        beginWindowAt(now);
        if (unlimited) {
            return now;
        }
        if (window == null) {
            return unanswered < (hasLimit ? OF_A_NEW_MINUTE : WHILE_UNKNOWN) ? now : lastSent.plus(PATIENCE);
        }
        // `Remaining` may already include requests in flight; counting them twice is safe.
        return window.lowest() - unanswered > 0 ? now : window.end();
    }

    private void beginWindowAt(Instant now) {
        if (window != null && (!now.isBefore(window.end()) || hasBeenSetBack(now, window.end()))) {
            window = null;
        }
        if (hasBeenSetBack(now, lastSent)) {
            lastSent = now;
        }
    }

    /** No window ends and no request was sent so far ahead: our clock was set back since. */
    private static boolean hasBeenSetBack(Instant now, Instant known) {
        return known.isAfter(now.plus(TWO_WINDOWS));
    }

    @Override
    public boolean mayComeSooner() {
        return unanswered > 0 && !unlimited && (window == null || window.lowest() > 0);
    }

    @Override
    public int lanes() {
        return Load.Priority.values().length;
    }

    @Override
    public int lane(Claim claim) {
        return claim.load().priority().ordinal();
    }

    @Override
    public String lack(Claim claim, long rowsAhead, Instant now) {
        return "1 request is wanted, but this minute has " + left(now).orElse(0) + " left";
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

    /**
     * A response has come.
     *
     * @param success whether it is no error: an error may come from a proxy, which knows no budget
     */
    void answered(RateLimit said, boolean success, Instant now) {
        unanswered--;
        beginWindowAt(now);
        if (said.remaining().isPresent()) {
            unlimited = false;
            hasLimit = true;
            learn(said.remaining().get(), said.left(), now);
        } else if (window == null && (success || !hasLimit)) {
            // The service does not count, or no longer counts.
            unlimited = true;
            hasLimit = false;
        }
    }

    private void learn(long remaining, Optional<Duration> left, Instant now) {
        Optional<Instant> end = left.filter(some -> !some.isZero() || remaining == 0).map(now::plus);
        if (window == null || isOfAnother(end) && end.get().isAfter(window.end())) {
            window = new Window(remaining, end.orElse(now.plus(RateLimit.WINDOW)),
                    end.isPresent() ? Source.TOLD : Source.GUESSED);
        } else if (!isOfAnother(end)) {
            // Answers arrive in any order, so the lowest number is the latest.
            Window seen = window.with(remaining);
            window = end.map(seen::endingAt).orElse(seen);
        }
        beginWindowAt(now);
    }

    private boolean isOfAnother(Optional<Instant> end) {
        return window.source() != Source.GUESSED
                && end.filter(told -> Duration.between(window.end(), told).abs().compareTo(SAME_WINDOW) > 0).isPresent();
    }

    /** It was not sent after all. */
    void giveBack() {
        unanswered--;
    }

    /** No answer came: it may have been counted. */
    void unanswered() {
        unanswered--;
        if (window != null) {
            window = window.with(window.lowest() - 1);
        }
    }

    /** The service has refused because of too many requests; it knows better. */
    void refused(Duration retryAfter, Instant now) {
        unlimited = false;
        hasLimit = true;
        window = new Window(0, now.plus(retryAfter.compareTo(RateLimit.WINDOW) > 0 ? RateLimit.WINDOW : retryAfter),
                Source.REFUSED);
    }

    /** The least that is left of this minute; empty if unknown. */
    OptionalLong left(Instant now) {
        beginWindowAt(now);
        return window == null || unlimited ? OptionalLong.empty() : OptionalLong.of(Math.max(0, window.lowest() - unanswered));
    }

    /** Whether something is known about the current minute. */
    boolean isInUse(Instant now) {
        beginWindowAt(now);
        return unanswered > 0 || window != null;
    }
}
