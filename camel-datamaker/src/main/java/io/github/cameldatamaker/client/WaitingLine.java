package io.github.cameldatamaker.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.cameldatamaker.client.Lane.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The claims that wait for an allowance, in lanes. The first lane goes first, and every other lane gets its share of the turns.
 * No thread waits: answers move the line, and so does one timer task, however many claims wait.
 */
final class WaitingLine {

    /** A lane that waits gets at least one of so many turns. */
    private static final int SHARE = 4;
    /** An early wake just looks again. A longer delay may be more than a timer can count. */
    private static final Duration LONGEST_SLEEP = Duration.ofDays(1);

    private final Allowance allowance;
    private final List<Lane> lanes;
    private @Nullable Wake wake;
    private long lastWake;

    /** The task that moves the line. It runs on the timer of one waiter and ends with that waiter. */
    private record Wake(long number, Waiter owner, Instant at, Future<?> task) {

        boolean isComing() {
            return !task.isDone() && owner.lane().has(owner) && !owner.claim().timer().isShutdown();
        }
    }

    WaitingLine(Allowance allowance) {
        this.allowance = allowance;
        this.lanes = Stream.generate(Lane::new).limit(allowance.lanes()).toList();
    }

    /**
     * Completes when it is the claim's turn. Fails with {@link DataMakerRateLimitException} if that would take too long. It is
     * cancelled when the claim is void.
     */
    CompletableFuture<Void> join(Claim claim) {
        Lane lane = lanes.get(allowance.lane(claim));
        Waiter waiter = lane.waiter(claim);
        change(moves -> {
            lane.add(waiter);
            try {
                look(moves);
                refuseIfTooLong(waiter, moves);
            } catch (Throwable e) {
                lane.remove(waiter);
                throw e;
            }
        });
        claim.pending().future().whenComplete((response, error) -> leave(waiter));
        return waiter.turn();
    }

    private void leave(Waiter waiter) {
        change(moves -> {
            if (waiter.lane().remove(waiter)) {
                moves.add(() -> waiter.turn().cancel(false), waiter.turn());
                look(moves);
            }
        });
    }

    /** Grants the claims that can go, and refuses those that would wait too long. Called whenever something may have changed. */
    void moveOn() {
        change(this::look);
    }

    // Nothing else would wake the waiters. The running task does not count: it wakes nobody else.
    private void moveOnOrFail(long number) {
        try {
            change(moves -> {
                if (wake != null && wake.number() == number) {
                    wake = null;
                }
                look(moves);
            });
        } catch (Throwable e) {
            change(moves -> lanes.forEach(lane -> lane.all().forEach(waiter -> fail(waiter, e, moves))));
        }
    }

    private void change(Consumer<Moves> change) {
        Moves moves = new Moves();
        try {
            synchronized (this) {
                change.accept(moves);
            }
        } finally {
            // Outside of the lock, because the waiters send their requests.
            moves.make();
        }
    }

    private void look(Moves moves) {
        do {
            letGo(moves);
        } while (sendAway(moves) || !willBeWoken(moves));
    }

    private void letGo(Moves moves) {
        lanes.forEach(Lane::unblock);
        for (Lane next = nextLane(); next != null; next = nextLane()) {
            Waiter first = next.first();
            Instant now = first.claim().now();
            Instant earliest = allowance.earliest(first.claim(), 0, now);
            if (earliest.isAfter(now)) {
                next.block(earliest);
            } else {
                go(first, now, moves);
            }
        }
    }

    private @Nullable Lane nextLane() {
        Lane next = null;
        for (Lane lane : lanes) {
            if (!lane.isEmpty() && !lane.isBlocked()) {
                if (lane.turnsOfOthers() >= SHARE - 1) {
                    return lane;
                }
                next = next == null ? lane : next;
            }
        }
        return next;
    }

    private void go(Waiter waiter, Instant now, Moves moves) {
        waiter.lane().remove(waiter);
        lanes.forEach(Lane::turnOfAnother);
        waiter.lane().ownTurn();
        allowance.take(waiter.claim(), now);
        moves.add(() -> waiter.turn().complete(null), waiter.turn());
    }

