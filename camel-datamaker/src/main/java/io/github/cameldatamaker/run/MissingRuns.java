package io.github.cameldatamaker.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Distinguishes runs that are gone from runs that are missing for a moment, for example because a gateway has lost its backend. A
 * run has vanished if {@value #POLLS} polls in a row read the list without it and were told that there is no such run.
 */
public final class MissingRuns {

    private static final int POLLS = 3;

    private Map<String, Integer> before = Map.of();
    private Map<String, Integer> now = Map.of();
    private final Set<String> listed = new HashSet<>();
    private boolean isListRead;

    /** A poll begins. A poll that breaks off resets the count. */
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

    /** Notes which of these runs are on the list, while the list is read for others. */
    public Predicate<Run> noting(Set<String> open, Predicate<Run> known) {
        return run -> {
            run.id().filter(open::contains).ifPresent(listed::add);
            return known.test(run);
        };
    }

    /** The list was read as far as its reader wanted. */
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
