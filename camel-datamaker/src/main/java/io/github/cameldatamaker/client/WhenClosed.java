package io.github.cameldatamaker.client;

import java.util.ArrayList;
import java.util.List;

/** What is to be done when something is closed, once. */
public final class WhenClosed {

    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean closed;

    public boolean isClosed() {
        return closed;
    }

    /** Done at once if it is closed already. */
    public void add(Runnable action) {
        synchronized (actions) {
            if (!closed) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** It is closed, now or earlier. */
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