    /** Returns whether a waiter left, so that others may be in front now. */
    private boolean sendAway(Moves moves) {
        boolean anyone = false;
        for (Lane lane : lanes) {
            while (!lane.isEmpty() && isSentAway(lane.hastiest(), lane.blockedUntil(), moves)) {
                anyone = true;
            }
        }
        return anyone;
    }

    private boolean isSentAway(Waiter waiter, Instant earliest, Moves moves) {
        Instant now = waiter.claim().now();
        boolean isDue = waiter.claim().isDue(now);
        if (allowance.mayComeSooner()) {
            // A claim that waited for answers in vain finds out by sending its request.
            if (isDue) {
                go(waiter, now, moves);
            }
            return isDue;
        }
        if (!isDue && !earliest.isAfter(waiter.claim().deadline())) {
            return false;
        }
        refuse(waiter, now, moves);
        return true;
    }

    // A new claim knows how many wait in front of it.
    private void refuseIfTooLong(Waiter waiter, Moves moves) {
        Instant now = waiter.claim().now();
        if (waiter.lane().has(waiter) && !allowance.mayComeSooner()
                && earliest(waiter, waiter.lane().rowsAhead(waiter), now).isAfter(waiter.claim().deadline())) {
            refuse(waiter, now, moves);
            look(moves);
        }
    }

    private Instant earliest(Waiter waiter, long rowsAhead, Instant now) {
        Instant own = allowance.earliest(waiter.claim(), rowsAhead, now);
        return own.isBefore(waiter.lane().blockedUntil()) ? waiter.lane().blockedUntil() : own;
    }

    private void refuse(Waiter waiter, Instant now, Moves moves) {
        Claim claim = waiter.claim();
        long rowsAhead = waiter.lane().rowsAhead(waiter);
        HeldBackException refusal = HeldBackException.of(
                claim, Duration.between(now, earliest(waiter, rowsAhead, now)), allowance.lack(claim, rowsAhead, now),
                allowance.waysOut(claim, rowsAhead, now));
        fail(waiter, refusal, moves);
    }

    private void fail(Waiter waiter, Throwable error, Moves moves) {
        waiter.lane().remove(waiter);
        moves.add(() -> waiter.turn().completeExceptionally(error), waiter.turn());
    }

    /** Schedules the next look at the line. A waiter that cannot be woken does not wait. */
    private boolean willBeWoken(Moves moves) {
        Waiter next = null;
        Instant at = Instant.MAX;
        for (Lane lane : lanes) {
            if (!lane.isEmpty() && lane.blockedUntil().isBefore(at)) {
                next = lane.first();
                at = lane.blockedUntil();
            }
            if (!lane.isEmpty() && lane.hastiest().claim().deadline().isBefore(at)) {
                next = lane.hastiest();
                at = next.claim().deadline();
            }
        }
        if (next == null) {
            stopWaking();
            return true;
        }
        if (wake != null && wake.isComing() && !wake.at().isAfter(at)) {
            return true;
        }
        return wakeAt(next, at, moves);
    }

    private boolean wakeAt(Waiter waiter, Instant at, Moves moves) {
        stopWaking();
        Duration wait = Duration.between(waiter.claim().now(), at);
        Duration sleep = wait.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : wait;
        long number = ++lastWake;
        try {
            // One millisecond later, because the delay is cut to whole milliseconds.
            Future<?> task = waiter.claim().timer().schedule(() -> moveOnOrFail(number), sleep.toMillis() + 1,
                    TimeUnit.MILLISECONDS);
            wake = new Wake(number, waiter, at, task);
            return true;
        } catch (Throwable e) {
            fail(waiter, new DataMakerException(
                    waiter.claim().method() + " " + waiter.claim().path()
                            + " was not sent: it must wait for the budget, and the timer takes no "
                            + "task: " + e,
                    e), moves);
            return false;
        }
    }

    private void stopWaking() {
        if (wake != null) {
            wake.task().cancel(false);
            wake = null;
        }
    }
}
