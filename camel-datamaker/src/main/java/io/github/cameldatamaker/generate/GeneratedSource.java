package io.github.cameldatamaker.generate;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.TextCharset;
import io.github.cameldatamaker.client.WhenClosed;
import io.github.cameldatamaker.generate.rows.DocumentReader;
import io.github.cameldatamaker.generate.rows.RowReader;
import io.github.cameldatamaker.generate.rows.RowReaders;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one response, for the reader that claims them first. Every later reader is refused, even if both ask at once. It
 * holds the connection until its reader, or the end of the exchange, closes it.
 */
final class GeneratedSource implements OpenBody {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final ApiResponse response;
    private final Closeable connection;
    private final Runnable cancel;
    private final GeneratedDataOptions options;
    private final Object opening = new Object();
    private final WhenClosed closing = new WhenClosed();
    private InputStream source;
    private volatile byte @Nullable [] kept;
    /** The reader that asked for the first row or byte. */
    private volatile @Nullable DocumentReader reader;
    private volatile @Nullable RowsAhead ahead;
    private volatile boolean closed;
    private volatile boolean exchangeEnded;

    /**
     * @param source     the body of the response
     * @param connection closed with it
     * @param cancel     ends the reading of another thread
     */
    GeneratedSource(ApiResponse response, InputStream source, Closeable connection, Runnable cancel,
            GeneratedDataOptions options) {
        this.response = response;
        this.source = source;
        this.connection = connection;
        this.cancel = cancel;
        this.options = options;
    }

    String withoutKey(String text) {
        return response.withoutKey(text);
    }

    Throwable withoutKey(Throwable error) {
        return response.withoutKey(error);
    }

    TextCharset charset() {
        return response.charset();
    }

    Optional<String> contentType() {
        return response.contentType();
    }

    /** All bytes, if they are kept in memory. */
    byte @Nullable [] kept() {
        return kept;
    }

    /**
     * Reads all bytes and keeps them, unless they are already kept.
     *
     * @param stream opens a stream that claims them
     */
    synchronized byte[] keep(Supplier<InputStream> stream) {
        byte[] bytes = kept;
        if (bytes == null) {
            bytes = readAll(stream.get());
            kept = bytes;
        }
        return bytes;
    }

    private byte[] readAll(InputStream stream) {
        long max = Math.min(options.maxInMemorySize(), MAX_ARRAY - 1);
        byte[] bytes;
        try {
            bytes = stream.readNBytes((int) max + 1);
        } catch (IOException e) {
            // ResponseStream throws no checked exception.
            throw new DataMakerException("The generated data cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length <= max) {
            return bytes;
        }
        // Puts back what was read: a log that is too large must not cost the route its rows.
        source = new SequenceInputStream(new ByteArrayInputStream(bytes), source);
        reader = null;
        throw new DataMakerException(
                "The generated data is larger than maxInMemorySize (" + max + " bytes). Read it row by row with "
                        + "split(body()).streaming(), write it as a stream, or raise maxInMemorySize");
    }

    /**
     * The bytes, for the first reader only, or for all readers if they are kept in memory.
     *
     * @param reader the reader that asks for its first row or byte
     */
    synchronized InputStream claim(DocumentReader reader) {
        byte[] bytes = kept;
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        checkUnread();
        this.reader = reader;
        return source;
    }

    /** Tells a second reader early if possible; {@link #claim} decides. */
    synchronized void checkUnread() {
        if (kept != null) {
            return;
        }
        checkExchange();
        if (reader != null) {
            throw alreadyRead();
        }
        if (closed) {
            throw new DataMakerException("The generated data was closed before it was read");
        }
    }

    static DataMakerException alreadyRead() {
        return new DataMakerException(
                "The generated data was already read: it can be read only once. To read it again, or to redeliver it, use "
                        + "outputType=List, String or Bytes, which keep it in memory");
    }

    void checkExchange() {
        if (exchangeEnded && kept == null) {
            throw new DataMakerException(
                    "The generated data was not read before its exchange ended, which closed it. Read it inside the route, or use "
                            + "outputType=List, String or Bytes to pass it on");
        }
    }

    /** The rows of the claimed bytes. */
    RowReader openRows(InputStream claimed) throws IOException {
        return RowReaders.open(claimed, options.rows(), charset(),
                response.subtype());
    }

    /** The same rows, read by another thread from now on, or by this one if there is no other. */
    RowReader readAhead(RowReader reader) {
        if (options.readAhead().isEmpty() || Runtime.getRuntime().availableProcessors() < 2) {
            return reader;
        }
        RowsAhead rows = new RowsAhead(reader);
        synchronized (opening) {
            if (closed) {
                return reader;
            }
            try {
                options.readAhead().get().threads().execute(rows);
            } catch (RejectedExecutionException e) {
                return reader;
            }
            ahead = rows;
        }
        return rows;
    }

    boolean isWhole() {
        DocumentReader current = reader;
        return current != null && current.isWhole();
    }

    @Override
    public boolean isUnread() {
        return reader == null && !closed;
    }

    @Override
    public boolean isReadThrough(@Nullable Object value) {
        return OpenReader.openBodyOf(value).filter(read -> read == this).isPresent();
    }

    @Override
    public void whenClosed(Runnable action) {
        closing.add(action);
    }

    @Override
    public void endOfExchange() {
        if (!closed) {
            exchangeEnded = true;
            close();
        }
    }

    /** Closes it for its reader. A reader that was refused, or is too late, closes nothing. */
    void closeBy(DocumentReader closing) {
        DocumentReader owner = reader;
        if (owner == null || owner == closing) {
            close();
        }
    }

    /** Releases the connection. Data in memory stays readable. */
    void close() {
        synchronized (opening) {
            closed = true;
        }
        options.meter().ifPresent(ProgressMeter::close);
        RowsAhead reading = ahead;
        if (reading != null) {
            // The reading thread closes the connection; if nobody reads, we do.
            reading.stop(cancel);
        }
        try {
            connection.close();
        } catch (IOException e) {
            // Neither a response nor a resuming stream throws it.
            throw new DataMakerException("The generated data cannot be closed: " + e.getMessage(), e);
        } finally {
            closing.close();
        }
    }

    /** Never reads. */
    @Override
    public String toString() {
        return "GeneratedData[" + response + ", format=" + options.format() + (closed ? ", closed]" : "]");
    }
}
