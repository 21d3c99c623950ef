package io.github.cameldatamaker.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import io.github.cameldatamaker.client.DataMakerException;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.jspecify.annotations.Nullable;

/**
 * A stream that can be read once, in constant memory. It is a {@link StreamCache} although it caches nothing, because Camel
 * copies only those for another exchange, says when a step begins, and does not read them into its own cache. The first copy that
 * is asked for a byte is the reader; every other one fails.
 */
public abstract class ReadOnceStream extends InputStream implements StreamCache {

    private final String whatToDo;
    private volatile boolean started;
    private volatile boolean exhausted;
    private volatile boolean readAgain;
    private @Nullable InputStream description;
    /** The buffer of the last reader. Each reader has its own, so the same buffer means the same reader. */
    private byte @Nullable [] lastBuffer;
    private boolean isForLog;

    /** @param whatToDo for a message: how to read a body more than once */
    protected ReadOnceStream(String whatToDo) {
        this.whatToDo = whatToDo;
    }

    /** Reads as {@link InputStream#read(byte[], int, int)}, for the first reader only, and not after the end. */
    protected abstract int readNext(byte[] buffer, int offset, int count) throws IOException;

    /** Closes as {@link InputStream#close()}. A reader that was refused closes nothing. */
    protected abstract void closeReader() throws IOException;

    /** Another reader, for an exchange that may run at the same time. */
    @Override
    public abstract ReadOnceStream copy(Exchange exchange);

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] buffer, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (count > 1 && isForLog(buffer)) {
            return describe(buffer, offset, count);
        }
        if (readAgain) {
            throw alreadyRead();
        }
        started = true;
        int read = readNext(buffer, offset, count);
        exhausted |= read < 0;
        return read;
    }

    // A look at the stack takes as long as reading a few hundred bytes.
    private boolean isForLog(byte[] buffer) {
        if (buffer != lastBuffer) {
            isForLog = LoggingCaller.isReading();
            lastBuffer = buffer;
        }
        return isForLog;
    }

    // A log must not take the bytes away from the route.
    private int describe(byte[] buffer, int offset, int count) throws IOException {
        if (description == null) {
            description = new ByteArrayInputStream(toString().getBytes(StandardCharsets.UTF_8));
        }
        return description.read(buffer, offset, count);
    }

    /** The code that makes the text for a log also closes the stream. */
    @Override
    public final void close() throws IOException {
        if (!LoggingCaller.isReading()) {
            closeReader();
        }
    }

    /** For a reader that is not the first. */
    protected final DataMakerException alreadyRead() {
        return new DataMakerException(
                "The body was already read: it can be read only once. To read it again, or to redeliver it, " + whatToDo);
    }

    /** A step begins. It may continue a stream, but not read again what it, or a failed try, has read. */
    @Override
    public final void reset() {
        description = null;
        readAgain |= started && (exhausted || RedeliveryCaller.isResetting());
    }

    @Override
    public final void writeTo(OutputStream out) throws IOException {
        transferTo(out);
    }

    @Override
    public final boolean inMemory() {
        return false;
    }

    /** Unknown, but not 0: camel-http sends a body with a length, and sends GET without one. */
    @Override
    public final long length() {
        return 1;
    }

    @Override
    public final long position() {
        return -1;
    }
}
