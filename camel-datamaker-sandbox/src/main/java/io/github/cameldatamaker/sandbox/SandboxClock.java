package io.github.cameldatamaker.sandbox;

import io.github.cameldatamaker.sandbox.control.MovableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of the sandbox: quotas, rate-limit headers, runs and time stamps follow it, and a test moves it. It is always UTC.
 *
 * <p>{@link #system()} runs like the machine's clock. {@link #startingAt(Instant)} stands still until it is moved. Both can be
 * moved while requests are being served.
 */
public final class SandboxClock extends Clock implements MovableClock {

    private final Clock base;
    // One offset, because a test may move the clock any number of times.
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private final List<Runnable> moved = new CopyOnWriteArrayList<>();

    private SandboxClock(Clock base) {
        this.base = base;
    }

    /** A clock that runs like the machine's. */
    public static SandboxClock system() {
        return new SandboxClock(Clock.systemUTC());
    }

    /** A clock that stands still at that instant until {@link #advance(Duration)} or {@link #set(Instant)} moves it. */
    public static SandboxClock startingAt(Instant instant) {
        return new SandboxClock(Clock.fixed(Objects.requireNonNull(instant, "instant"), ZoneOffset.UTC));
    }

    /** Moves the clock forward, or back if the duration is negative. A running clock runs on from there. */
    @Override
    public void advance(Duration duration) {
        offset.updateAndGet(before -> before.plus(duration));
        moved.forEach(Runnable::run);
    }

    /** Sets the clock. A running clock runs on from there. */
    @Override
    public void set(Instant instant) {
        offset.set(Duration.between(base.instant(), instant));
        moved.forEach(Runnable::run);
    }

    /** How far it was moved in all. */
    @Override
    public Duration ahead() {
        return offset.get();
    }

    /** Calls the listener whenever the clock is moved. Remove it in the end, because a clock may outlive a sandbox. */
    void onMove(Runnable listener) {
        moved.add(listener);
    }

    void removeOnMove(Runnable listener) {
        moved.remove(listener);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** This clock in another zone. It moves with this clock. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new InZone(this, zone);
    }

    private static final class InZone extends Clock {

        private final SandboxClock clock;
        private final ZoneId zone;

        private InZone(SandboxClock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new InZone(clock, other);
        }
    }
}
