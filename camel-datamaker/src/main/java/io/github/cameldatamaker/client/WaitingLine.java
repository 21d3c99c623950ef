package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Those who wait for their part of an allowance: by place, then first come, first served, so that none starves. No thread
 * waits; timers and answers move the line on.
 */
final class WaitingLine {

    private final Allowance allowance;
    private final NavigableSet<Waiter> waiters
            = new TreeSet<>(Comparator.comparing((Waiter waiter) -> waiter.claim.load().place()).thenComparing(w -> w.number));
    private long lastNumber;

    WaitingLine(Allowance allowance) {
        this.allowance = allowance;
    }

    /** One that waits. */
    private static final class Waiter {

        private final Claim claim;
        private final long number;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();
        private @Nullable Instant woken;

        Waiter(Claim claim, long number) {
            this.claim = claim;
            this.number = number;
        }

        Instant now() {
            return claim.now();
        }
    }

    /** Completes when it is the claim's turn; with {@link DataMakerRateLimitException} when that would take too long. */
    CompletableFuture<Void> join(Claim claim) {
        Waiter waiter;
        synchronized (this) {
            waiter = new Waiter(claim, ++lastNumber);
            waiters.add(waiter);
        }
        moveOn();
        if (!waiter.turn.isDone()) {
            wakeAt(waiter, claim.deadline()).ifPresentOrElse(
                    due -> waiter.turn.whenComplete((done, error) -> due.cancel(false)), () -> claim.pending().cancel(true));
        }
        return waiter.turn;
    }

    /** Lets go whoever can, and sends away who would wait too long. Called whenever something may have changed. */
    void moveOn() {
        List<Runnable> moves = new ArrayList<>();
        synchronized (this) {
            waiters.removeIf(waiter -> waiter.claim.pending().isDone() && moves.add(() -> waiter.turn.cancel(false)));
            Waiter head = null;
            long rowsAhead = 0;
            Instant blockedUntil = Instant.MIN;
            for (Waiter waiter : List.copyOf(waiters)) {
                Instant now = waiter.now();
                Instant earliest = allowance.earliest(waiter.claim, rowsAhead, now);
                if (earliest.isBefore(blockedUntil) && !allowance.isUnlimited(waiter.claim, now)) {
                    earliest = blockedUntil;
                }
                if (!earliest.isAfter(now)) {
                    go(waiter, now, moves);
                } else if (!leaves(waiter, rowsAhead, earliest, moves)) {
                    head = head == null ? waiter : head;
                    blockedUntil = earliest;
                    rowsAhead += waiter.claim.load().rows();
                }
            }
            if (head != null) {
                wakeWhenItIsItsTurn(head, moves);
            }
        }
        // Outside of the lock: those who go on send their requests.
        moves.forEach(Runnable::run);
    }

    private void go(Waiter waiter, Instant now, List<Runnable> moves) {
        waiters.remove(waiter);
        allowance.take(waiter.claim, now);
        moves.add(() -> waiter.turn.complete(null));
    }

    private boolean leaves(Waiter waiter, long rowsAhead, Instant earliest, List<Runnable> moves) {
        Instant now = waiter.now();
        boolean due = waiter.claim.isDue(now);
        if (allowance.mayComeSooner()) {
            // Who has waited for answers that do not come finds out by asking.
            if (due) {
                go(waiter, now, moves);
            }
            return due;
        }
        if (!due && !earliest.isAfter(waiter.claim.deadline())) {
            return false;
        }
        waiters.remove(waiter);
        HeldBackException refusal = HeldBackException.of(
                waiter.claim, Duration.between(now, earliest), allowance.lack(waiter.claim, rowsAhead, now),
                allowance.waysOut(waiter.claim, rowsAhead, now));
        moves.add(() -> waiter.turn.completeExceptionally(refusal));
        return true;
    }

    private void wakeWhenItIsItsTurn(Waiter head, List<Runnable> moves) {
        Instant earliest = allowance.earliest(head.claim, 0, head.now());
        // A wake that comes too early looks again.
        boolean willBeWoken = head.woken != null && head.woken.isAfter(head.now()) && !head.woken.isAfter(earliest);
        if (!willBeWoken) {
            head.woken = earliest;
            if (wakeAt(head, earliest).isEmpty()) {
                moves.add(() -> head.claim.pending().cancel(true));
            }
        }
    }

    /** Empty when the context has stopped, and with it whoever waited. */
    private Optional<Future<?>> wakeAt(Waiter waiter, Instant at) {
        try {
            // A millisecond later: the delay is cut to whole ones.
            return Optional.of(waiter.claim.timer().schedule(
                    this::moveOn, Duration.between(waiter.now(), at).toMillis() + 1, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
    }
}
