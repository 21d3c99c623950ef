package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Those who wait for their part of an allowance: by place, then first come, first served, so that none starves. No thread
 * waits; timers and answers move the line on.
 */
final class WaitingLine {

    private final String option;
    private final Allowance allowance;
    private final PriorityQueue<Waiter> waiters
            = new PriorityQueue<>(Comparator.comparing((Waiter waiter) -> waiter.claim.load().place()).thenComparing(w -> w.number));
    private long lastNumber;

    /** @param option what the wait is for, in messages */
    WaitingLine(String option, Allowance allowance) {
        this.option = option;
        this.allowance = allowance;
    }

    /** One that waits. */
    private static final class Waiter {

        private final Claim claim;
        private final long number;
        private final Instant deadline;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private Instant woken = Instant.MIN;

        Waiter(Claim claim, long number, Instant now) {
            this.claim = claim;
            this.number = number;
            this.deadline = now.plus(claim.resilience().longestWait());
        }
    }

    /** Completes when it is the claim's turn; with {@link DataMakerRateLimitException} when that would take too long. */
    CompletableFuture<Void> join(Claim claim) {
        Waiter waiter;
        synchronized (this) {
            waiter = new Waiter(claim, ++lastNumber, claim.clock().instant());
            waiters.add(waiter);
        }
        moveOn();
        return waiter.turn;
    }

    /** Lets go whoever can. Called whenever something may have changed. */
    void moveOn() {
        Map<Waiter, @Nullable Duration> done = new java.util.LinkedHashMap<>();
        synchronized (this) {
            leave(done);
            for (Waiter head = waiters.peek(); head != null && canGo(head); head = waiters.peek()) {
                waiters.remove();
                done.put(head, null);
            }
            Waiter head = waiters.peek();
            if (head != null) {
                wake(head);
            }
        }
        // Outside of the lock: those who go on send their requests.
        done.forEach(WaitingLine.this::finish);
    }

    private boolean canGo(Waiter head) {
        Instant now = head.claim.clock().instant();
        if (allowance.earliest(head.claim, now).isAfter(now)) {
            return false;
        }
        allowance.take(head.claim, now);
        return true;
    }

    // Those who were cancelled, and those whose turn will not come in time.
    private void leave(Map<Waiter, @Nullable Duration> done) {
        waiters.removeIf(waiter -> waiter.claim.pending().isDone() && waiter.turn.cancel(false));
        List<Waiter> late = new ArrayList<>();
        for (Waiter waiter : waiters) {
            Instant now = waiter.claim.clock().instant();
            Instant earliest = allowance.earliest(waiter.claim, now);
            boolean possible = earliest.equals(Allowance.UNKNOWN) || !earliest.isAfter(waiter.deadline);
            if (!possible || earliest.isAfter(now) && !now.isBefore(waiter.deadline)) {
                late.add(waiter);
                done.put(waiter, earliest.equals(Allowance.UNKNOWN) ? Duration.ZERO : Duration.between(now, earliest));
            }
        }
        waiters.removeAll(late);
    }

    private void wake(Waiter head) {
        Instant now = head.claim.clock().instant();
        Instant earliest = allowance.earliest(head.claim, now);
        Instant at = earliest.isBefore(head.deadline) ? earliest : head.deadline;
        if (at.equals(head.woken)) {
            return;
        }
        head.woken = at;
        try {
            // A millisecond later: the delay is cut to whole ones.
            head.claim.timer().schedule(this::moveOn, Duration.between(now, at).toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The context has stopped, and with it whoever waited.
            waiters.remove(head);
            head.turn.cancel(false);
        }
    }

    private void finish(Waiter waiter, @Nullable Duration wait) {
        if (wait == null) {
            waiter.turn.complete(null);
            return;
        }
        ApiError error = new ApiError(
                429, "quota_exceeded", "held back, not sent: " + option + " is used up", Map.of(), null, waiter.claim.method(),
                waiter.claim.path());
        waiter.turn.completeExceptionally(new DataMakerRateLimitException(error, wait));
    }
}
