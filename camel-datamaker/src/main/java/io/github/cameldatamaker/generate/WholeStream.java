package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.generate.rows.DocumentReader;
import org.jspecify.annotations.Nullable;

/**
 * The bytes as the service sent them. At the end it checks, as far as the format allows, that they are whole.
 */
final class WholeStream extends InputStream implements DocumentReader {

    private final GenerateFormat format;
    private final GeneratedData data;
    private final EndOfDocument end;
    private final Optional<ProgressMeter> meter;
    /** Set with the first byte. */
    private volatile @Nullable InputStream in;
    private volatile boolean ended;

    /** @param data claimed with the first byte, and closed with the last one and on every failure */
    WholeStream(GeneratedDataOptions options, GeneratedData data) {
        this.format = options.format();
        this.meter = options.meter();
        this.data = data;
        this.end = new EndOfDocument(format, data.contentType());
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
        InputStream claimed = source();
        int read;
        try {
            read = claimed.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            close();
            data.checkExchange();
            throw e;
        } catch (Error e) {
            close();
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

    private InputStream source() {
        InputStream claimed = in;
        if (claimed == null) {
            claimed = data.claim(this);
            in = claimed;
        }
        return claimed;
    }

    @Override
    public boolean isWhole() {
        return end.isWhole();
    }

    private void checkEnd() {
        if (end.isBroken()) {
            throw new DataMakerException(
                    "The response is whole, but it is not " + format + " with rows. The service, or a proxy before it, sent something else");
        }
        if (!end.isWhole()) {
            throw new DataMakerTruncatedException(
                    "The response ended after " + end.length() + " bytes, but its " + format + " document is not closed");
        }
    }

    @Override
    public int available() throws IOException {
        InputStream claimed = in;
        return ended || claimed == null ? 0 : claimed.available();
    }

    boolean isOf(GeneratedData other) {
        return data == other;
    }

    /** Releases the connection, however much was read. */
    @Override
    public void close() {
        ended = true;
        data.closeBy(this);
    }

    /** Never reads. */
    @Override
    public String toString() {
        return "Bytes of " + data;
    }
}
