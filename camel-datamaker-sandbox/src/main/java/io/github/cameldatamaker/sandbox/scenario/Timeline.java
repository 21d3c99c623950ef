package io.github.cameldatamaker.sandbox.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what happens on the sandbox's clock. One thread checks all waits: at once when the clock is moved or something has
 * changed, and by itself when the time has come.
 */
public final class Timeline implements AutoCloseable {

    /** Something to wait for. */
    @FunctionalInterface
    public interface Watch {

        /** When to check again, {@link Instant#MAX} if only a change can end the wait. Empty ends the wait. */
        Optional<Instant> check(Instant now);
    }

    // Nothing tells us that a client has gone, so waits are checked from time to time.
    private static final Duration CHECK_AT_LEAST_EVERY = Duration.ofMillis(30);
    private static final Duration CHECK_AT_MOST_EVERY = Duration.ofMillis(2);

    private record Waiting(Watch watch, CompletableFuture<Void> over) {
    }

    private final Clock clock;
    private final List<Waiting> waiting = new ArrayList<>();
    private final ScheduledExecutorService checker;
    private final ExecutorService continuations;
    private boolean checkScheduled;
    private boolean closed;

    public Timeline(Clock clock) {
        this.clock = clock;
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "datamaker-sandbox-timeline");
            thread.setDaemon(true);
            return thread;
        };
        this.checker = Executors.newSingleThreadScheduledExecutor(daemons);
        this.continuations = Executors.newCachedThreadPool(daemons);
    }

    /**
     * Waits until the watch is over.
     *
     * @return completes then, on a thread that may block; fails with what the watch throws; is cancelled when the sandbox closes
     */
    public CompletableFuture<Void> when(Watch watch) {
        Waiting wait = new Waiting(watch, new CompletableFuture<>());
        try {
            checker.execute(() -> add(wait));
        } catch (RejectedExecutionException e) {
            wait.over().completeExceptionally(new CancellationException("the sandbox is closed"));
        }
        return wait.over();
    }

    private void add(Waiting wait) {
        if (closed) {
            wait.over().cancel(false);
        } else {
            waiting.add(wait);
            check();
        }
    }

    /** Checks all waits now, because something may have changed. */
    public void changed() {
        try {
            checker.execute(this::check);
        } catch (RejectedExecutionException e) {
            // The sandbox is closed, so nothing waits.
        }
    }

    private void check() {
        Instant now = clock.instant();
        Instant next = Instant.MAX;
        Iterator<Waiting> each = waiting.iterator();
        while (each.hasNext()) {
            Waiting wait = each.next();
            try {
                Optional<Instant> again = wait.watch().check(now);
                if (again.isEmpty()) {
                    each.remove();
                    wait.over().completeAsync(() -> null, continuations);
                } else if (again.get().isBefore(next)) {
                    next = again.get();
                }
            } catch (RuntimeException e) {
                each.remove();
                continuations.execute(() -> wait.over().completeExceptionally(e));
            }
        }
        if (!waiting.isEmpty() && !checkScheduled) {
            checkScheduled = true;
            checker.schedule(this::scheduledCheck, pause(now, next).toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void scheduledCheck() {
        checkScheduled = false;
        check();
    }

    private static Duration pause(Instant now, Instant next) {
        if (!next.isBefore(now.plus(CHECK_AT_LEAST_EVERY))) {
            return CHECK_AT_LEAST_EVERY;
        }
        Duration left = Duration.between(now, next);
        return left.compareTo(CHECK_AT_MOST_EVERY) < 0 ? CHECK_AT_MOST_EVERY : left;
    }

    /** Ends all waits. */
    @Override
    public void close() {
        if (checker.isShutdown()) {
            return;
        }
        checker.execute(this::cancelAll);
        checker.shutdown();
    }

    private void cancelAll() {
        // A wait that begins before the shutdown may be added after this.
        closed = true;
        waiting.forEach(wait -> wait.over().cancel(false));
        waiting.clear();
        continuations.shutdown();
    }
}
