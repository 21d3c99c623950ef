package io.github.cameldatamaker.generate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import io.github.cameldatamaker.client.ApiResponse;
import io.github.cameldatamaker.client.DataMakerDeterminismException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.generate.rows.RowBinder;
import io.github.cameldatamaker.generate.rows.RowShape;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a generation behind a {@link CheckPoint}, one by one or in batches, in constant memory. For one thread, which
 * closes it; another one may {@link #cancel()}. All reading throws what {@link GeneratedData} throws.
 */
public final class CheckPointedRows implements Closeable {

    private final CheckPoint from;
    private final GeneratedDataOptions options;
    private final RowShape shape;
    /** Whether a response that was cut short cannot pass for a whole one. */
    private final boolean endIsProved;
    private final ResumingStream connection;
    private final GeneratedData data;
    private final Rows texts;
    private final RowBinder binder;
    private final Optional<ProgressMeter> meter;
    private final Digest digest = new Digest();
    private long rows;

    /**
     * Takes over the response of a seeded generation, which is asked for again when it breaks off.
     *
     * @param resume  how
     * @param options how rows are handed out
     * @param from    what is done
     */
    public CheckPointedRows(ApiResponse response, Resume resume, GeneratedDataOptions options, CheckPoint from) {
        this.from = from;
        this.options = options;
        this.shape = options.shape();
        this.binder = new RowBinder(options);
        this.endIsProved = options.format() == GenerateFormat.json
                && response.contentType().filter(type -> type.startsWith("application/json")).isPresent();
        this.meter = options.meter();
        this.connection = new ResumingStream(response, resume, options);
        GeneratedDataOptions asTexts = new GeneratedDataOptions(
                options.format(), options.expectedRows(), new RowShape(String.class, 1), options.mapper(), options.maxInMemorySize(),
                options.meter(), Optional.empty());
        this.data = new GeneratedData(response, connection, asTexts);
        // They are counted here, where it matters whether the document was whole.
        this.texts = data.rows(-1);
    }

    /**
     * Reads the rows that are done, and hands out none of them.
     *
     * @throws DataMakerDeterminismException when they are not the rows that were done
     */
    public void skipDone() {
        while (rows < from.rows()) {
            read();
        }
        meter.ifPresent(ProgressMeter::skipped);
        if (rows > 0 && !digest.toString().equals(from.digest())) {
            throw new DataMakerDeterminismException(
                    "The first " + rows + " rows of template " + from.generation().template() + " with the seed '" + from.generation().seed()
                                                    + "' are done, but the service generates other rows now. Cannot resume");
        }
    }

    /**
     * The next row, or a List of the next rows. Behind the last one the response is known to be whole.
     *
     * @throws DataMakerException when the response breaks off, has too many rows, or a row cannot be bound
     */
    public Object next() {
        List<Object> batch = options.list(Math.min(shape.batchSize(), 1000));
        do {
            batch.add(bind(read()));
        } while (batch.size() < shape.batchSize() && rows < from.generation().count());
        if (rows == from.generation().count() && texts.hasNext()) {
            // What is behind the last row is a failure of its own, or one row too many.
            texts.next();
            throw new DataMakerException("The response holds more than the " + rows + " rows that were asked for (option count)");
        }
        return shape.batchSize() == 1 ? batch.get(0) : batch;
    }

    private String read() {
        if (!texts.hasNext()) {
            throw tooFew();
        }
        String text = (String) texts.next();
        if (rows == 0) {
            texts.header().ifPresent(this::addToDigest);
        }
        addToDigest(text);
        rows++;
        return text;
    }

    private DataMakerException tooFew() {
        String what = "The response holds only " + rows + " rows, but " + from.generation().count() + " were asked for (option count)";
        return endIsProved ? new DataMakerException(what) : new DataMakerTruncatedException(what);
    }

    private void addToDigest(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        digest.add(line, 0, line.length);
    }

    private Object bind(String text) {
        try {
            Object row = binder.bind(texts.header().orElse(""), text);
            if (row != null) {
                return row;
            }
        } catch (IOException | RuntimeException e) {
            throw unbindable(Rows.original(e), data.withoutKey(e));
        }
        throw unbindable("it is " + text, null);
    }

    private DataMakerException unbindable(String why, @Nullable Throwable cause) {
        return new DataMakerException(
                "Row " + rows + " cannot be read as " + shape.type().getName() + " (option rowType): " + data.withoutKey(why), cause);
    }

    /** What is done once all that was handed out is done. */
    public CheckPoint checkPoint() {
        return from.at(rows, digest);
    }

    /** Ends it while another thread reads: that thread's reading fails at once. */
    public void cancel() {
        connection.cancel();
    }

    /** Releases the connection. */
    @Override
    public void close() {
        data.close();
    }
}
