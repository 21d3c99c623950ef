package io.github.cameldatamaker;

/** From where on a consumer sees the runs of a scenario, when it starts for the first time. */
public enum StartFrom {

    /** Runs that are not there yet. */
    now,
    /** All runs that the service lists. */
    beginning
}
