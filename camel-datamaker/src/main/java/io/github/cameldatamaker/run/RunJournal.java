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
    /** As characters of JSON, so that all entries fit into one line of a {@link StoredState}. */
    private static final int MAX_CHARS = 240_000;
    private static final int MAX_UNSUCCESSFUL = 10;
    /** Around the texts of an entry. */
    private static final int PUNCTUATION = 60;
    /** A character that is not ASCII is written as an escape. */
    private static final int ESCAPE = 6;

    private final @Nullable StoredState store;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();

    /**
     * A start.
     *
     * @param intended     when it was about to be asked for
     * @param run          its id, once it is known
     * @param unsuccessful earlier runs with the same key, which have failed or were cancelled
     */
    public record Entry(Instant intended, Optional<String> run, List<String> unsuccessful) {

        static Entry read(Object json) {
            List<?> parts = (List<?>) json;
            String run = (String) parts.get(1);
            return new Entry(
                    Instant.parse((String) parts.get(0)), run.isEmpty() ? Optional.empty() : Optional.of(run),
                    parts.stream().skip(2).map(String.class::cast).toList());
        }

        List<String> write() {
            List<String> parts = new ArrayList<>(List.of(intended.toString(), run.orElse("")));
            parts.addAll(unsuccessful);
            return parts;
        }

        private int length() {
            return write().stream().mapToInt(RunJournal::length).sum() + PUNCTUATION;
        }
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
     * @throws DataMakerException when the repository holds something else under the journal's key, or it is in use
     */
    public static RunJournal open(StateRepository<String, String> repository, String key) {
        RunJournal journal = new RunJournal(StoredState.open(repository, key));
        try {
            journal.store.read().ifPresent(journal::restore);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        return journal;
    }

    private void restore(Map<String, Object> state) {
        entries.clear();
        state.forEach((key, value) -> entries.put(key, Entry.read(value)));
    }

    // Another process may have started a run since.
    private void refresh() {
        if (store != null) {
            store.read().ifPresent(this::restore);
        }
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
        try {
            refresh();
        } catch (RuntimeException e) {
            end(scenario, key);
            throw e;
        }
        return Optional.ofNullable(entries.get(entry(scenario, key)));
    }

    synchronized void end(String scenario, RunKey key) {
        underWay.remove(entry(scenario, key));
    }

    /** Before the run is asked for. An earlier one with the key had no success. */
    synchronized void intend(String scenario, RunKey key, Instant now) {
        put(entry(scenario, key), new Entry(now, Optional.empty(), unsuccessful(scenario, key)));
    }

    /** It is known which run has the key. */
    synchronized void started(String scenario, RunKey key, String run, Instant now) {
        put(entry(scenario, key), new Entry(now, Optional.of(run), unsuccessful(scenario, key)));
    }

    /** It is certain that no run was started. */
    synchronized void forget(String scenario, RunKey key) {
        refresh();
        List<String> unsuccessful = unsuccessful(scenario, key);
        if (entries.remove(entry(scenario, key)) != null) {
            if (!unsuccessful.isEmpty()) {
                entries.put(entry(scenario, key), new Entry(Instant.EPOCH, Optional.of(unsuccessful.get(unsuccessful.size() - 1)), unsuccessful));
            }
            save();
        }
    }

    /** The run with the key has failed, or was cancelled. */
    synchronized void failed(String scenario, RunKey key, String run, Instant now) {
        List<String> runs = new ArrayList<>(unsuccessful(scenario, key));
        if (!runs.contains(run)) {
            runs.add(run);
        }
        List<String> last = runs.subList(Math.max(0, runs.size() - MAX_UNSUCCESSFUL), runs.size());
        put(entry(scenario, key), new Entry(now, Optional.of(run), List.copyOf(last)));
    }

    /** Runs with the key that have failed, or were cancelled. */
    synchronized List<String> unsuccessful(String scenario, RunKey key) {
        Entry entry = entries.get(entry(scenario, key));
        return entry == null ? List.of() : entry.unsuccessful();
    }

    private void put(String key, Entry entry) {
        refresh();
        // The newest stand last, and the eldest go first.
        entries.remove(key);
        entries.put(key, entry);
        int chars = entries.entrySet().stream().mapToInt(one -> length(one.getKey()) + one.getValue().length()).sum();
        for (Iterator<Map.Entry<String, Entry>> eldest = entries.entrySet().iterator(); entries.size() > MAX_ENTRIES || chars > MAX_CHARS;) {
            Map.Entry<String, Entry> gone = eldest.next();
            chars -= length(gone.getKey()) + gone.getValue().length();
            eldest.remove();
        }
        save();
    }

    private static int length(String text) {
        return text.chars().map(c -> c < 128 && c >= ' ' ? 1 : ESCAPE).sum();
    }

    private void save() {
        if (store != null) {
            Map<String, Object> state = new LinkedHashMap<>();
            entries.forEach((key, entry) -> state.put(key, entry.write()));
            store.write(state);
        }
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
