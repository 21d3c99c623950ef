package io.github.cameldatamaker.sandbox.fault;

import java.time.Duration;

/** A fault in the transport of a correct body. Bytes are those of the body; a shorter body arrives whole. */
public sealed interface BodyFault extends Fault {

    /** Cuts the connection after that many bytes. The body is chunked, so its end is missing. */
    record CutAfter(long bytes) implements BodyFault {
    }

    /** Cuts the connection after that many server-sent events. Comments do not count. */
    record CutAfterEvents(long events) implements BodyFault {
    }

    /** Ends the body after that many bytes, as if it were complete. */
    record EndEarlyAfter(long bytes) implements BodyFault {
    }

    /** Sends that many bytes and then nothing. The connection stays open until the client or the sandbox closes it. */
    record StallAfter(long bytes) implements BodyFault {
    }

    /** Sends that many bytes at a time, with a pause after each write. */
    record Drip(int bytesPerWrite, Duration pause) implements BodyFault {
    }
}
