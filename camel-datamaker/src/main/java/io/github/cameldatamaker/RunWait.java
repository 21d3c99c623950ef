package io.github.cameldatamaker;

/** Whether {@code runScenario} waits for the run. */
public enum RunWait {

    /** Answers at once with the run that has begun. */
    none,
    /** The service answers when the run has finished, after five minutes at most; then it is polled. */
    server,
    /** The run is polled until it has finished. */
    poll
}
