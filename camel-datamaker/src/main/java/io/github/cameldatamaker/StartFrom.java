package io.github.cameldatamaker;

/** The runs of a scenario that a consumer without a state starts with. */
public enum StartFrom {

    /** Only new runs. */
    now,
    /** All runs that the service lists. */
    beginning
}
