package io.github.cameldatamaker.run.log;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.cameldatamaker.state.Checksum;

/**
 * How far a log was delivered. It can resume there from events that resume, from events that start anew, and from text.
 *
 * @param lines   the number of delivered lines
 * @param eventId the id of the last event that was delivered completely; empty if there is none
 * @param into    the number of delivered lines after that event
 * @param firstId the id of the first event, which shows a stream that starts anew
 * @param digest  of all lines; it shows whether a stream that starts anew without ids is the same log
 */
record LogPosition(long lines, String eventId, long into, String firstId, long digest) {

    /** Before the first line. */
    public static final LogPosition START = new LogPosition(0, "", 0, "", 0);

    /** Odd, so that no two digests collide. It spreads the bits of a checksum over the whole digest. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The position after the next line. */
    LogPosition after(LogLine line) {
        String first = lines == 0 && firstId.isEmpty() ? line.eventId() : firstId;
        boolean wholeEvent = line.endsEvent() && !line.eventId().isEmpty() && !line.eventId().equals(eventId);
        return new LogPosition(
                lines + 1, wholeEvent ? line.eventId() : eventId, wholeEvent ? 0 : into + 1, first, digest(digest, line.text()));
    }

    /** This position, with the ids of a stream that has replayed it. */
    LogPosition in(LogPosition replayed) {
        return new LogPosition(lines, replayed.eventId(), replayed.into(), replayed.firstId(), digest);
    }

    /** This position, with another digest of the lines before it. */
    LogPosition withDigest(long other) {
        return new LogPosition(lines, eventId, into, firstId, other);
    }

    /** The digest of the lines before and this line. A fast checksum is enough to distinguish logs. */
    static long digest(long before, String line) {
        return (Long.rotateLeft(before, Integer.SIZE) ^ Checksum.fast(line)) * SPREAD;
    }

    /** In JSON form. */
    Object toState() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("lines", lines);
        state.put("event", eventId);
        state.put("into", into);
        state.put("first", firstId);
        state.put("digest", digest);
        return state;
    }

    static LogPosition of(Object state) {
        Map<?, ?> fields = (Map<?, ?>) state;
        return new LogPosition(
                ((Number) fields.get("lines")).longValue(), (String) fields.get("event"),
                ((Number) fields.get("into")).longValue(),
                (String) fields.get("first"), ((Number) fields.get("digest")).longValue());
    }
}
