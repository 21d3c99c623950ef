package io.github.cameldatamaker.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.github.cameldatamaker.client.DataMakerException;

/**
 * The runs of a scenario that a consumer has seen, in bounded memory. It knows
 *
 * <ul>
 * <li>the <em>open</em> ones, which it is not done with, each with a value: how far its log was read, or its last status;</li>
 * <li>of those it is done with, the {@value #RECENT} that started last, by id; more, if they started in the same instant;</li>
 * <li>of all others, that they started no later than a time ({@code since});</li>
 * <li>of those without a time of their start, the {@value #UNTIMED} that were listed last, by id.</li>
 * </ul>
 *
 * So a run that appears late, after others that started later, still counts as new while it is among the last {@value #RECENT}.
 * The consumer bounds the number of open runs: it takes no more from {@link RunList} than it can hold. Not thread-safe.
 *
 * @param <V> what is kept of an open run; JSON must be able to hold what {@code writer} makes of it
 */
public final class KnownRuns<V> {

    /** The number of finished runs that are known by their ids. */
    static final int RECENT = 100;
    /** More than a list has, so that a dropped run is no longer listed. */
    static final int UNTIMED = RunList.MAX_UNTIMED + 500;

    private final Function<Object, V> reader;
    private final Function<V, Object> writer;
    private final Map<String, Open<V>> open = new LinkedHashMap<>();
    private final Map<String, Instant> recent = new LinkedHashMap<>();
    /** Finished runs without a start time, in the order in which they were listed last. */
    private final Set<String> untimed = new LinkedHashSet<>();
    private Instant since = Instant.MIN;

    // A run without a start counts as the newest: dropping it too early would make it new again.
    private record Open<V>(Instant start, V value) {
    }

    /**
     * @param reader makes a value from its JSON form
     * @param writer makes the JSON form of a value
     */
    public KnownRuns(Function<Object, V> reader, Function<V, Object> writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /**
     * Restores what {@link #toState()} returned.
     *
     * @throws DataMakerException if the state is something else
     */
    public void restore(Map<String, Object> state) {
        try {
            open.clear();
            recent.clear();
            untimed.clear();
            since = state.get("since") instanceof String text ? Instant.parse(text) : Instant.MIN;
            ((Map<?, ?>) state.get("open")).forEach((id, entry) -> open.put((String) id, opened((Map<?, ?>) entry)));
            ((Map<?, ?>) state.get("recent")).forEach((id, start) -> close((String) id, start(start)));
            ((List<?>) state.getOrDefault("untimed", List.of())).forEach(id -> untimed.add((String) id));
        } catch (RuntimeException e) {
            throw new DataMakerException("it holds no runs: " + e.getMessage(), e);
        }
    }

    private Open<V> opened(Map<?, ?> entry) {
        return new Open<>(start(entry.get("start")), reader.apply(entry.get("value")));
    }

    private static Instant start(Object text) {
        return "".equals(text) ? Instant.MAX : Instant.parse((String) text);
    }

    private static String text(Instant start) {
        return start.equals(Instant.MAX) ? "" : start.toString();
    }

    /** All of it in JSON form. */
    public Map<String, Object> toState() {
        Map<String, Object> state = new LinkedHashMap<>();
        if (!since.equals(Instant.MIN)) {
            state.put("since", since.toString());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        open.forEach((id, entry) -> values.put(
                id, Map.of("start", text(entry.start()), "value", writer.apply(entry.value()))));
        state.put("open", values);
        Map<String, Object> starts = new LinkedHashMap<>();
        recent.forEach((id, start) -> starts.put(id, text(start)));
        state.put("recent", starts);
        if (!untimed.isEmpty()) {
            state.put("untimed", List.copyOf(untimed));
        }
        return state;
    }

    /** Whether a run that was just listed was seen before: it is open or closed. */
    public boolean isKnown(Run run) {
        String id = id(run);
        if (untimed.remove(id)) {
            untimed.add(id);
        }
        return open.containsKey(id) || isDone(id) || run.startedAt().filter(start -> !start.isAfter(since)).isPresent();
    }

    /** Whether the run is among the last closed ones. */
    public boolean isDone(String id) {
        return recent.containsKey(id) || untimed.contains(id);
    }

    /** The ids of the open runs, in the order in which they were opened. */
    public List<String> open() {
        return List.copyOf(open.keySet());
    }

    /** The value of an open run; empty if it is not open. */
    public Optional<V> value(String id) {
        return Optional.ofNullable(open.get(id)).map(Open::value);
    }

    /** Opens a run, or sets the value of an open one. */
    public void put(Run run, V value) {
        open.put(id(run), new Open<>(run.startedAt().orElse(Instant.MAX), value));
    }

    /** Opens a run of which only the id is known, or sets the value of an open one. */
    public void put(String id, V value) {
        Open<V> before = open.get(id);
        open.put(id, new Open<>(before == null ? Instant.MAX : before.start(), value));
    }

    /** Closes a run, which need not be open. */
    public void close(Run run) {
        Open<V> before = open.remove(id(run));
        close(id(run), run.startedAt().orElse(before == null ? Instant.MAX : before.start()));
    }

    /** Closes an open run that has vanished. */
    public void close(String id) {
        Open<V> before = open.remove(id);
        close(id, before == null ? Instant.MAX : before.start());
    }

    private void close(String id, Instant start) {
        if (start.equals(Instant.MAX)) {
            closeUntimed(id);
            return;
        }
        recent.put(id, start);
        while (recent.size() > RECENT && hasSeveralStarts()) {
            forgetOldest();
        }
    }

    private void closeUntimed(String id) {
        untimed.add(id);
        if (untimed.size() > UNTIMED) {
            untimed.remove(untimed.iterator().next());
        }
    }

    // More runs may have the newest start and not be open yet: only their ids distinguish them.
    private boolean hasSeveralStarts() {
        return Collections.min(recent.values()).isBefore(Collections.max(recent.values()));
    }

    // Together with all that started at the same time, because only their time remains known.
    private void forgetOldest() {
        Instant oldest = Collections.min(recent.values());
        recent.values().removeIf(oldest::equals);
        since = oldest.isAfter(since) ? oldest : since;
    }

    /** Marks all present runs as seen, for a consumer that starts from now. */
    public void closeAll(RunList.Found present) {
        present.known().forEach(this::close);
        present.fresh().forEach(this::close);
        if (!present.isWhole()) {
            // The runs of later pages started before all of these.
            present.fresh().stream().map(Run::startedAt).flatMap(Optional::stream).min(Instant::compareTo)
                    .filter(oldest -> oldest.isAfter(since)).ifPresent(oldest -> since = oldest);
        }
    }

    static String id(Run run) {
        return run.id()
                .orElseThrow(() -> new DataMakerException("The service lists a run without an id: " + run.fields().keySet()));
    }
}
