package io.github.cameldatamaker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time that a test drives: a clock that stands still, and a timer whose tasks run when the clock is moved past them. */
public final class DrivenTime extends AbstractExecutorService implements ScheduledExecutorService {

    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(Comparator.comparing((Task<?> task) -> task.at));
    private volatile Instant now;

    public DrivenTime(Instant start) {
        this.now = start;
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /** Moves the clock, and runs the tasks on the way at their times. */
    public void advance(Duration by) {
        Instant end = now.plus(by);
        for (Task<?> due = next(end); due != null; due = next(end)) {
            now = due.at.isAfter(now) ? due.at : now;
            due.run();
        }
        now = end;
    }

    /** The time of the next task; the far future if there is none. */
    public synchronized Instant nextTask() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.isEmpty() ? Instant.MAX : tasks.peek().at;
    }

    private synchronized Task<?> next(Instant end) {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.isEmpty() || tasks.peek().at.isAfter(end) ? null : tasks.remove();
    }

    /** A task and its time. */
    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final Instant at;

        Task(Callable<V> callable, Instant at) {
            super(callable);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now, at));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public synchronized <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Task<V> task = new Task<>(callable, now.plus(delay, unit.toChronoUnit()));
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(java.util.concurrent.Executors.callable(command), delay, unit);
    }

    /** Periodic tasks watch stopping routes, in real time. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return schedule(() -> null, Long.MAX_VALUE / 2, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public synchronized void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
