package io.github.cameldatamaker;

/** How {@code runScenario} waits for the run. */
public enum RunWait {

    /** It does not wait. */
    none,
    /** The service answers when the run has finished, or after five minutes; then the component polls. */
    server,
    /** The component polls until the run has finished. */
    poll
}
