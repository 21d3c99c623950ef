package io.github.cameldatamaker.generate;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.TextCharset;
import io.github.cameldatamaker.client.WhenClosed;
import io.github.cameldatamaker.generate.rows.DocumentReader;
import io.github.cameldatamaker.generate.rows.RowReader;
import io.github.cameldatamaker.generate.rows.RowReaders;
import io.github.cameldatamaker.json.JsonIterator;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code POST /templates/{id}/generate} or {@code /preview}, which those operations set as the body. It is not read
 * yet. The route reads it once, in constant memory:
 *
 * <ul>
 * <li>iterated ({@code split(body()).streaming()}), it gives rows;</li>
 * <li>as an InputStream ({@code file:}, {@code http:}), it gives the bytes the service sent;</li>
 * <li>as String, byte[] or List it is read into memory, up to {@code maxInMemorySize}, and kept, so that it can be read
 * again in any way.</li>
 * </ul>
 *
 * The first caller that asks for a row or byte is its reader. A second reader is refused, even if both ask at once. It holds a
 * connection until the last row or byte, a failure, or {@link #close()}; in a route the end of the exchange closes it. Reading
 * throws {@link io.github.cameldatamaker.client.DataMakerTruncatedException} if the data is not whole, and {@link
 * DataMakerException} if it was read before or its exchange has ended.
 */
public final class GeneratedData implements Iterable<Object>, OpenBody, AutoCloseable {

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

    public GeneratedData(ApiResponse response, GeneratedDataOptions options) {
        this(response, response.body(), response, response::cancel, options);
    }

    /**
     * Takes the response of a seeded generation, which resumes when it breaks off.
     *
     * @param resume how to resume
     */
    public static GeneratedData resumable(ApiResponse response, Resume resume, GeneratedDataOptions options) {
        return new GeneratedData(response, new ResumingStream(response, resume, options), options);
    }

    /**
     * @param source its body, which may have been peeked at
     */
    public GeneratedData(ApiResponse response, InputStream source, GeneratedDataOptions options) {
        this(response, source, response, response::cancel, options);
    }

    /** Takes the response of a generation that resumes. */
    GeneratedData(ApiResponse response, ResumingStream resuming, GeneratedDataOptions options) {
        this(response, resuming, resuming, resuming::cancel, options);
        resuming.endsWhen(this::isWhole);
    }

    private GeneratedData(
                          ApiResponse response, InputStream source, Closeable connection, Runnable cancel, GeneratedDataOptions options) {
        this.response = response;
        this.connection = connection;
        this.cancel = cancel;
        this.source = source;
        this.options = options;
    }

    /** The format of the data. It is no getter, or a serializer would take it for the only property. */
    public GenerateFormat format() {
        return options.format();
    }

    /**
     * The rows, as {@code rowType} and {@code batchSize} say. The last row, a failure, or closing the iterator releases the
     * connection.
     */
    @Override
    public Iterator<Object> iterator() {
        return rows();
    }

    /** The rows as a body that is a JSON array wherever a step asks for text or bytes. */
    public JsonIterator iteratorBody() {
        return new JsonIterator(rows(), options.maxInMemorySize(), options.text(), options.textsAreJson());
    }

    /** The rows for a serializer: {@code marshal().json()} writes the array of its rows, whatever their format is. */
    @JsonValue
    Iterator<?> jsonRows() {
        return rows().elements();
    }

    String withoutKey(String text) {
        return response.withoutKey(text);
    }

    Throwable withoutKey(Throwable error) {
        return response.withoutKey(error);
    }

    Rows rows() {
        return rows(options.expectedRows());
    }

    /** @param expected the number of rows that must come; negative if the reader counts them */
    synchronized Rows rows(long expected) {
        if (!options.format().hasRows()) {
            throw new DataMakerException(
                    "format=" + options.format() + " has no rows to iterate over: write it to a file or another stream, or ask for "
                                         + "format=json or format=csv");
        }
        checkUnread();
        return new Rows(options, expected, this);
    }

    /** The bytes as the service sent them, not parsed. */
    public synchronized InputStream openStream() {
        byte[] bytes = kept;
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        checkUnread();
        return new WholeStream(options, this);
    }

    /** All bytes, which are kept in memory. */
    public synchronized byte[] bytes() {
        if (kept == null) {
            kept = readAll();
        }
        return kept;
    }

    /** All text, which is kept in memory. */
    public String text() {
        if (options.format() == GenerateFormat.xlsx) {
            throw new DataMakerException("format=xlsx is a workbook and has no text: write it to a file or another stream");
        }
        // An unknown charset fails before anything is read.
        TextCharset charset = response.charset();
        try {
            return charset.text(bytes());
        } catch (CharacterCodingException e) {
            throw new DataMakerException(
                    "The generated data is not text in the charset " + charset + " that it should have. outputType=Bytes or Stream gives its bytes",
                    e);
        }
    }

    /** All text, as a stream. */
    Reader reader() {
        return new InputStreamReader(response.charset().utf8(openStream()), StandardCharsets.UTF_8.newDecoder());
    }

    /** All rows. Their bytes are kept in memory. */
    public List<Object> list() {
        bytes();
        List<Object> rows = options.list(0);
        iterator().forEachRemaining(rows::add);
        return rows;
    }

    private byte[] readAll() {
        long max = Math.min(options.maxInMemorySize(), MAX_ARRAY - 1);
        WholeStream stream = new WholeStream(options, this);
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
    private void checkUnread() {
        if (kept != null) {
            return;
        }
        checkExchange();
        if (reader != null) {
            throw new DataMakerException(
                    "The generated data was already read: it can be read only once. To read it again, or to redeliver it, use "
                                         + "outputType=List, String or Bytes, which keep it in memory");
        }
        if (closed) {
            throw new DataMakerException("The generated data was closed before it was read");
        }
    }

    /** The rows of the claimed bytes. */
    RowReader openRows(InputStream claimed) throws IOException {
        return RowReaders.open(claimed, options.rows(), response.charset(), mediaType().map(MediaType::subtype).orElse(""));
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

    private boolean isWhole() {
        DocumentReader current = reader;
        return current != null && current.isWhole();
    }

    /** The charset that the service declares; empty if it declares none, or one that this JVM does not know. */
    public Optional<Charset> declaredCharset() {
        return TextCharset.known(response.contentType()).flatMap(TextCharset::declared);
    }

    Optional<String> contentType() {
        return response.contentType();
    }

    private Optional<MediaType> mediaType() {
        return response.contentType().map(MediaType::parse);
    }

    void checkExchange() {
        if (exchangeEnded && kept == null) {
            throw new DataMakerException(
                    "The generated data was not read before its exchange ended, which closed it: read it inside the route, or use "
                                         + "outputType=List, String or Bytes to pass it on");
        }
    }

    @Override
    public boolean isUnread() {
        return reader == null && !closed;
    }

    @Override
    public boolean isReadThrough(@Nullable Object value) {
        return value == this || value instanceof Rows rows && rows.isOf(this) || value instanceof WholeStream stream && stream.isOf(this)
                || value instanceof JsonIterator iterator && isReadThrough(iterator.source());
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
    void closeBy(Object closing) {
        Object owner = reader;
        if (owner == null || owner == closing) {
            close();
        }
    }

    /** Releases the connection. Data in memory stays readable. */
    @Override
    public void close() {
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
