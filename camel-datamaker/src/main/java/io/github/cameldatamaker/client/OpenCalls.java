package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The calls of one kind that await their answers. Each holds a thread and a connection, so there is a limit. Further calls wait
 * here without a thread, and no longer than for an answer.
 */
final class OpenCalls {

    /** The most calls of each kind. */
    private static final int MOST = 64;

    private final NavigableSet<Waiter> waiters = new TreeSet<>(
            Comparator.comparing(Waiter::deadline).thenComparing(Waiter::number));
    private final AtomicInteger changes = new AtomicInteger();
    private int open;
    private long lastNumber;
    private @Nullable Wake wake;

    /** Calls of one kind never wait for those of another, so slow calls hold up no others. */
    enum Kind {
        /** The service answers at once. */
        QUICK,
        /**
         * The body is read while it is sent, and may need the answers of quick calls: the next page of a list, a resumed
         * generation.
         */
        STREAMED,
        /** The service is asked to answer late. */
        SLOW,
        /** Its sender is about to stop and cannot wait for other calls. */
        LAST;

        static Kind of(ApiRequest request) {
            if (request.load().patience() == Load.Patience.NONE) {
                return LAST;
            }
            boolean streamed = request.body().filter(body -> body instanceof ApiBody.Rows || body instanceof ApiBody.File)
                    .isPresent();
            return streamed ? STREAMED : request.responseTimeout().isPresent() ? SLOW : QUICK;
        }
    }

    /** A call that waits for its turn. */
    private record Waiter(Claim claim, Instant deadline, long number, Duration limit, CompletableFuture<Void> turn) {

        Instant now() {
            return claim.now();
        }

        DataMakerTimeoutException timeout() {
            return new DataMakerTimeoutException(
                    claim.method() + " " + claim.path() + " was not sent: " + MOST
                            + " requests like it have waited for their answers for "
                            + limit.toMillis() + " ms (option responseTimeout). Send fewer at once",
                    "responseTimeout", limit, true);
        }
    }

    /** The task that ends the wait with the earliest deadline. */
    private record Wake(Instant at, ScheduledExecutorService timer, Future<?> task) {

        boolean isComing() {
            return !task.isDone() && !timer.isShutdown();
        }
    }

    /**
     * Completes when a call may begin; the caller must {@linkplain #end end} it. Fails with {@link DataMakerTimeoutException} if
     * the limit ends first. It is cancelled when the claim is void.
     */
    CompletableFuture<Void> begin(Claim claim, Duration limit) {
        Waiter waiter;
        synchronized (this) {
            waiter = new Waiter(claim, claim.now().plus(limit), ++lastNumber, limit, new CompletableFuture<>());
            waiters.add(waiter);
        }
        moveOn();
        if (!waiter.turn().isDone()) {
            claim.pending().future().whenComplete((response, error) -> leave(waiter));
        }
        return waiter.turn();
    }

    /** A call has its answer, or will get none. */
    void end() {
        synchronized (this) {
            open--;
        }
        moveOn();
    }

    private void leave(Waiter waiter) {
        boolean waited;
        synchronized (this) {
            waited = waiters.remove(waiter);
        }
        if (waited) {
            waiter.turn().cancel(false);
            moveOn();
        }
    }

    // Outside of the lock, because the waiters send their requests; one after the other, because each may end at once.
    private void moveOn() {
        int seen = changes.incrementAndGet();
        if (seen > 1) {
            // Another thread is moving the line and will look again.
            return;
        }
        try {
            do {
                for (Runnable move = next(); move != null; move = next()) {
                    move.run();
                }
                seen = changes.addAndGet(-seen);
            } while (seen > 0);
        } catch (Throwable e) {
            // The next one begins anew.
            changes.set(0);
            throw e;
        }
    }

    private synchronized @Nullable Runnable next() {
        if (waiters.isEmpty()) {
            stopWaking();
            return null;
        }
        Waiter first = waiters.first();
        if (open < MOST) {
            open++;
            waiters.remove(first);
            return () -> {
                if (!first.turn().complete(null)) {
                    end();
                }
            };
        }
        if (!first.now().isBefore(first.deadline())) {
            waiters.remove(first);
            return () -> first.turn().completeExceptionally(first.timeout());
        }
        return wakeAtDeadlineOf(first);
    }

    private @Nullable Runnable wakeAtDeadlineOf(Waiter first) {
        if (wake != null && wake.isComing() && !wake.at().isAfter(first.deadline())) {
            return null;
        }
        stopWaking();
        try {
            // A millisecond later: the delay is cut to whole ones.
            long delay = Duration.between(first.now(), first.deadline()).toMillis() + 1;
            ScheduledExecutorService timer = first.claim().timer();
            wake = new Wake(first.deadline(), timer, timer.schedule(this::moveOn, delay, TimeUnit.MILLISECONDS));
            return null;
        } catch (Throwable e) {
            // No call may wait without end.
            waiters.remove(first);
            return () -> first.turn().completeExceptionally(e);
        }
    }

    private void stopWaking() {
        if (wake != null) {
            wake.task().cancel(false);
            wake = null;
        }
    }
}
