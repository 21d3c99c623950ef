package io.github.cameldatamaker.run.start;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.StateLine;
import org.jspecify.annotations.Nullable;

/**
 * One exchange's start with a key: its entry in the journal, and the right to change it if nobody else has. Only the
 * exchange whose {@link #intend} was written last may send the request.
 */
final class RunClaim {

    /** A start this long ago that has no run never reached the service, unless its entry gives it longer. */
    static final Duration SETTLED = Duration.ofSeconds(30);

    /** A process that stood still since its claim claims again before it sends anything. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MAX_CLAIMS = 3;
    private static final int MAX_UNSUCCESSFUL = 10;

    private final Journal journal;
    private final String stateKey;
    private final String scenario;
    private final RunKey key;
    /** The entry of the repository, as last read. */
    private @Nullable String line;
    private Optional<Entry> entry = Optional.empty();
    private boolean isOurs;
    /** Runs with the key that failed or were cancelled. */
    private List<String> unsuccessful = List.of();

    /**
     * What a claim needs of its journal.
     *
     * @param repository where the entries are
     * @param threads    wait for the repository
     * @param sweep      forgets old entries, now and then
     */
    record Journal(DataMakerStateRepository repository, Executor threads, Runnable sweep) {
    }

    /**
     * The entry of a key.
     *
     * @param start        the id of the start; each attempt has its own
     * @param begun        the time just before its request was sent
     * @param settled      how long after that it may still have a run that is not listed
     * @param run          its run, when it is known
     * @param unsuccessful earlier runs with the key that failed or were cancelled
     */
    record Entry(String start, Instant begun, Duration settled, Optional<String> run, List<String> unsuccessful) {

        boolean isSameStart(Entry other) {
            return start.equals(other.start()) && begun.equals(other.begun()) && run.equals(other.run());
        }
    }

    RunClaim(Journal journal, String stateKey, String scenario, RunKey key) {
        this.journal = journal;
        this.stateKey = stateKey;
        this.scenario = scenario;
        this.key = key;
    }

    /** Reads the entry. The caller's thread does not wait. */
    CompletableFuture<Optional<Entry>> read() {
        return later(() -> {
            journal.sweep().run();
            return readNow();
        });
    }

    private synchronized Optional<Entry> readNow() {
        line = journal.repository().getState(stateKey);
        isOurs = false;
        entry = Optional.ofNullable(line).map(this::parse);
        entry.ifPresent(known -> unsuccessful = known.unsuccessful());
        return entry;
    }

    private Entry parse(String text) {
        Map<String, Object> state = StateLine.read(stateKey, text);
        if (!scenario.equals(state.get("scenario")) || !key.value().equals(state.get("key"))) {
            throw StateLine.unreadable(stateKey,
                    "it is for the runKey '" + state.get("key") + "' of scenario " + state.get("scenario"), null);
        }
        try {
            return new Entry(
                    (String) state.get("start"), Instant.parse((String) state.get("begun")), settled(state),
                    Optional.ofNullable((String) state.get("run")),
                    ((List<?>) state.get("unsuccessful")).stream().map(String.class::cast).toList());
        } catch (RuntimeException e) {
            throw StateLine.unreadable(stateKey, e.toString(), e);
        }
    }

    private static Duration settled(Map<String, Object> state) {
        return state.get("settled") instanceof String time ? Duration.parse(time) : SETTLED;
    }

