package io.github.cameldatamaker.run.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.cameldatamaker.client.DataMakerException;

/** The logs that are followed at the same time, each on a thread. */
public final class FollowedLogs {

    private final Executor threads;
    private final LogPositions positions;
    private final Function<String, FollowedLog> logs;
    private final Map<String, FollowedLog> followed = new LinkedHashMap<>();
    private boolean isPaused;

    /** @param logs makes the log of a run, to be followed */
    public FollowedLogs(Executor threads, LogPositions positions, Function<String, FollowedLog> logs) {
        this.threads = threads;
        this.positions = positions;
        this.logs = logs;
    }

    /**
     * Sees to it that each open run is followed, by one thread only.
     *
     * @return what keeps runs from being followed now
     */
    public synchronized Map<String, RuntimeException> keep() {
        Map<String, RuntimeException> troubles = new LinkedHashMap<>();
        // Who was cancelled may still be at a line: nobody else may follow that run before it is over.
        followed.values().removeIf(FollowedLog::isOver);
        for (String run : positions.open()) {
            FollowedLog log = followed.get(run);
            if (log != null) {
                log.trouble().ifPresent(trouble -> troubles.put(run, trouble));
            } else if (!isPaused) {
                try {
                    follow(run);
                } catch (Throwable e) {
                    // The others are followed nevertheless.
                    troubles.put(run, new DataMakerException("The log of run " + run + " is not followed until the next poll: " + e, e));
                }
            }
        }
        return troubles;
    }

    private void follow(String run) {
        FollowedLog log = logs.apply(run);
        threads.execute(log);
        // Behind the hand-over: a run whose thread could not be had is followed from the next poll on.
        followed.put(run, log);
    }

    /** Ends the following of a run. */
    public synchronized void leave(String run) {
        FollowedLog log = followed.get(run);
        if (log != null) {
            log.cancel();
        }
    }

    /** Ends the following of all, at once, until it is resumed. */
    public synchronized void pause() {
        isPaused = true;
        followed.values().forEach(FollowedLog::cancel);
    }

    /** From the next {@link #keep()} on. */
    public synchronized void resume() {
        isPaused = false;
    }
}
