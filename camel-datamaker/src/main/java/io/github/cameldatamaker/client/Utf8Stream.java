package io.github.cameldatamaker.client;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/** A text as UTF-8, whatever its charset. The charset is detected with the first read. */
final class Utf8Stream extends InputStream {

    private final InputStream in;
    private final Opening opening;
    private @Nullable InputStream utf8;

    /** Finds the charset of a text, and decodes it. */
    @FunctionalInterface
    interface Opening {

        InputStream open(InputStream in) throws IOException;
    }

    Utf8Stream(InputStream in, Opening opening) {
        this.in = in;
        this.opening = opening;
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
            opened = opening.open(in);
            utf8 = opened;
        }
        return opened;
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
