package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.github.cameldatamaker.client.DataMakerTruncatedException;

/**
 * The bytes as the service sent them. At their end it is checked, as far as their format allows, that they are whole.
 */
final class WholeStream extends InputStream implements GeneratedData.Access {

    private final InputStream in;
    private final GenerateFormat format;
    private final GeneratedData data;
    private final EndOfDocument end;
    private final Optional<ProgressMeter> meter;
    private volatile boolean started;
    private volatile boolean ended;

    WholeStream(InputStream in, GeneratedDataOptions options, GeneratedData data) {
        this.in = in;
        this.format = options.format();
        this.meter = options.meter();
        this.data = data;
        this.end = new EndOfDocument(format);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        if (ended) {
            data.checkExchange();
            return -1;
        }
        started = true;
        int read;
        try {
            read = in.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            close();
            data.checkExchange();
            throw e;
        }
        if (read < 0) {
            checkEnd();
            meter.ifPresent(ProgressMeter::done);
            close();
        } else {
            end.note(buffer, offset, read);
            if (meter.isPresent()) {
                meter.get().bytes(read);
            }
        }
        return read;
    }

    private void checkEnd() {
        if (!end.isWhole()) {
            throw new DataMakerTruncatedException(
                    "The response ended after " + end.length() + " bytes, and its " + format + " document is not closed");
        }
    }

    @Override
    public boolean isStarted() {
        return started;
    }

    @Override
    public int available() throws IOException {
        return ended ? 0 : in.available();
    }

    /** Releases the connection, whatever was read. */
    @Override
    public void close() {
        ended = true;
        data.close();
    }
}
