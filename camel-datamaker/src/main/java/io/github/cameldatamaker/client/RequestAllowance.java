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

    /** As many may be out while nothing is known at all; less than any plan has. */
    private static final int WHILE_UNKNOWN = 10;
    /** As many when a minute has begun of which no response has told: the service's clock may go behind ours. */
    private static final int OF_A_NEW_MINUTE = 1;
    /** Then another one goes, however long answers take. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What two answers say of one window's end may differ so much: windows are far apart. */
    private static final Duration SAME_WINDOW = RateLimit.WINDOW.dividedBy(2);

    /** The window that is known. */
    private @Nullable Window window;
    private boolean hasLimit;
    private boolean unlimited;
    private long unanswered;
    private Instant lastSent = Instant.MIN;

    /** How it is known when a window ends. */
    private enum Source {
        /** The service has said so. */
        TOLD,
        /** What the service says of it cannot be true: a window later at the latest. */
        GUESSED,
        /** The service has refused a request until then. */
        REFUSED
    }

    /**
     * A minute of the service.
     *
     * @param lowest the lowest {@code Remaining} of its responses
     * @param end    when it ends, by our clock
     */
    private record Window(long lowest, Instant end, Source source) {

        Window with(long remaining) {
            return new Window(Math.min(lowest, remaining), end, source);
        }

        /** What is said too late seems to end later. */
        Window endingAt(Instant told) {
            return source == Source.REFUSED || source == Source.TOLD && told.isAfter(end) ? this : new Window(lowest, told, Source.TOLD);
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
        // Those that are out may or may not be in the lowest number: they count twice rather than not at all.
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
        return known.isAfter(now.plus(RateLimit.WINDOW.multipliedBy(2)));
    }

    @Override
    public boolean mayComeSooner() {
        return unanswered > 0 && !unlimited && (window == null || window.lowest() > 0);
    }

    @Override
    public int lanes() {
        return Load.Place.values().length;
    }

    @Override
    public int lane(Claim claim) {
        return claim.load().place().ordinal();
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

    /**
     * A response has come.
     *
     * @param success whether it is no error: an error may be a proxy's, which knows of no budget
     */
    void answered(RateLimit said, boolean success, Instant now) {
        unanswered--;
        beginWindowAt(now);
        if (said.remaining().isPresent()) {
            unlimited = false;
            hasLimit = true;
            learn(said.remaining().get(), said.left(), now);
        } else if (window == null && (success || !hasLimit)) {
            // A service that does not count, or not any more.
            unlimited = true;
            hasLimit = false;
        }
    }

    private void learn(long remaining, Optional<Duration> left, Instant now) {
        Optional<Instant> end = left.filter(some -> !some.isZero() || remaining == 0).map(now::plus);
        if (window == null || isOfAnother(end) && end.get().isAfter(window.end())) {
            window = new Window(remaining, end.orElse(now.plus(RateLimit.WINDOW)), end.isPresent() ? Source.TOLD : Source.GUESSED);
        } else if (!isOfAnother(end)) {
            // Answers come in any order: the lowest number is the last one.
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

    /** The service has refused because too many came: it knows better. */
    void refused(Duration retryAfter, Instant now) {
        unlimited = false;
        hasLimit = true;
        window = new Window(0, now.plus(retryAfter.compareTo(RateLimit.WINDOW) > 0 ? RateLimit.WINDOW : retryAfter), Source.REFUSED);
    }

    /** What is left of this minute at least; empty when that is not known. */
    OptionalLong left(Instant now) {
        beginWindowAt(now);
        return window == null || unlimited ? OptionalLong.empty() : OptionalLong.of(Math.max(0, window.lowest() - unanswered));
    }

    /** Whether a minute has begun of which something is known. */
    boolean isInUse(Instant now) {
        beginWindowAt(now);
        return unanswered > 0 || window != null;
    }
}
