package io.github.cameldatamaker.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The actions of a line, run outside of its lock. An action may fail at once and so move the line again. If that would nest too
 * deep, the actions run one after the other.
 */
final class Moves {

    private static final int DEEPEST = 20;
    private static final ThreadLocal<Nesting> NESTING = ThreadLocal.withInitial(Nesting::new);

    private final List<Runnable> moves = new ArrayList<>();

    /** How deep a thread is nested. */
    private static final class Nesting {

        private int depth;
        private final Deque<Runnable> later = new ArrayDeque<>();
    }

    /** @param turn fails if the move fails */
    void add(Runnable move, CompletableFuture<?> turn) {
        moves.add(() -> {
            try {
                move.run();
            } catch (Throwable e) {
                // The others still have their turn.
                turn.completeExceptionally(e);
            }
        });
    }

    void make() {
        if (moves.isEmpty()) {
            return;
        }
        Nesting nesting = NESTING.get();
        if (nesting.depth == DEEPEST) {
            nesting.later.addAll(moves);
            return;
        }
        nesting.depth++;
        try {
            moves.forEach(Runnable::run);
            while (nesting.depth == 1 && !nesting.later.isEmpty()) {
                nesting.later.remove().run();
            }
        } finally {
            nesting.depth--;
            if (nesting.depth == 0) {
                NESTING.remove();
            }
        }
    }
}
