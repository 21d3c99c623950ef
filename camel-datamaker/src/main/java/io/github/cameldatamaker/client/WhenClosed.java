package io.github.cameldatamaker.client;

import java.util.ArrayList;
import java.util.List;

/** Actions that run once, when something is closed. */
public final class WhenClosed {

    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean closed;

    public boolean isClosed() {
        return closed;
    }

    /** Runs the action at once if it is closed already. */
    public void add(Runnable action) {
        synchronized (actions) {
            if (!closed) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Runs the actions. Later calls do nothing. */
    public void close() {
        List<Runnable> due;
        synchronized (actions) {
            closed = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }
}
