package io.github.cameldatamaker.client;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import io.github.cameldatamaker.client.ServerSentEvents.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules and the examples of the HTML standard, section "Server-sent events". */
class ServerSentEventsTest {

    private static final int MAX = 1024;

    private static ServerSentEvents events(String text) {
        return new ServerSentEvents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), MAX);
    }

    private static List<Event> all(ServerSentEvents events) {
        List<Event> all = new ArrayList<>();
        for (Optional<Event> event = events.next(); event.isPresent(); event = events.next()) {
            all.add(event.get());
        }
        return all;
    }

    private static List<Event> all(String text) {
        return all(events(text));
    }

    private static Event message(String data) {
        return new Event("message", data, "", false);
    }

    // "Two events, in the default namespace"
    @Test
    void theStandardsExampleOfMessages() {
        assertThat(all("data: This is the first message.\n\ndata: This is the second message, it\ndata: has two lines.\n\n"
                + "data: This is the third message.\n\n"))
                .containsExactly(message("This is the first message."), message("This is the second message, it\nhas two lines."),
                        message("This is the third message."));
    }

    @Test
    void theStandardsExampleOfEventTypes() {
        assertThat(all("event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n"))
                .containsExactly(new Event("add", "73857293", "", false), new Event("remove", "2153", "", false),
                        new Event("add", "113411", "", false));
    }

    @Test
    void theStandardsExampleOfYahoo() {
        assertThat(all("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly(message("YHOO\n+2\n10"));
    }

    /** The last block lacks its blank line. An id without a value resets the id. */
    @Test
    void theStandardsExampleOfFourBlocks() {
        ServerSentEvents events = events(
                ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n");

        assertThat(all(events)).containsExactly(
                new Event("message", "first event", "1", false), new Event("message", "second event", "", false));
        assertThat(events.lastEventId()).isEmpty();
        assertThat(all(": test stream\n\ndata:  third event\n\n")).containsExactly(message(" third event"));
    }

    @Test
    void theStandardsExampleOfEmptyData() {
        assertThat(all("data\n\ndata\ndata\n\ndata:")).containsExactly(message(""), message("\n"));
    }

    @Test
    void theStandardsExampleOfTheSpace() {
        assertThat(all("data:test\n\ndata: test\n\n")).containsExactly(message("test"), message("test"));
    }

    @Test
    void withoutDataThereIsNoEventButItsIdCounts() {
        ServerSentEvents events = events("event: add\n\nid: 7\n\ndata: x\n\n");

        assertThat(all(events)).containsExactly(new Event("message", "x", "7", false));
    }

    @Test
    void anIdStaysUntilAnotherCounts() {
        assertThat(all("id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\nid: bad\0id\ndata: d\n\n")).extracting(Event::id)
                .containsExactly("1", "1", "2", "2");
    }

    @Test
    void anIdCountsWhenItsBlockIsWhole() {
        ServerSentEvents events = events("id: 1\ndata: a\n\nid: 2\ndata: b\n");

        assertThat(all(events)).hasSize(1);
        assertThat(events.lastEventId()).isEqualTo("1");
    }

    @Test
    void anIdThatIsTooLongToSendBackIsIgnored() {
        assertThat(all("id: 1\nid: " + "9".repeat(1025) + "\ndata: a\n\nid: " + "x".repeat(5000) + "\ndata: b\n\n"))
                .extracting(Event::id).containsExactly("1", "1");
    }

    @Test
    void retryIsDigitsOnly() {
        ServerSentEvents events = events(
                "retry: 1500\n\nretry: 1.5\n\nretry: -1\n\nretry:\n\nretry: 2s\n\nretry: 99999999999\n\n");

        assertThat(all(events)).isEmpty();
        assertThat(events.retry()).contains(Duration.ofMillis(1500));
    }

    @Test
    void commentsAndUnknownFieldsAreIgnored() {
        assertThat(all(": data: no\n:\n: heartbeat\n\nDATA: no\n data: no\nfoo: bar\nfoo\ndata : no\ndata: yes: really\n\n"))
                .containsExactly(message("yes: really"));
    }

    @Test
    void oneByteOrderMarkIsNotPartOfTheText() {
        assertThat(all("\uFEFFdata: a\n\n\uFEFFdata: b\n\n")).containsExactly(message("a"));
        assertThat(all("\uFEFF\uFEFFdata: a\n\n")).isEmpty();
        assertThat(all("\uFEFF: comment\n\ndata: a\uFEFF\n\n")).containsExactly(message("a\uFEFF"));
    }

    @Test
    void malformedUtf8IsReplaced() {
        InputStream bytes = new ByteArrayInputStream(new byte[] { 'd', 'a', 't', 'a', ':', (byte) 0xff, 'a', '\n', '\n' });

        assertThat(all(new ServerSentEvents(bytes, MAX))).containsExactly(message("\uFFFDa"));
    }

    private static final String ENDS = "id: 1\nevent: log\ndata: ä€😀\ndata\n\n: beat\n\nretry: 5\ndata:b\n\n\ndata: c\n\n";

    /** All line ends, split by the transport at every byte. */
    @ParameterizedTest
    @ValueSource(strings = { "\n", "\r", "\r\n" })
    void everyEndOfLineSplitAtEveryByte(String end) {
        byte[] bytes = ENDS.replace("\n", end).getBytes(StandardCharsets.UTF_8);
        List<Event> expected = List.of(
                new Event("log", "ä€😀\n", "1", false), new Event("message", "b", "1", false),
                new Event("message", "c", "1", false));
        for (int at = 0; at <= bytes.length; at++) {
            InputStream split = new SequenceInputStream(
                    new ByteArrayInputStream(bytes, 0, at), new ByteArrayInputStream(bytes, at, bytes.length - at));

            assertThat(all(new ServerSentEvents(split, MAX))).as("split at " + at).isEqualTo(expected);
        }
        assertThat(all(new ServerSentEvents(new OneByteAtATime(bytes), MAX))).isEqualTo(expected);
    }

    @Test
    void endsOfLinesMayBeMixed() {
        assertThat(all("data: a\r\rdata: b\n\r\ndata: c\r\n\ndata: d\r\n\r\n")).extracting(Event::data)
                .containsExactly("a", "b", "c", "d");
    }

    /** With CR as the end, the event is there before the LF that may follow. */
    @Test
    void anEventDoesNotWaitForTheNextByte() {
        InputStream stuck = new InputStream() {
            private final byte[] bytes = "data: a\r\n\r".getBytes(StandardCharsets.UTF_8);
            private int at;

            @Override
            public int read() {
                if (at == bytes.length) {
                    throw new AssertionError("it asks for more than the event");
                }
                return bytes[at++];
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                buffer[offset] = (byte) read();
                return 1;
            }
        };

        assertThat(new ServerSentEvents(stuck, MAX).next()).contains(message("a"));
    }

    /** Everything that is not closed by a blank line is dropped, wherever the stream ends. */
    @Test
    void aStreamMayEndAnywhere() {
        String text = "id: 1\ndata: a\n\nid: 2\ndata: b\n\n";
        int first = text.indexOf("\n\n") + 2;
        IntStream.range(0, text.length()).forEach(
                end -> assertThat(all(text.substring(0, end))).as("ends at " + end).hasSize(end < first ? 0 : 1));
    }

    @Test
    void dataIsCutAtItsBound() {
        assertThat(all("data: " + "x".repeat(MAX) + "\n\n")).containsExactly(message("x".repeat(MAX)));
        assertThat(all("data:" + "x".repeat(MAX + 1) + "\n\n")).containsExactly(new Event("message", "x".repeat(MAX), "", true));
        assertThat(all("data: " + "x".repeat(MAX + 1) + "\nid: 1\n\ndata: b\n\n")).containsExactly(
                new Event("message", "x".repeat(MAX), "1", true), new Event("message", "b", "1", false));
        assertThat(all("\uFEFFdata: " + "x".repeat(MAX) + "\n\n")).containsExactly(message("x".repeat(MAX)));
    }

    @Test
    void dataOfManyLinesIsCutAtTheSameBound() {
        assertThat(all("data: abc\n".repeat(5000) + "\n")).singleElement().satisfies(event -> {
            assertThat(event.isCut()).isTrue();
            assertThat(event.data()).hasSizeLessThanOrEqualTo(MAX);
        });
        assertThat(all("data\n".repeat(5000) + "\n")).singleElement().satisfies(event -> {
            assertThat(event.isCut()).isTrue();
            assertThat(event.data()).hasSizeLessThanOrEqualTo(MAX);
        });
    }

    /** Never within a character. */
    @Test
    void theCutIsBetweenCharacters() {
        for (int ascii = 0; ascii < 4; ascii++) {
            String start = "x".repeat(MAX - ascii);

            assertThat(all("data: " + start + "😀😀\n\n")).containsExactly(new Event("message", start, "", true));
            assertThat(all("data: a\ndata: " + start + "😀😀\n\n")).singleElement()
                    .satisfies(event -> assertThat(event.data()).doesNotContain("\uFFFD"));
        }
    }

    /** More bytes in one line than an int counts, of which only a bounded part is kept. */
    @Test
    void aLineOfAnyLength() {
        InputStream huge = new SequenceInputStream(
                Collections.enumeration(
                        Arrays.asList(text("id: 1\ndata: "), new Filler(Integer.MAX_VALUE + 1_000L), text("\n\ndata: b\n\n"))));

        assertThat(all(new ServerSentEvents(huge, MAX))).containsExactly(
                new Event("message", "x".repeat(MAX), "1", true), new Event("message", "b", "1", false));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any number of the letter x. */
    private static final class Filler extends InputStream {

        private long left;

        Filler(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            Arrays.fill(buffer, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }

    private static final class OneByteAtATime extends ByteArrayInputStream {

        OneByteAtATime(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(1, length));
        }
    }
}
