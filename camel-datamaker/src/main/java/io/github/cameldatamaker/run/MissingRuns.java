package io.github.cameldatamaker.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells runs that are gone from those that are missed for a moment, since a gateway without its backend may know of nothing: a run
 * has vanished when {@value #POLLS} polls in a row have read the list, without it, and were told that there is no such run.
 */
public final class MissingRuns {

    private static final int POLLS = 3;

    private Map<String, Integer> before = Map.of();
    private Map<String, Integer> now = Map.of();
    private final Set<String> listed = new HashSet<>();
    private boolean isListRead;

    /** A poll begins. What breaks it off lets the count begin anew. */
    public void nextPoll() {
        before = now;
        now = new HashMap<>();
        listed.clear();
        isListRead = false;
    }

    /** Whether the last poll missed a run, so that this one needs the list. */
    public boolean isAny() {
        return !before.isEmpty();
    }

    /** Takes note of which of these runs the list names, while it is read for others. */
    public Predicate<Run> noting(Set<String> open, Predicate<Run> known) {
        return run -> {
            run.id().filter(open::contains).ifPresent(listed::add);
            return known.test(run);
        };
    }

    /** The list was read to where its reader wanted. */
    public void listRead() {
        isListRead = true;
    }

    /**
     * The service says in this poll that there is no such run.
     *
     * @return whether it has vanished
     */
    public boolean missed(String run) {
        if (listed.contains(run)) {
            return false;
        }
        int polls = before.getOrDefault(run, 0) + (isListRead ? 1 : 0);
        now.put(run, polls);
        return polls >= POLLS;
    }
}
