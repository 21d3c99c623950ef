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

/** Runs tasks later. However many wait, the timer has only one task, which wakes the earliest. */
public final class DueTimes {

    /** A longer delay may be more than a timer can count. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private final ScheduledExecutorService timer;
    private final NavigableSet<Waiter> waiters = new TreeSet<>(
            Comparator.comparingLong(Waiter::at).thenComparingLong(Waiter::number));
    private long lastNumber;
    private @Nullable Wake wake;

    /** A task that was scheduled. */
    @FunctionalInterface
    public interface Scheduled {

        /** Cancels the task, unless it has begun. */
        void cancel();
    }

    /** A waiting task. */
    private record Waiter(long at, long number, Runnable task, Consumer<Throwable> failed) {

        void run() {
            try {
                task.run();
            } catch (Throwable e) {
                failed.accept(e);
            }
        }
    }

    /** The task of the timer. Times are in nanoseconds from any origin. */
    private record Wake(long number, long at, ScheduledFuture<?> task) {

        /** The time of the timer, which a test may drive. */
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
     * @param  failed           gets what the task throws, or the refusal of the timer; then the task does not run
     * @throws RuntimeException or an Error, if the timer takes no task
     */
    public synchronized Scheduled schedule(long delayMillis, Runnable task, Consumer<Throwable> failed) {
        long now = wake == null ? 0 : wake.now();
        Waiter waiter = new Waiter(now + Math.min(LONGEST, TimeUnit.MILLISECONDS.toNanos(delayMillis)), ++lastNumber, task,
                failed);
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
        // If it is too early for the next task, it looks again.
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
                // Nothing would wake them.
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
