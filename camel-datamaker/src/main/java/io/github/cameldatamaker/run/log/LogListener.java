package io.github.cameldatamaker.run.log;

import io.github.cameldatamaker.run.Run;

/** Takes the lines of logs, one at a time for each run. A slow listener slows the log down. */
public interface LogListener {

    /** The service answered. */
    void answered();

    /**
     * A stream of a run's log has begun.
     *
     * @param again whether there was a stream before
     */
    void connected(String run, boolean again);

    /** The stream has ended. */
    void disconnected(String run);

    /**
     * A line, in order.
     *
     * @return whether it is accepted; otherwise it comes again
     */
    boolean line(String run, LogLine line);

    /**
     * The run has finished and all its lines are accepted.
     *
     * @return whether this is accepted; otherwise it comes again
     */
    boolean finished(String run, Run state);

    /** Something is wrong with the log of a run; it is read in another way. */
    void problem(String run, RuntimeException problem);
}
