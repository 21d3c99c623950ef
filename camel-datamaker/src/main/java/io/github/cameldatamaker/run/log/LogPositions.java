package io.github.cameldatamaker.run.log;

import java.util.List;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.run.KnownRuns;
import io.github.cameldatamaker.run.Run;
import io.github.cameldatamaker.run.RunList;
import io.github.cameldatamaker.state.StoredState;

/**
 * The runs whose logs a consumer follows, and how far it has delivered each. Every step writes them to the {@link StoredState}.
 * Thread-safe.
 */
public final class LogPositions implements AutoCloseable {

    private final StoredState state;
    private final boolean isLasting;
    private final KnownRuns<LogPosition> runs = new KnownRuns<>(LogPosition::of, LogPosition::toState);
    private final boolean isNew;
    private boolean isWritten = true;

    /**
     * @param  isLasting          whether the state outlives the process; if not, it is written on close, not with each line
     * @throws DataMakerException if the state cannot be read; it names the key
     */
    public LogPositions(StoredState state, boolean isLasting) {
        this.state = state;
        this.isLasting = isLasting;
        this.isNew = state.read().map(stored -> {
            runs.restore(stored);
            return false;
        }).orElse(true);
    }

    /** Whether nothing was stored before, so this is the consumer's first start. */
    public boolean isNew() {
        return isNew;
    }

    /** The runs to follow. */
    public synchronized List<String> open() {
        return runs.open();
    }

    /** Whether a run is followed, or was. */
    public synchronized boolean isKnown(Run run) {
        return runs.isKnown(run);
    }

    /** Whether the last exchange of that run was delivered. */
    public synchronized boolean isDone(String run) {
        return runs.isDone(run);
    }

    /** Where the log of this run resumes. */
    public synchronized LogPosition position(String run) {
        return runs.value(run).orElse(LogPosition.START);
    }

    /** Marks all present runs as known, without following them. */
    public synchronized void skip(RunList.Found present) {
        runs.closeAll(present);
        write();
    }

    /** Follows runs from their first line. */
    public synchronized void follow(List<Run> fresh) {
        fresh.forEach(run -> runs.put(run, LogPosition.START));
        write();
    }

    /** Follows a run of which only the id is known, unless it is or was followed. */
    public synchronized void follow(String run) {
        if (runs.value(run).isEmpty() && !runs.isDone(run)) {
            runs.put(run, LogPosition.START);
            write();
        }
    }

    synchronized void advance(String run, LogPosition position) {
        if (runs.value(run).isPresent()) {
            runs.put(run, position);
            if (isLasting) {
                write();
            } else {
                isWritten = false;
            }
        }
    }

    synchronized void done(Run run, String id) {
        if (run.id().filter(id::equals).isPresent()) {
            runs.close(run);
        } else {
            runs.close(id);
        }
        write();
    }

    /** Closes a run that no longer exists. */
    public synchronized void vanished(String run) {
        runs.close(run);
        write();
    }

    /** Writes what could not be written before, so that a restart does not repeat more and more lines. */
    synchronized void requireWritten() {
        if (!isWritten) {
            write();
        }
    }

    private void write() {
        isWritten = false;
        state.write(runs.toState());
        isWritten = true;
    }

    /** Releases the key of the state. */
    @Override
    public synchronized void close() {
        try {
            if (!isWritten && !isLasting) {
                write();
            }
        } finally {
            state.close();
        }
    }
}
