package io.github.cameldatamaker.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Runs tasks later. However many wait, the timer holds one task: it wakes the earliest. */
public final class DueTimes {

    /** A longer delay is more than a timer can count. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private final ScheduledExecutorService timer;
    private final NavigableSet<Waiter> waiters
            = new TreeSet<>(Comparator.comparingLong(Waiter::at).thenComparingLong(Waiter::number));
    private long lastNumber;
    private @Nullable Wake wake;

    /** A task that was scheduled. */
    @FunctionalInterface
    public interface Scheduled {

        /** The task does not run any more, unless it has begun. */
        void cancel();
    }

    /** One that waits. */
    private record Waiter(long at, long number, Runnable task, Consumer<Throwable> failed) {

        void run() {
            try {
                task.run();
            } catch (Throwable e) {
                failed.accept(e);
            }
        }
    }

    /** The task of the timer. Times are nanoseconds from anywhere. */
    private record Wake(long number, long at, ScheduledFuture<?> task) {

        /** The time is read off the timer: it may be one that a test drives. */
        long now() {
            return at - task.getDelay(TimeUnit.NANOSECONDS);
        }
    }

    public DueTimes(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Runs a task after a delay, on a thread of the timer.
     *
     * @param  failed           is told what the task throws, or that the timer takes no task any more: then the task does not run
     * @throws RuntimeException or an Error when the timer takes no task
     */
    public synchronized Scheduled schedule(long delayMillis, Runnable task, Consumer<Throwable> failed) {
        long now = wake == null ? 0 : wake.now();
        Waiter waiter = new Waiter(now + Math.min(LONGEST, TimeUnit.MILLISECONDS.toNanos(delayMillis)), ++lastNumber, task, failed);
        waiters.add(waiter);
        try {
            wakeFirst(now);
        } catch (Throwable e) {
            waiters.remove(waiter);
            throw e;
        }
        return () -> leave(waiter);
    }

    private synchronized void leave(Waiter waiter) {
        // One that comes too early for the next one looks again.
        if (waiters.remove(waiter) && waiters.isEmpty()) {
            stopWaking();
        }
    }

    private void wakeFirst(long now) {
        long first = waiters.first().at();
        if (wake != null && wake.at() <= first) {
            return;
        }
        long number = ++lastNumber;
        ScheduledFuture<?> task = timer.schedule(() -> wakeUp(number), first - now, TimeUnit.NANOSECONDS);
        stopWaking();
        wake = new Wake(number, first, task);
    }

    private void stopWaking() {
        if (wake != null) {
            wake.task().cancel(false);
            wake = null;
        }
    }

    private void wakeUp(long number) {
        List<Waiter> due = new ArrayList<>();
        List<Waiter> lost = List.of();
        Throwable refusal = null;
        synchronized (this) {
            if (wake == null || wake.number() != number) {
                return;
            }
            long now = Math.max(wake.at(), wake.now());
            wake = null;
            while (!waiters.isEmpty() && waiters.first().at() <= now) {
                due.add(waiters.pollFirst());
            }
            try {
                if (!waiters.isEmpty()) {
                    wakeFirst(now);
                }
            } catch (Throwable e) {
                // Nobody would wake them.
                refusal = e;
                lost = List.copyOf(waiters);
                waiters.clear();
            }
        }
        due.forEach(Waiter::run);
        for (Waiter waiter : lost) {
            waiter.failed().accept(refusal);
        }
    }
}
