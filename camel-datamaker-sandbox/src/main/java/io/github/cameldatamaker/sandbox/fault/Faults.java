package io.github.cameldatamaker.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The faults in force. Of the rules that match a request, in the order they were given, the first that is due fires; one fault a request.
 */
public final class Faults {

    private final List<FaultRule> rules = new ArrayList<>();
    private long fired;

    /**
     * Starts a rule; it comes into force with the call that says what goes wrong.
     *
     * @param method {@code POST} or the like, or {@code *} for any
     * @param path   {@code {x}} stands for one segment, {@code *} for anything: {@code /templates/{id}/generate}, {@code /templates/*}
     */
    public FaultRule on(String method, String path) {
        return new FaultRule(this, method, path);
    }

    synchronized Faults add(FaultRule rule) {
        rules.add(rule);
        return this;
    }

    /** Takes every rule out of force and counts from zero. */
    public synchronized void clear() {
        rules.clear();
        fired = 0;
    }

    /** How many requests met a fault. */
    public synchronized long fired() {
        return fired;
    }

    /** The fault that this request meets, if any. Counts it. */
    public synchronized Optional<Fault> take(String method, String path) {
        FaultRule first = null;
        for (FaultRule rule : rules) {
            if (rule.matches(method, path) && rule.due() && first == null) {
                first = rule;
            }
        }
        if (first == null) {
            return Optional.empty();
        }
        fired++;
        return Optional.of(first.fire());
    }
}
