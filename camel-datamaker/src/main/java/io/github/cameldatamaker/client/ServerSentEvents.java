package io.github.cameldatamaker.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code text/event-stream} as the HTML standard says ("Server-sent events", 9.2.6), an event at a time, on the caller's
 * thread: who does not ask for the next event slows the socket down. The data of an event is held up to a bound, the rest is
 * forgotten and the event marked.
 */
public final class ServerSentEvents implements Closeable {

    private static final String MEDIA_TYPE = "text/event-stream";
    private static final String BOM = "\uFEFF";
    private static final int LONGEST_ID = 1024;
    private static final int BOM_BYTES = 3;
    private static final int BEFORE_DATA = BOM_BYTES + "data: ".length();
    private static final int KEPT_CAPACITY = 8192;

    private final LineReader lines;
    private final Closeable source;
    private final int maxSize;
    private boolean first = true;
    private final StringBuilder data = new StringBuilder();
    private int dataBytes;
    private boolean cut;
    private String type = "";
    private String idSeen;
    private String lastEventId;
    private Optional<Duration> retry = Optional.empty();

    /**
     * An event.
     *
     * @param type  its name; {@code message} when it has none
     * @param data  its data; several data lines are joined by LF
     * @param id    the last id that the stream gave, with this event or before; empty when there was none
     * @param isCut whether the data was longer than the bound
     */
    public record Event(String type, String data, String id, boolean isCut) {
    }

    /** A response that is something else than a stream of events. */
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
     * The events of a response, which is closed with them.
     *
     * @param  maxSize            the most bytes of an event's data that are kept
     * @param  lastEventId        what was sent as {@code Last-Event-ID}; empty for none
     * @throws NoEventsException  when the response is no stream of events; it is closed
     */
    public static ServerSentEvents of(ApiResponse response, int maxSize, String lastEventId) {
        String contentType = response.contentType().orElse("");
        if (!contentType.split(";")[0].strip().toLowerCase(Locale.ROOT).equals(MEDIA_TYPE)) {
            response.close();
            throw new NoEventsException(
                    response + " is no stream of events: its Content-Type is '" + contentType + "', not " + MEDIA_TYPE);
        }
        return new ServerSentEvents(response.body(), response, maxSize, lastEventId);
    }

    /**
     * The next event, waiting for it; empty at the end of the stream. An event without the blank line behind it is none.
     *
     * @throws DataMakerException when the stream breaks or is silent for too long, as {@link ApiResponse#body()} says
     */
    public Optional<Event> next() {
        while (true) {
            LineReader.Line line = lines.next().orElse(null);
            if (line == null || !line.isTerminated()) {
                return Optional.empty();
            }
            boolean marked = first && line.text().startsWith(BOM);
            first = false;
            String text = marked ? line.text().substring(1) : line.text();
            if (!text.isEmpty()) {
                field(text, marked ? line.bytes() - BOM_BYTES : line.bytes(), line.isCut());
                continue;
            }
            Optional<Event> event = dispatch();
            if (event.isPresent()) {
                return event;
            }
        }
    }

    private void field(String text, int bytes, boolean isCut) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        int value = colon < 0 ? text.length() : text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
        switch (name) {
            case "data" -> addData(text.substring(value), bytes - value, isCut);
            case "event" -> type = text.substring(value);
            case "id" -> id(text.substring(value), isCut);
            case "retry" -> retry(text.substring(value));
            default -> {
                // A comment, or a field that the standard tells to ignore.
            }
        }
    }

    private void addData(String value, int bytes, boolean isCut) {
        int room = maxSize - dataBytes;
        cut |= isCut || bytes > room;
        if (room == 0 && !data.isEmpty()) {
            cut = true;
            return;
        }
        data.append(bytes <= room ? value : cutTo(value, room)).append('\n');
        dataBytes = Math.min(maxSize, dataBytes + bytes + 1);
    }

    private static String cutTo(String value, int room) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= room ? value : new String(bytes, 0, LineReader.wholeCharacters(bytes, room), StandardCharsets.UTF_8);
    }

    private void id(String value, boolean isCut) {
        if (value.indexOf('\0') < 0 && !isCut && value.length() <= LONGEST_ID) {
            idSeen = value;
        }
    }

    private void retry(String value) {
        // Nine digits are eleven days: who says more says nothing.
        if (value.matches("[0-9]{1,9}")) {
            retry = Optional.of(Duration.ofMillis(Long.parseLong(value)));
        }
    }

    private Optional<Event> dispatch() {
        lastEventId = idSeen;
        Optional<Event> event = data.isEmpty() ? Optional.empty()
                : Optional.of(new Event(type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1), lastEventId, cut));
        data.setLength(0);
        if (data.capacity() > KEPT_CAPACITY) {
            data.trimToSize();
        }
        dataBytes = 0;
        cut = false;
        type = "";
        return event;
    }

    /** How long the service wants a client to wait before it connects again; empty while it has not said so. */
    public Optional<Duration> retry() {
        return retry;
    }

    /** The id to go on from; empty while the stream gave none. */
    public String lastEventId() {
        return lastEventId;
    }

    /** Lets go of the stream. */
    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
