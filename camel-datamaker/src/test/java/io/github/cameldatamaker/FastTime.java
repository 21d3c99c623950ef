package io.github.cameldatamaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time that runs faster, for all processes that begin it at the same moment, so that tests need not wait for half a minute. */
public final class FastTime {

    private FastTime() {
    }

    /** Before the component starts. */
    public static void set(DataMakerComponent component, Instant begin, int speed) {
        ComponentInsides.setTime(component, new FastClock(begin, speed), new FastTimer(speed));
    }

    private static final class FastClock extends Clock {

        private final Instant begin;
        private final int speed;

        FastClock(Instant begin, int speed) {
            this.begin = begin;
            this.speed = speed;
        }

        @Override
        public Instant instant() {
            return begin.plus(Duration.between(begin, Instant.now()).multipliedBy(speed));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class FastTimer extends ScheduledThreadPoolExecutor {

        private final int speed;

        FastTimer(int speed) {
            super(1);
            this.speed = speed;
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            return super.schedule(command, unit.toNanos(delay) / speed, TimeUnit.NANOSECONDS);
        }

        @Override
        public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
            return super.schedule(callable, unit.toNanos(delay) / speed, TimeUnit.NANOSECONDS);
        }
    }
}
