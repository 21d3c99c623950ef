package io.github.cameldatamaker.client;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A text of another charset as UTF-8, converted while it is read. */
final class DecodedStream extends InputStream {

    private static final int BUFFER_SIZE = 8192;
    private static final int MOST_BYTES_OF_CHAR = 3;

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder;
    private final ByteBuffer raw = ByteBuffer.allocate(BUFFER_SIZE).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER_SIZE);
    private final ByteBuffer utf8 = ByteBuffer.allocate(MOST_BYTES_OF_CHAR * BUFFER_SIZE).limit(0);
    private boolean ended;

    /** @param malformed what to do about bytes that are not in that charset */
    DecodedStream(InputStream in, Charset charset, CodingErrorAction malformed) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder().onMalformedInput(malformed).onUnmappableCharacter(malformed);
        this.encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(malformed).onUnmappableCharacter(malformed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (!utf8.hasRemaining()) {
            if (!fill()) {
                return -1;
            }
        }
        int read = Math.min(count, utf8.remaining());
        utf8.get(buffer, offset, read);
        return read;
    }

    private boolean fill() throws IOException {
        chars.clear();
        check(decoder.decode(raw, chars, ended));
        if (chars.position() == 0) {
            return !ended && readMore();
        }
        check(encoder.reset().encode(chars.flip(), utf8.clear(), true));
        utf8.flip();
        return true;
    }

    // At the end the decoder may still hold characters.
    private boolean readMore() throws IOException {
        raw.compact();
        int read = in.read(raw.array(), raw.position(), raw.remaining());
        ended = read < 0;
        raw.position(raw.position() + Math.max(read, 0)).flip();
        return true;
    }

    private void check(CoderResult result) throws IOException {
        if (!result.isError()) {
            return;
        }
        if (ended && result.isMalformed() && result.length() == raw.remaining()) {
            throw new EOFException("the text ends within a character");
        }
        throw new CharConversionException("the text is not in the charset " + charset + " that it should have");
    }

    @Override
    public int available() throws IOException {
        return utf8.hasRemaining() ? utf8.remaining() : Math.min(in.available(), 1);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
