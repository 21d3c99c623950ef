package io.github.cameldatamaker.run.log;

import io.github.cameldatamaker.run.Run;

/** Takes the lines of logs, one at a time for each run, on the thread that reads them: what takes long slows the log down. */
public interface LogListener {

    /** The service answered. */
    void answered();

    /**
     * A stream of a run's log has begun.
     *
     * @param again whether there was one before
     */
    void connected(String run, boolean again);

    /** It has ended. */
    void disconnected(String run);

    /**
     * A line, in order.
     *
     * @return whether it is done with; else it comes again
     */
    boolean line(String run, LogLine line);

    /**
     * The run has finished and all of its lines are done with.
     *
     * @return whether this is done with; else it comes again
     */
    boolean finished(String run, Run state);

    /** Something is wrong with the log of a run, which goes on another way. */
    void problem(String run, RuntimeException problem);
}
