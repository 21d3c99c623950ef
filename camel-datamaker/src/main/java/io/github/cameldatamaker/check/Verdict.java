package io.github.cameldatamaker.check;

/** What is thought of an answer. */
enum Verdict {

    /** As the REST contract says. */
    fits,
    /** In another form, which the component understands. */
    tolerated,
    /** Nothing is known of it. */
    unknown,
    /** The key, or the role of its user, is not enough. */
    refused,
    /** The service does not have it, or has it in a form that the component does not understand. */
    missing,
    /** There was no answer, or an error of the service. */
    failed
}
