package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** A text as UTF-8, whatever its charset. The charset is detected with the first read. */
final class Utf8Stream extends InputStream {

    private final InputStream in;
    private final TextCharset charset;
    private final CodingErrorAction malformed;
    private @Nullable InputStream utf8;

    /** @param malformed what to do about bytes that are not in their charset */
    Utf8Stream(InputStream in, TextCharset charset, CodingErrorAction malformed) {
        this.in = in;
        this.charset = charset;
        this.malformed = malformed;
    }

    @Override
    public int read() throws IOException {
        return utf8().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        return utf8().read(buffer, offset, count);
    }

    private InputStream utf8() throws IOException {
        InputStream opened = utf8;
        if (opened == null) {
            opened = open();
            utf8 = opened;
        }
        return opened;
    }

    private InputStream open() throws IOException {
        byte[] head = in.readNBytes(TextCharset.HEAD);
        TextCharset.Start start = charset.start(head, head.length);
        PushbackInputStream whole = new PushbackInputStream(in, TextCharset.HEAD);
        whole.unread(head, start.markLength(), head.length - start.markLength());
        return start.charset().equals(StandardCharsets.UTF_8) ? whole : new DecodedStream(whole, start.charset(), malformed);
    }

    @Override
    public int available() throws IOException {
        return utf8 == null ? Math.min(in.available(), 1) : utf8.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
