package io.github.cameldatamaker.sandbox.fault;

/** A fault in the rows of generate and preview, sent in a response that is well formed. */
public sealed interface RowFault extends Fault {

    /** Ignores the seed: a service whose rows do not reproduce. */
    record DifferentRows() implements RowFault {
    }

    /** That many rows more than asked for, or fewer if negative (never fewer than none). */
    record RowCountOff(long by) implements RowFault {
    }
}
