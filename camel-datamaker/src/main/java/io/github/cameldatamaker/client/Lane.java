package io.github.cameldatamaker.client;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/** Claims that wait in a row, first come, first served. Not thread-safe. */
final class Lane {

    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final NavigableSet<Waiter> byDeadline = new TreeSet<>(
            Comparator.comparing((Waiter waiter) -> waiter.claim.deadline()).thenComparing(waiter -> waiter.number));
    private long lastNumber;
    private long rows;
    private long turnsOfOthers;
    private @Nullable Instant blockedUntil;

    /** A claim that waits for its turn. */
    static final class Waiter {

        private final Claim claim;
        private final Lane lane;
        private long number;
        private final CompletableFuture<Void> turn = new CompletableFuture<>();

        private Waiter(Claim claim, Lane lane) {
            this.claim = claim;
            this.lane = lane;
        }

        Claim claim() {
            return claim;
        }

        Lane lane() {
            return lane;
        }

        CompletableFuture<Void> turn() {
            return turn;
        }
    }

    /** A waiter that can be added to this lane. */
    Waiter waiter(Claim claim) {
        return new Waiter(claim, this);
    }

    void add(Waiter waiter) {
        waiter.number = ++lastNumber;
        waiters.add(waiter);
        byDeadline.add(waiter);
        rows += waiter.claim.load().rows();
    }

    /** Removes a waiter; returns whether it was there. */
    boolean remove(Waiter waiter) {
        boolean wasHere = waiters.remove(waiter);
        if (wasHere) {
            byDeadline.remove(waiter);
            rows -= waiter.claim.load().rows();
        }
        return wasHere;
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    boolean has(Waiter waiter) {
        return waiters.contains(waiter);
    }

    List<Waiter> all() {
        return List.copyOf(waiters);
    }

    Waiter first() {
        return waiters.iterator().next();
    }

    /** The waiter with the earliest deadline. */
    Waiter hastiest() {
        return byDeadline.first();
    }

    /** The rows that the waiters in front of this one will take. */
    long rowsAhead(Waiter waiter) {
        if (waiter.number == lastNumber) {
            return rows - waiter.claim.load().rows();
        }
        long ahead = 0;
        for (Waiter other : waiters) {
            if (other == waiter) {
                break;
            }
            ahead += other.claim.load().rows();
        }
        return ahead;
    }

    /** No claim of this lane can go before that time. */
    void block(Instant until) {
        blockedUntil = until;
    }

    void unblock() {
        blockedUntil = null;
    }

    boolean isBlocked() {
        return blockedUntil != null;
    }

    Instant blockedUntil() {
        return blockedUntil == null ? Instant.MIN : blockedUntil;
    }

    void ownTurn() {
        turnsOfOthers = 0;
    }

    void turnOfAnother() {
        if (!isEmpty()) {
            turnsOfOthers++;
        }
    }

    /** How many claims of other lanes went while this lane waited. */
    long turnsOfOthers() {
        return turnsOfOthers;
    }
}
