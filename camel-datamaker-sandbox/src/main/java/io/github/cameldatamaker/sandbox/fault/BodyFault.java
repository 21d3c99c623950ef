package io.github.cameldatamaker.sandbox.fault;

import java.time.Duration;

/** A fault in the transport of a body that is otherwise right. Bytes count from the body's first; a shorter body comes through whole. */
public sealed interface BodyFault extends Fault {

    /** The connection is cut after that many bytes: a chunked body without its end. */
    record CutAfter(long bytes) implements BodyFault {
    }

    /** The connection is cut after that many server-sent events; comments do not count. */
    record CutAfterEvents(long events) implements BodyFault {
    }

    /** The response ends after that many bytes as if that were all: a valid end, missing content. */
    record EndEarlyAfter(long bytes) implements BodyFault {
    }

    /** Sends that many bytes, then nothing, with the connection open until the client or the sandbox closes it. */
    record StallAfter(long bytes) implements BodyFault {
    }

    /** Sends that many bytes at a time, with a pause after each. */
    record Drip(int bytesPerWrite, Duration pause) implements BodyFault {
    }
}