    private String write(Entry next) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("scenario", scenario);
        state.put("key", key.value());
        state.put("start", next.start());
        state.put("begun", next.begun().toString());
        state.put("settled", next.settled().toString());
        next.run().ifPresent(run -> state.put("run", run));
        state.put("unsuccessful", next.unsuccessful());
        return StateLine.write(stateKey, state);
    }

    /**
     * Claims the start after all waits and before the first byte, because another process takes an old claim for dead. The
     * calling thread waits.
     *
     * @param  settled            how long the request may take to the service, at most
     * @throws ClaimedException   if another start has the key
     * @throws DataMakerException if the entry cannot be written in time
     */
    void claim(Clock clock, Duration settled) {
        Instant claimed = claimAt(clock.instant(), settled);
        for (int claims = 1; clock.instant().isAfter(claimed.plus(FRESH)); claims++) {
            if (claims == MAX_CLAIMS) {
                throw new DataMakerException(
                        "Scenario " + scenario + " was not started: each write of its runKey '" + key.value()
                                + "' took longer than "
                                + FRESH.toSeconds() + " s. Check the stateRepository");
            }
            claimed = claimAt(clock.instant(), settled);
        }
    }

    private Instant claimAt(Instant now, Duration settled) {
        if (!intend(now, settled)) {
            throw new ClaimedException(scenario, key);
        }
        return now;
    }

    /**
     * Writes the intention to start.
     *
     * @return whether it may be sent; otherwise another process has changed the entry
     */
    synchronized boolean intend(Instant now, Duration settled) {
        boolean isWritten = set(new Entry(UUID.randomUUID().toString(), now, settled, Optional.empty(), unsuccessful));
        isOurs |= isWritten;
        return isWritten;
    }

    private boolean set(Entry next) {
        String text = write(next);
        if (!journal.repository().compareAndSet(stateKey, line, text)) {
            return false;
        }
        line = text;
        entry = Optional.of(next);
        return true;
    }

    /** The request has started this run. Fails if the key has another run. */
    CompletableFuture<Void> started(String run, Instant now) {
        return later(() -> {
            try {
                startedNow(run, now);
            } catch (RuntimeException e) {
                throw new DataMakerException(
                        "Run " + run + " of scenario " + scenario + " was started, but cannot be remembered for the runKey '"
                                + key.value() + "': "
                                + e.getMessage(),
                        e);
            }
            return null;
        });
    }

    private synchronized void startedNow(String run, Instant now) {
        while (!foundNow(run, now)) {
            if (entry.isPresent()) {
                throw new DataMakerException(
                        "the key may have two runs now, this one and "
                                + entry.get().run().map(other -> "run " + other).orElse("one that another process is starting")
                                + ". This process stood still for longer than a start may take, so another process took over. "
                                + "Cancel one of them");
            }
        }
    }

    /**
     * A search found this run. Returns whether the entry now has it; otherwise another process has changed the entry, and it was
     * read again.
     */
    CompletableFuture<Boolean> found(String run, Instant now) {
        return later(() -> foundNow(run, now));
    }

    private synchronized boolean foundNow(String run, Instant now) {
        if (hasRun(run)
                || set(new Entry(start(), entry.map(Entry::begun).orElse(now), SETTLED, Optional.of(run), unsuccessful))) {
            return true;
        }
        readNow();
        return hasRun(run);
    }

    private boolean hasRun(String run) {
        return entry.flatMap(Entry::run).filter(run::equals).isPresent();
    }

    private String start() {
        return entry.map(Entry::start).orElseGet(() -> UUID.randomUUID().toString());
    }

    /** The run with the key failed or was cancelled. This is written with the next start. */
    synchronized void failed(String run) {
        List<String> runs = new ArrayList<>(unsuccessful);
        runs.remove(run);
        runs.add(run);
        unsuccessful = List.copyOf(runs.subList(Math.max(0, runs.size() - MAX_UNSUCCESSFUL), runs.size()));
    }

    /** Runs with the key that failed or were cancelled. */
    synchronized List<String> unsuccessful() {
        return unsuccessful;
    }

    /** Removes the entry, because it is certain that no run started. */
    CompletableFuture<Void> forget() {
        return later(() -> {
            forgetNow();
            return null;
        });
    }

    private synchronized void forgetNow() {
        if (!isOurs) {
            return;
        }
        if (unsuccessful.isEmpty()) {
            journal.repository().compareAndSet(stateKey, line, null);
        } else {
            set(new Entry(start(), Instant.EPOCH, SETTLED, Optional.of(unsuccessful.get(unsuccessful.size() - 1)), unsuccessful));
        }
    }

    private <T> CompletableFuture<T> later(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, journal.threads());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new DataMakerException("The runKey '" + key.value() + "' of scenario " + scenario + " cannot be looked up: "
                            + e.getMessage(), e));
        }
    }
}
