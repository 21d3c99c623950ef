package io.github.cameldatamaker.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

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
public record LogPosition(long lines, String eventId, long into, String firstId, String digest) {

    /** Before the first line. */
    public static final LogPosition START = new LogPosition(0, "", 0, "", "");

    private static final int DIGEST_BYTES = 8;
    // Each digest() leaves it as it was.
    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(LogPosition::sha);

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
    LogPosition withDigest(String other) {
        return new LogPosition(lines, eventId, into, firstId, other);
    }

    private static String digest(String before, String line) {
        MessageDigest sha = SHA.get();
        sha.update(before.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sha.digest(line.getBytes(StandardCharsets.UTF_8)), 0, DIGEST_BYTES);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
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
                (String) fields.get("first"), (String) fields.get("digest"));
    }
}
