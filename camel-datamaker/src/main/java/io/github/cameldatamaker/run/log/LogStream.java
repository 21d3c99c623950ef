package io.github.cameldatamaker.run.log;

import java.util.Optional;
import java.util.Set;

import io.github.cameldatamaker.client.ServerSentEvents;
import io.github.cameldatamaker.client.ServerSentEvents.Event;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a followed log after a position, whether the stream resumes there (as {@code Last-Event-ID} asks) or starts anew.
 * It reads no further than needed.
 */
final class LogStream {

    private static final String END = "end";
    private static final Set<String> LINES = Set.of("log", "message");

    private final ServerSentEvents events;
    private @Nullable Event event;
    private int lineStart;
    private LogPosition position;
    private LogPosition replayed = LogPosition.START;
    private long toSkip;
    private boolean isFromStart;
    private boolean isBegun;

    LogStream(ServerSentEvents events, LogPosition position) {
        this.events = events;
        this.position = position;
    }

    /** The position after the last line of {@link #next()}. */
    LogPosition position() {
        return position;
    }

    /**
     * Waits for the next line that was not delivered; empty when the stream has ended.
     *
     * @throws ForeignLogException if the stream does not show the delivered lines
     */
    Optional<LogLine> next() {
        while (true) {
            while (event == null) {
                Optional<Event> next = events.next();
                if (next.isEmpty() || next.get().type().equals(END)) {
                    return Optional.empty();
                }
                if (LINES.contains(next.get().type())) {
                    begin(next.get());
                }
            }
            LogLine line = lineOf(event);
            if (toSkip > 0) {
                skip(line);
            } else {
                position = position.after(line);
                return Optional.of(line);
            }
        }
    }

    private void begin(Event next) {
        event = next;
        lineStart = 0;
        if (!isBegun) {
            isBegun = true;
            // A stream that was asked to resume, but begins with the first id, starts anew.
            isFromStart = position.eventId().isEmpty() || next.id().equals(position.firstId());
            toSkip = isFromStart ? position.lines() : position.into();
        }
    }

    // One line at a time, because an event may hold a million empty ones.
    private LogLine lineOf(Event current) {
        int end = current.data().indexOf('\n', lineStart);
        boolean isLast = end < 0;
        String text = isLast ? current.data().substring(lineStart) : current.data().substring(lineStart, end);
        lineStart = end + 1;
        event = isLast ? null : current;
        // On the thread that reads, which may be ahead of the one that delivers.
        Optional<LogRecord> structured = toSkip > 0 ? Optional.empty() : LogRecord.of(text);
        return new LogLine(position.lines() + 1, text, isLast && current.isCut(), current.id(), isLast, structured);
    }

    private void skip(LogLine line) {
        toSkip--;
        if (!isFromStart) {
            return;
        }
        replayed = replayed.after(line);
        if (toSkip == 0) {
            if (replayed.digest() != position.digest()) {
                throw new ForeignLogException("stream");
            }
            position = position.in(replayed);
        }
    }
}
