package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.generate.rows.DocumentReader;
import io.github.cameldatamaker.json.ReadOnceStream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The bytes as the service sent them. At the end it checks, as far as the format allows, that they are whole.
 */
final class WholeStream extends ReadOnceStream implements DocumentReader, OpenReader {

    private final GeneratedDataOptions options;
    private final GenerateFormat format;
    private final GeneratedSource source;
    private final EndOfDocument end;
    private final Optional<ProgressMeter> meter;
    /** Set with the first byte. */
    private volatile @Nullable InputStream in;
    private volatile boolean ended;

    /** @param source claimed with the first byte, and closed with the last one and on every failure */
    WholeStream(GeneratedDataOptions options, GeneratedSource source) {
        super("use outputType=List, String or Bytes, which keep it in memory");
        this.options = options;
        this.format = options.format();
        this.meter = options.meter();
        this.source = source;
        this.end = new EndOfDocument(format, source.contentType());
    }

    @Override
    public WholeStream copy(Exchange exchange) {
        return new WholeStream(options, source);
    }

    @Override
    protected int readNext(byte[] buffer, int offset, int count) throws IOException {
        if (ended) {
            source.checkExchange();
            return -1;
        }
        InputStream claimed = claimed();
        int read;
        try {
            read = claimed.read(buffer, offset, count);
        } catch (IOException | RuntimeException e) {
            closeReader();
            source.checkExchange();
            throw e;
        } catch (Error e) {
            closeReader();
            throw e;
        }
        if (read < 0) {
            checkEnd();
            meter.ifPresent(ProgressMeter::done);
            closeReader();
        } else {
            end.note(buffer, offset, read);
            if (meter.isPresent()) {
                meter.get().bytes(read);
            }
        }
        return read;
    }

    private InputStream claimed() {
        InputStream claimed = in;
        if (claimed == null) {
            claimed = source.claim(this);
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
                    "The response is whole, but it is not " + format
                            + " with rows. The service, or a proxy before it, sent something else");
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

    @Override
    public OpenBody openBody() {
        return source;
    }

    /** Releases the connection, however much was read. */
    @Override
    protected void closeReader() {
        ended = true;
        source.closeBy(this);
    }

    /** Never reads. */
    @Override
    public String toString() {
        return "Bytes of " + source;
    }
}
