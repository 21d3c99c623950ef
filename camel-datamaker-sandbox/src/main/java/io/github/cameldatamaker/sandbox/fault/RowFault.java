package io.github.cameldatamaker.sandbox.fault;

/** A fault in the rows of generate and preview. The response itself is well formed. */
public sealed interface RowFault extends Fault {

    /** Ignores the seed, as a service does whose rows do not reproduce. */
    record DifferentRows() implements RowFault {
    }

    /** That many rows more than were asked for; fewer if negative, but not fewer than none. */
    record RowCountOff(long by) implements RowFault {
    }
}
