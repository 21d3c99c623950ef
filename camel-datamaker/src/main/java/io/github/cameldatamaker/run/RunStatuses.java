package io.github.cameldatamaker.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.StoredState;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of runs that were observed, and which of them were delivered. An observed status is stored before it is delivered.
 * So it is delivered even if the run continues, the route fails or the process dies. Not thread-safe.
 */
public final class RunStatuses implements AutoCloseable {

    /** The most open runs that fit into one line of a {@link StoredState}. More are observed when some of them have finished. */
    private static final int MAX_OPEN = 500;
    /** A run with this many undelivered statuses is not observed further. */
    private static final int MAX_UNDELIVERED = 10;

    private final StoredState store;
    private final Predicate<String> wanted;
    private final boolean isNew;
    private boolean isWritten = true;
    private final KnownRuns<Observed> known = new KnownRuns<>(Observed::read, Observed::write);

    /**
     * The observed statuses of a run.
     *
     * @param delivered   the last delivered status; empty if there is none
     * @param undelivered the statuses after it
     */
    private record Observed(String delivered, List<String> undelivered) {

        static Observed read(Object json) {
            List<String> statuses = ((List<?>) json).stream().map(String.class::cast).toList();
            return new Observed(statuses.get(0), statuses.subList(1, statuses.size()));
        }

        Object write() {
            List<String> statuses = new ArrayList<>(List.of(delivered));
            statuses.addAll(undelivered);
            return statuses;
        }

        String last() {
            return undelivered.isEmpty() ? delivered : undelivered.get(undelivered.size() - 1);
        }

        Observed and(String status) {
            List<String> statuses = new ArrayList<>(undelivered);
            statuses.add(status);
            return new Observed(delivered, List.copyOf(statuses));
        }

        Observed afterDelivery() {
            return new Observed(undelivered.get(0), undelivered.subList(1, undelivered.size()));
        }
    }

    /**
     * Resumes from the stored state.
     *
     * @param  wanted             the statuses to deliver
     * @throws DataMakerException if the state is something else; it names the key
     */
    public RunStatuses(StoredState store, Predicate<String> wanted) {
        this.store = store;
        this.wanted = wanted;
        Optional<Map<String, Object>> state = store.read();
        try {
            state.ifPresent(known::restore);
        } catch (DataMakerException e) {
            throw new DataMakerException("Cannot resume from the state '" + store.key() + "': " + e.getMessage(), e);
        }
        this.isNew = state.isEmpty();
    }

    /** Whether nothing was stored. */
    public boolean isNew() {
        return isNew;
    }

    /** Whether a run was observed before. */
    public boolean isKnown(Run run) {
        return known.isKnown(run);
    }

    /** Whether all statuses of a run were delivered, including its end. */
    public boolean isDone(String id) {
        return known.isDone(id) && known.value(id).isEmpty();
    }

    /** The runs that have not finished, or have undelivered statuses. */
    public Set<String> open() {
        return new LinkedHashSet<>(known.open());
    }

    /** How many more runs can be observed. */
    public int room() {
        return MAX_OPEN - known.open().size();
    }

    /** Begins from now: all present statuses count as delivered. Running runs are observed further. */
    public void beginWith(RunList.Found present) {
        known.closeAll(present);
        present.fresh().stream().filter(run -> !run.isFinished()).limit(MAX_OPEN)
                .forEach(run -> known.put(run, new Observed(run.status(), List.of())));
        save();
    }

    /** Stores the statuses of runs, and those that could not be written before. */
    public void observe(Collection<Run> runs) {
        boolean hasNews = !isWritten;
        for (Run run : runs) {
            hasNews |= observe(run);
        }
        if (hasNews) {
            save();
        }
    }

    private boolean observe(Run run) {
        Observed before = run.id().flatMap(known::value).orElse(new Observed("", List.of()));
        if (before.last().equals(run.status()) || before.undelivered().size() == MAX_UNDELIVERED) {
            return false;
        }
        known.put(run, before.and(run.status()));
        passUnwanted(KnownRuns.id(run));
        return true;
    }

    /** A status that nobody wants counts as delivered when its turn comes. */
    private void passUnwanted(String id) {
        for (Observed observed = next(id); observed != null && !wanted.test(observed.undelivered().get(0)); observed = next(id)) {
            pass(id, observed);
        }
    }

    private @Nullable Observed next(String id) {
        return known.value(id).filter(observed -> !observed.undelivered().isEmpty()).orElse(null);
    }

    private void pass(String id, Observed observed) {
        if (new Run(Map.of("status", observed.undelivered().get(0))).isFinished()) {
            known.close(id);
        } else {
            known.put(id, observed.afterDelivery());
        }
    }

    /** The next status to deliver of each of these runs. */
    public Queue<StatusEvent> undelivered(Collection<Run> runs) {
        Map<String, Run> byId = new LinkedHashMap<>();
        runs.forEach(run -> run.id().ifPresent(id -> byId.put(id, run)));
        Queue<StatusEvent> events = new LinkedList<>();
        for (String id : known.open()) {
            Observed observed = next(id);
            if (observed != null && byId.containsKey(id)) {
                Optional<String> previous = Optional.of(observed.delivered()).filter(status -> !status.isEmpty());
                events.add(StatusEvent.of(id, byId.get(id), observed.undelivered().get(0), previous));
            }
        }
        return events;
    }

    /** The next status of a run was delivered. */
    public void delivered(StatusEvent event) {
        Observed observed = next(event.id());
        if (observed != null) {
            pass(event.id(), observed);
            passUnwanted(event.id());
            save();
        }
    }

    /** A run no longer exists. */
    public void vanished(String id) {
        known.close(id);
        save();
    }

    private void save() {
        isWritten = false;
        store.write(known.toState());
        isWritten = true;
    }

    @Override
    public void close() {
        store.close();
    }
}
