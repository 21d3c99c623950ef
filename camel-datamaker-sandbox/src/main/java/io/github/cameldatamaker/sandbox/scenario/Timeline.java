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
 * Waits for what happens on the sandbox's clock, without a thread for each wait: one thread looks at all of them, at once when it is told
 * that the clock was moved or something has changed, and by itself when the time has come.
 */
public final class Timeline implements AutoCloseable {

    /** Something to wait for. */
    @FunctionalInterface
    public interface Watch {

        /** When to look again, {@link Instant#MAX} if only a change can end it; empty when it is over. */
        Optional<Instant> look(Instant now);
    }

    // A watch may end, too, because a client has gone, of which nobody tells us.
    private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofMillis(30);
    private static final Duration LOOK_AT_MOST_EVERY = Duration.ofMillis(2);

    private record Waiting(Watch watch, CompletableFuture<Void> over) {
    }

    private final Clock clock;
    private final List<Waiting> waiting = new ArrayList<>();
    private final ScheduledExecutorService looker;
    private final ExecutorService continuations;
    private boolean lookScheduled;

    public Timeline(Clock clock) {
        this.clock = clock;
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "datamaker-sandbox-timeline");
            thread.setDaemon(true);
            return thread;
        };
        this.looker = Executors.newSingleThreadScheduledExecutor(daemons);
        this.continuations = Executors.newCachedThreadPool(daemons);
    }

    /**
     * Waits.
     *
     * @return completes, on a thread that may block, when the watch is over; with what it threw if it threw; cancelled when the sandbox closes
     */
    public CompletableFuture<Void> when(Watch watch) {
        Waiting wait = new Waiting(watch, new CompletableFuture<>());
        try {
            looker.execute(() -> {
                waiting.add(wait);
                look();
            });
        } catch (RejectedExecutionException e) {
            wait.over().completeExceptionally(new CancellationException("the sandbox is closed"));
        }
        return wait.over();
    }

    /** Says that something may have changed. */
    public void changed() {
        try {
            looker.execute(this::look);
        } catch (RejectedExecutionException e) {
            // Closed: there is nobody left to tell.
        }
    }

    private void look() {
        Instant now = clock.instant();
        Instant next = Instant.MAX;
        Iterator<Waiting> each = waiting.iterator();
        while (each.hasNext()) {
            Waiting wait = each.next();
            try {
                Optional<Instant> again = wait.watch().look(now);
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
        if (!waiting.isEmpty() && !lookScheduled) {
            lookScheduled = true;
            looker.schedule(this::scheduledLook, pause(now, next).toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void scheduledLook() {
        lookScheduled = false;
        look();
    }

    private static Duration pause(Instant now, Instant next) {
        if (!next.isBefore(now.plus(LOOK_AT_LEAST_EVERY))) {
            return LOOK_AT_LEAST_EVERY;
        }
        Duration left = Duration.between(now, next);
        return left.compareTo(LOOK_AT_MOST_EVERY) < 0 ? LOOK_AT_MOST_EVERY : left;
    }

    /** Ends every wait. */
    @Override
    public void close() {
        if (looker.isShutdown()) {
            return;
        }
        looker.execute(() -> {
            waiting.forEach(wait -> wait.over().cancel(false));
            waiting.clear();
            continuations.shutdown();
        });
        looker.shutdown();
    }
}
