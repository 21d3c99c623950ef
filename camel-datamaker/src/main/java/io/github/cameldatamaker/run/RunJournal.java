package io.github.cameldatamaker.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * Which runs were started with which keys: the intent before a run is asked for, its id afterwards. The last
 * {@value #MAX_ENTRIES} are kept. Safe for several threads.
 */
public final class RunJournal implements AutoCloseable {

    private static final int MAX_ENTRIES = 1000;
    /** So that an entry for each always fits into one line of a {@link StoredState}. */
    private static final int MAX_CHARS = 200_000;

    private final @Nullable StoredState store;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /**
     * A start.
     *
     * @param intended when it was about to be asked for
     * @param run      its id, once it is known
     */
    public record Entry(Instant intended, Optional<String> run) {
    }

    private RunJournal(@Nullable StoredState store) {
        this.store = store;
    }

    /** A journal that ends with the process. */
    public static RunJournal inMemory() {
        return new RunJournal(null);
    }

    /**
     * A journal that outlives the process.
     *
     * @param  baseUrl            where the runs are
     * @throws DataMakerException when the repository holds something else under the journal's key, or it is in use
     */
    public static RunJournal open(StateRepository<String, String> repository, String baseUrl) {
        RunJournal journal = new RunJournal(StoredState.open(repository, StoredState.key("started-runs", baseUrl)));
        try {
            journal.store.read().ifPresent(journal::restore);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    private void restore(Map<String, Object> state) {
        state.forEach((key, value) -> {
            List<?> parts = (List<?>) value;
            entries.put(key, new Entry(
                    Instant.parse((String) parts.get(0)), parts.size() > 1 ? Optional.of((String) parts.get(1)) : Optional.empty()));
        });
    }

    /**
     * Begins a start with a key; {@link #end} ends it.
     *
     * @return                    what is known of earlier ones with the same key
     * @throws DataMakerException when one with the same key is under way
     */
    synchronized Optional<Entry> begin(String scenario, RunKey key) {
        if (!underWay.add(entry(scenario, key))) {
            throw new DataMakerException(
                    "Another exchange is just about to start scenario " + scenario + " with the runKey '" + key.value()
                                         + "'; when it has, this one will find its run");
        }
        return Optional.ofNullable(entries.get(entry(scenario, key)));
    }

    synchronized void end(String scenario, RunKey key) {
        underWay.remove(entry(scenario, key));
    }

    /** Before the run is asked for. */
    void intend(String scenario, RunKey key, Instant now) {
        put(entry(scenario, key), new Entry(now, Optional.empty()));
    }

    /** It is known which run has the key. */
    void started(String scenario, RunKey key, String run, Instant now) {
        put(entry(scenario, key), new Entry(now, Optional.of(run)));
    }

    /** It is certain that no run was started. */
    synchronized void forget(String scenario, RunKey key) {
        if (entries.remove(entry(scenario, key)) != null) {
            save();
        }
    }

    private synchronized void put(String key, Entry entry) {
        // The newest stand last, and the eldest go first.
        entries.remove(key);
        entries.put(key, entry);
        int chars = entries.keySet().stream().mapToInt(String::length).sum();
        for (Iterator<String> eldest = entries.keySet().iterator(); entries.size() > MAX_ENTRIES || chars > MAX_CHARS;) {
            chars -= eldest.next().length();
            eldest.remove();
        }
        save();
    }

    private void save() {
        if (store == null) {
            return;
        }
        Map<String, Object> state = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            List<String> parts = new ArrayList<>(List.of(entry.intended().toString()));
            entry.run().ifPresent(parts::add);
            state.put(key, parts);
        });
        store.write(state);
    }

    private static String entry(String scenario, RunKey key) {
        return scenario + " " + key.value();
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
