package io.github.cameldatamaker.run.log;

import java.util.Optional;
import java.util.Set;

import io.github.cameldatamaker.client.ServerSentEvents;
import io.github.cameldatamaker.client.ServerSentEvents.Event;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a followed log behind a position, whether the stream goes on there (it was asked to, by {@code Last-Event-ID}) or
 * starts anew. Reads no further than it is asked to.
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

    /** Behind the last line that {@link #next()} gave. */
    LogPosition position() {
        return position;
    }

    /**
     * The next line that was not delivered, waiting for it; empty when the stream has ended.
     *
     * @throws ForeignLogException when the stream cannot be told to be that of the delivered lines
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
            // Who asked for what follows an id, and gets the first id, gets it all again.
            isFromStart = position.eventId().isEmpty() || next.id().equals(position.firstId());
            toSkip = isFromStart ? position.lines() : position.into();
        }
    }

    // One at a time: an event may hold a million empty ones.
    private LogLine lineOf(Event current) {
        int end = current.data().indexOf('\n', lineStart);
        boolean isLast = end < 0;
        String text = isLast ? current.data().substring(lineStart) : current.data().substring(lineStart, end);
        lineStart = end + 1;
        event = isLast ? null : current;
        return new LogLine(position.lines() + 1, text, isLast && current.isCut(), current.id(), isLast);
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
