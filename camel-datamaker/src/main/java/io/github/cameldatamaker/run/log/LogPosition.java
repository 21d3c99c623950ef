package io.github.cameldatamaker.run.log;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * How far a log was delivered: so that it goes on there whether it comes as events that resume, as events from the start, or as
 * text.
 *
 * @param lines   how many lines of the log
 * @param eventId the id of the last event that was delivered whole; empty while there was none
 * @param into    how many lines behind that event
 * @param firstId the id of the first event: what comes when a stream starts anew
 * @param digest  of all lines: tells whether a stream without ids that starts anew is the same log
 */
public record LogPosition(long lines, String eventId, long into, String firstId, long digest) {

    /** Before the first line. */
    public static final LogPosition START = new LogPosition(0, "", 0, "", 0);

    /** Odd, so that no two digests become one; its bits spread those of a checksum over all of a digest. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The position behind the line that follows this one. */
    LogPosition after(LogLine line) {
        String first = lines == 0 && firstId.isEmpty() ? line.eventId() : firstId;
        boolean wholeEvent = line.endsEvent() && !line.eventId().isEmpty() && !line.eventId().equals(eventId);
        return new LogPosition(
                lines + 1, wholeEvent ? line.eventId() : eventId, wholeEvent ? 0 : into + 1, first, digest(digest, line.text()));
    }

    /** This position, in a stream that has shown it by these ids. */
    LogPosition in(LogPosition replayed) {
        return new LogPosition(lines, replayed.eventId(), replayed.into(), replayed.firstId(), digest);
    }

    /** This position, in a log whose lines before it have this digest. */
    LogPosition withDigest(long other) {
        return new LogPosition(lines, eventId, into, firstId, other);
    }

    // Of the lines in their order; a checksum that a processor computes at memory speed is enough to tell logs from each other.
    private static long digest(long before, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length);
        return (Long.rotateLeft(before, Integer.SIZE) ^ checksum.getValue()) * SPREAD;
    }

    /** As JSON can hold it. */
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
                ((Number) fields.get("lines")).longValue(), (String) fields.get("event"), ((Number) fields.get("into")).longValue(),
                (String) fields.get("first"), ((Number) fields.get("digest")).longValue());
    }
}
