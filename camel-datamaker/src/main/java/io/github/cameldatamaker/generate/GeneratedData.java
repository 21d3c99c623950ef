package io.github.cameldatamaker.generate;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.TextCharset;
import io.github.cameldatamaker.json.JsonIterator;

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
 * throws {@link io.github.cameldatamaker.client.DataMakerTruncatedException} if the data is not whole, and
 * {@link DataMakerException} if it was read before or its exchange has ended.
 */
public final class GeneratedData implements Iterable<Object>, OpenReader, AutoCloseable {

    private final GeneratedSource source;
    private final GeneratedDataOptions options;

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
    GeneratedData(ApiResponse response, ResumingStream resumed, GeneratedDataOptions options) {
        this(response, resumed, resumed, resumed::cancel, options);
        resumed.endsWhen(source::isWhole);
    }

    private GeneratedData(
            ApiResponse response, InputStream body, Closeable connection, Runnable cancel, GeneratedDataOptions options) {
        this.source = new GeneratedSource(response, body, connection, cancel, options);
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
        return source.withoutKey(text);
    }

    Throwable withoutKey(Throwable error) {
        return source.withoutKey(error);
    }

    Rows rows() {
        return rows(options.expectedRows());
    }

    /** @param expected the number of rows that must come; negative if the reader counts them */
    Rows rows(long expected) {
        if (!options.format().hasRows()) {
            throw new DataMakerException(
                    "format=" + options.format()
                            + " has no rows to iterate over: write it to a file or another stream, or ask for "
                            + "format=json or format=csv");
        }
        source.checkUnread();
        return new Rows(options, expected, source);
    }

    /** The bytes as the service sent them, not parsed. */
    public InputStream openStream() {
        byte[] bytes = source.kept();
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        source.checkUnread();
        return new WholeStream(options, source);
    }

    /** All bytes, which are kept in memory. */
    public byte[] bytes() {
        return source.keep(() -> new WholeStream(options, source));
    }

    /** All text, which is kept in memory. */
    public String text() {
        if (options.format() == GenerateFormat.xlsx) {
            throw new DataMakerException("format=xlsx is a workbook and has no text: write it to a file or another stream");
        }
        // An unknown charset fails before anything is read.
        TextCharset charset = source.charset();
        try {
            return charset.text(bytes());
        } catch (CharacterCodingException e) {
            throw new DataMakerException(
                    "The generated data is not text in the charset " + charset
                            + " that it should have. outputType=Bytes or Stream gives its bytes",
                    e);
        }
    }

    /** All text, as a stream. */
    Reader reader() {
        return new InputStreamReader(source.charset().utf8(openStream()), StandardCharsets.UTF_8.newDecoder());
    }

    /** All rows. Their bytes are kept in memory. */
    public List<Object> list() {
        bytes();
        List<Object> rows = options.list(0);
        iterator().forEachRemaining(rows::add);
        return rows;
    }

    /** The charset that the service declares; empty if it declares none, or one that this JVM does not know. */
    public Optional<Charset> declaredCharset() {
        return TextCharset.known(source.contentType()).flatMap(TextCharset::declared);
    }

    @Override
    public OpenBody openBody() {
        return source;
    }

    /** Releases the connection. Data in memory stays readable. */
    @Override
    public void close() {
        source.close();
    }

    /** Never reads. */
    @Override
    public String toString() {
        return source.toString();
    }
}
