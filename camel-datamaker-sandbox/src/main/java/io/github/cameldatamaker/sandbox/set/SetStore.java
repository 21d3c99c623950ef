package io.github.cameldatamaker.sandbox.set;

import io.github.cameldatamaker.sandbox.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The saved sets of the workspace by name, with the latest version of each. */
public final class SetStore {

    private final Clock clock;
    private final Map<String, SavedSet> sets = new LinkedHashMap<>();
    private long lastPosition;

    public SetStore(Clock clock) {
        this.clock = clock;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        sets.clear();
        lastPosition = 0;
    }

    /** Saves version 1 of a new name, or the next version of a known one. */
    public synchronized SavedSet save(String name, SetRows rows) {
        SavedSet old = sets.get(name);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SavedSet saved = old == null ? new SavedSet(++lastPosition, name, 1, rows, now)
                : new SavedSet(old.position(), name, old.version() + 1, rows, now);
        sets.put(name, saved);
        return saved;
    }

    /**
     * The latest version.
     *
     * @throws ApiException not_found
     */
    public synchronized SavedSet get(String name) {
        SavedSet set = sets.get(name);
        if (set == null) {
            throw ApiException.notFound("there is no set '" + name + "'");
        }
        return set;
    }

    /**
     * Removes a set with all its versions.
     *
     * @throws ApiException not_found
     */
    public synchronized void delete(String name) {
        sets.remove(get(name).name());
    }

    /** Replaces everything. */
    public synchronized void restore(List<SavedSet> kept) {
        clear();
        for (SavedSet set : kept) {
            sets.put(set.name(), set);
            lastPosition = Math.max(lastPosition, set.position());
        }
    }

    /** All sets, oldest first. */
    public synchronized List<SavedSet> list() {
        return List.copyOf(sets.values());
    }
}
