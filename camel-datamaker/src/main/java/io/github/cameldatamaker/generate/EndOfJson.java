package io.github.cameldatamaker.generate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.github.cameldatamaker.client.TextCharset;
import org.jspecify.annotations.Nullable;

/** Whether a JSON document is whole when its bytes end, whatever its charset. */
final class EndOfJson {

    /** In these charsets each ASCII byte is that ASCII character. */
    private static final Set<Charset> READ_AS_THEY_ARE = Set.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII,
            StandardCharsets.ISO_8859_1);

    private final TextCharset charset;
    private final JsonBrackets brackets = new JsonBrackets();
    private final byte[] head = new byte[TextCharset.HEAD];
    private int headLength;
    private boolean isStarted;
    private @Nullable CharsetDecoder decoder;
    /** The bytes of an incomplete character. */
    private ByteBuffer begun = ByteBuffer.allocate(0);

    EndOfJson(TextCharset charset) {
        this.charset = charset;
    }

    /** The next bytes of the document. */
    void note(byte[] buffer, int offset, int count) {
        int from = offset;
        int end = offset + count;
        while (headLength < head.length && from < end) {
            head[headLength++] = buffer[from++];
        }
        if (headLength == head.length) {
            start();
            read(buffer, from, end - from);
        }
    }

    private void start() {
        if (isStarted) {
            return;
        }
        isStarted = true;
        TextCharset.Start start = charset.start(head, headLength);
        if (!READ_AS_THEY_ARE.contains(start.charset())) {
            decoder = start.charset().newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }
        read(head, start.markLength(), headLength - start.markLength());
    }

    private void read(byte[] buffer, int offset, int count) {
        CharsetDecoder other = decoder;
        if (other == null) {
            brackets.note(buffer, offset, count);
            return;
        }
        ByteBuffer raw = ByteBuffer.allocate(begun.remaining() + count).put(begun).put(buffer, offset, count).flip();
        CharBuffer chars = CharBuffer.allocate((int) (raw.remaining() * other.maxCharsPerByte()) + 1);
        other.decode(raw, chars, false);
        ByteBuffer utf8 = StandardCharsets.UTF_8.encode(chars.flip());
        brackets.note(utf8.array(), utf8.arrayOffset(), utf8.remaining());
        begun = raw;
    }

    /** Whether something is missing after the noted bytes. */
    boolean isCut() {
        start();
        return brackets.isOpen();
    }

    /** Whether it is not JSON with rows, whatever comes next. */
    boolean isBroken() {
        start();
        return brackets.isBroken();
    }
}
