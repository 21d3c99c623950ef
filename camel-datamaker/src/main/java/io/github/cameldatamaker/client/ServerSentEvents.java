package io.github.cameldatamaker.client;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code text/event-stream} as the HTML standard says ("Server-sent events", 9.2.6), one event at a time, on the caller's
 * thread, so a slow caller slows the socket down. It keeps a bounded part of an event's data, drops the rest, and marks the
 * event.
 */
public final class ServerSentEvents implements Closeable {

    private static final String MEDIA_TYPE = "text/event-stream";
    private static final byte[] BOM = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SPACE = { ' ' };
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY = "retry".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ID = 1024;
    private static final int BEFORE_DATA = BOM.length + "data: ".length();
    private static final int KEPT_CAPACITY = 8192;

    private final LineReader lines;
    private final Closeable source;
    private final int maxSize;
    private boolean first = true;
    private @Nullable String firstData;
    /** All of an event's data, once it has a second line. */
    private final StringBuilder data = new StringBuilder();
    private int dataBytes;
    private boolean cut;
    private String type = "";
    /** Usually the type of the next event too. */
    private String lastType = "";
    private String idSeen;
    private String lastEventId;
    private Optional<Duration> retry = Optional.empty();

    /**
     * An event.
     *
     * @param type  its name; {@code message} if it has none
     * @param data  its data; several data lines are joined by LF
     * @param id    the last id of the stream, with this event or before; empty if there was none
     * @param isCut whether the data was longer than the bound
     */
    public record Event(String type, String data, String id, boolean isCut) {
    }

    /** The response is not a stream of events. */
    public static final class NoEventsException extends DataMakerException {

        private static final long serialVersionUID = 1L;

        NoEventsException(String message) {
            super(message);
        }
    }

    /**
     * The events of a text.
     *
     * @param maxSize the most bytes of an event's data that are kept
     */
    ServerSentEvents(InputStream in, int maxSize) {
        this(in, in, maxSize, "");
    }

    private ServerSentEvents(InputStream in, Closeable source, int maxSize, String lastEventId) {
        this.lines = LineReader.ofEvents(in, maxSize + BEFORE_DATA);
        this.source = source;
        this.maxSize = maxSize;
        this.idSeen = lastEventId;
        this.lastEventId = lastEventId;
    }

    /**
     * The events of a response. Closing them closes it.
     *
     * @param  maxSize            the most bytes of an event's data that are kept
     * @param  lastEventId        the {@code Last-Event-ID} that was sent; empty for none
     * @param  beforeRead         runs before each read of bytes, which may wait
     * @throws NoEventsException  if the response is no stream of events; it is then closed
     */
    public static ServerSentEvents of(ApiResponse response, int maxSize, String lastEventId, Runnable beforeRead) {
        String contentType = response.contentType().orElse("");
        if (!contentType.split(";")[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            response.close();
            throw new NoEventsException(
                    response + " is no stream of events: its Content-Type is '" + contentType + "', not " + MEDIA_TYPE);
        }
        return new ServerSentEvents(new ToldReads(response.body(), beforeRead), response, maxSize, lastEventId);
    }

    /** Tells somebody before each read. */
    private static final class ToldReads extends FilterInputStream {

        private final Runnable beforeRead;

        ToldReads(InputStream in, Runnable beforeRead) {
            super(in);
            this.beforeRead = beforeRead;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            beforeRead.run();
            return super.read(buffer, offset, length);
        }
    }

    /**
     * Waits for the next event; empty at the end of the stream. An event without its final blank line does not count.
     *
     * @throws DataMakerException if the stream breaks or is silent for too long, as {@link ApiResponse#body()} says
     */
    public Optional<Event> next() {
        while (lines.advance() && lines.isTerminated()) {
            int from = first && lines.length() >= BOM.length && lines.matches(0, BOM.length, BOM) ? BOM.length : 0;
            first = false;
            if (from < lines.length()) {
                field(from);
                continue;
            }
            Optional<Event> event = dispatch();
            if (event.isPresent()) {
                return event;
            }
        }
        return Optional.empty();
    }

    // It compares bytes: a log line takes four lines of the stream, and only needed ones become text.
    private void field(int from) {
        int colon = lines.indexOf(':', from);
        int behind = Math.min(colon + 1, lines.length());
        int value = behind < lines.length() && lines.matches(behind, behind + 1, SPACE) ? behind + 1 : behind;
        if (lines.matches(from, colon, DATA)) {
            addData(value);
        } else if (lines.matches(from, colon, EVENT)) {
            lastType = lines.text(value, lastType);
            type = lastType;
        } else if (lines.matches(from, colon, ID)) {
            id(lines.text(value), lines.isCut());
        } else if (lines.matches(from, colon, RETRY)) {
            retry(lines.text(value));
        }
        // Everything else is a comment, or a field that the standard ignores.
    }

    private void addData(int value) {
        int bytes = lines.length() - value;
        int room = maxSize - dataBytes;
        cut |= lines.isCut() || bytes > room;
        if (firstData == null) {
            firstData = lines.text(value, room);
        } else if (room > 0) {
            if (data.isEmpty()) {
                data.append(firstData);
            }
            data.append('\n').append(lines.text(value, room));
        } else {
            cut = true;
        }
        dataBytes = Math.min(maxSize, dataBytes + bytes + 1);
    }

    private void id(String value, boolean isCut) {
        if (value.indexOf('\0') < 0 && !isCut && value.length() <= LONGEST_ID) {
            idSeen = value;
        }
    }

    private void retry(String value) {
        // Nine digits are eleven days; more makes no sense.
        if (value.matches("[0-9]{1,9}")) {
            retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
    }

    private Optional<Event> dispatch() {
        lastEventId = idSeen;
        Optional<Event> event = Optional.empty();
        if (firstData != null) {
            event = Optional.of(
                    new Event(type.isEmpty() ? "message" : type, data.isEmpty() ? firstData : data.toString(), lastEventId, cut));
        }
        firstData = null;
        data.setLength(0);
        if (data.capacity() > KEPT_CAPACITY) {
            data.trimToSize();
        }
        dataBytes = 0;
        cut = false;
        type = "";
        return event;
    }

    /** How long the service wants a client to wait before it connects again; empty if it has not said. */
    public Optional<Duration> retry() {
        return retry;
    }

    /** The id to resume from; empty if the stream had none. */
    public String lastEventId() {
        return lastEventId;
    }

    /** Releases the stream. */
    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
