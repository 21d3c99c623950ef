package io.github.cameldatamaker.run.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.cameldatamaker.client.DataMakerException;

/** The logs that are followed at the same time, each on its own thread. */
public final class FollowedLogs {

    private final Executor threads;
    private final LogPositions positions;
    private final Function<String, FollowedLog> logs;
    private final Map<String, FollowedLog> followed = new LinkedHashMap<>();
    private boolean isPaused;

    /** @param logs makes the followed log of a run */
    public FollowedLogs(Executor threads, LogPositions positions, Function<String, FollowedLog> logs) {
        this.threads = threads;
        this.positions = positions;
        this.logs = logs;
    }

    /**
     * Makes sure that each open run is followed exactly once.
     *
     * @return why runs cannot be followed now
     */
    public synchronized Map<String, RuntimeException> keep() {
        Map<String, RuntimeException> troubles = new LinkedHashMap<>();
        // A cancelled follower may still be at a line. No other may follow that run before it has ended.
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
                    troubles.put(run,
                            new DataMakerException("The log of run " + run + " is not followed until the next poll: " + e, e));
                }
            }
        }
        return troubles;
    }

    private void follow(String run) {
        FollowedLog log = logs.apply(run);
        threads.execute(log);
        // Only after the hand-over: a run that got no thread is followed from the next poll on.
        followed.put(run, log);
    }

    /** Stops following a run. */
    public synchronized void leave(String run) {
        FollowedLog log = followed.get(run);
        if (log != null) {
            log.cancel();
        }
    }

    /** Stops following all runs at once, until {@link #resume()}. */
    public synchronized void pause() {
        isPaused = true;
        followed.values().forEach(FollowedLog::cancel);
    }

    /** Follows them again from the next {@link #keep()} on. */
    public synchronized void resume() {
        isPaused = false;
    }
}
