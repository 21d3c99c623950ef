package io.github.cameldatamaker.run.start;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameldatamaker.state.DataMakerStateRepository;
import io.github.cameldatamaker.state.StateScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that were started with each key. Each key has its own entry, so that processes can share a repository. An entry is
 * removed 30 days after its last change. Thread-safe.
 */
public final class RunJournal {

    private static final Logger LOG = LoggerFactory.getLogger(RunJournal.class);
    private static final String KIND = "start";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final long BETWEEN_SWEEPS = TimeUnit.HOURS.toNanos(1);

    private final DataMakerStateRepository repository;
    private final StateScope scope;
    private final Executor threads;
    private final AtomicLong nextSweep = new AtomicLong(System.nanoTime());

    /**
     * @param repository where the entries are; its owner starts and stops it
     * @param scope      whose runs they are
     * @param threads    wait for the repository
     */
    public RunJournal(DataMakerStateRepository repository, StateScope scope, Executor threads) {
        this.repository = repository;
        this.scope = scope;
        this.threads = threads;
    }

    /**
     * Begins a start with a key. Others may have begun one too, here or in another process: the entry decides which one is sent.
     */
    RunClaim begin(String scenario, RunKey key) {
        return new RunClaim(
                new RunClaim.Journal(repository, threads, this::sweep), scope.key(KIND, scenario, key.value()), scenario, key);
    }

    /** Removes old entries from time to time. A failure to remove them does not stop a start. */
    private void sweep() {
        long now = System.nanoTime();
        long due = nextSweep.get();
        if (now - due < 0 || !nextSweep.compareAndSet(due, now + BETWEEN_SWEEPS)) {
            return;
        }
        try {
            int forgotten = repository.forget("datamaker:" + KIND, KEPT);
            LOG.debug("Forgot {} runKeys that are older than {} days", forgotten, KEPT.toDays());
        } catch (RuntimeException e) {
            LOG.warn("Old runKeys could not be removed from {}: {}", repository, e.getMessage());
        }
    }
}
