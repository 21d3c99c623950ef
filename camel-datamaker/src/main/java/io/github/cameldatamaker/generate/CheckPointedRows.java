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
 * The rows of a generation after a {@link CheckPoint}, one by one or in batches, in constant memory. One thread reads and closes
 * it; another may {@link #cancel()}. Reading throws what {@link GeneratedData} throws.
 */
public final class CheckPointedRows implements Closeable {

    private final CheckPoint from;
    private final GeneratedDataOptions options;
    private final RowShape shape;
    private final ResumingStream connection;
    private final GeneratedData data;
    private final Rows texts;
    private final RowBinder binder;
    private final Optional<ProgressMeter> meter;
    private final Digest digest = new Digest();
    private long rows;

    /**
     * Takes the response of a seeded generation, which resumes when it breaks off.
     *
     * @param resume  how
     * @param options how to hand out rows
     * @param from    the rows that are done
     */
    public CheckPointedRows(ApiResponse response, Resume resume, GeneratedDataOptions options, CheckPoint from) {
        this.from = from;
        this.options = options;
        this.shape = options.shape();
        this.binder = new RowBinder(options.rows());
        this.meter = options.meter();
        this.connection = new ResumingStream(response, resume, options);
        GeneratedDataOptions asTexts = new GeneratedDataOptions(
                options.format(), options.expectedRows(), new RowShape(String.class, 1), options.mapper(),
                options.maxInMemorySize(),
                options.meter(), Optional.empty());
        this.data = new GeneratedData(response, connection, asTexts);
        // This class counts the rows, because here it matters whether the document was whole.
        this.texts = data.rows(-1);
    }

    /**
     * Skips the rows that are done.
     *
     * @throws DataMakerDeterminismException if they are not the rows that were done
     */
    public void skipDone() {
        while (rows < from.rows()) {
            read();
        }
        meter.ifPresent(ProgressMeter::skipped);
        if (rows > 0 && !digest.toString().equals(from.digest())) {
            throw new DataMakerDeterminismException(
                    "The first " + rows + " rows of template " + from.generation().template() + " with the seed '"
                            + from.generation().seed()
                            + "' are done, but the service generates other rows now. Cannot resume");
        }
    }

    /**
     * The next row, or a List of the next rows. After the last one the response is known to be whole.
     *
     * @throws DataMakerException if the response breaks off, has too many rows, or a row cannot be bound
     */
    public Object next() {
        List<Object> batch = options.list(Math.min(shape.batchSize(), 1000));
        do {
            batch.add(bind(read()));
        } while (batch.size() < shape.batchSize() && rows < from.generation().count());
        if (rows == from.generation().count() && texts.hasNext()) {
            // After the last row comes a failure, or one row too many.
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
        String what = "The response holds only " + rows + " rows, but " + from.generation().count()
                + " were asked for (option count)";
        return texts.showsItsEnd() ? new DataMakerException(what) : new DataMakerTruncatedException(what);
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
                "Row " + rows + " cannot be read as " + shape.type().getName() + " (option rowType): " + data.withoutKey(why),
                cause);
    }

    /** The check-point when all rows that were handed out are done. */
    public CheckPoint checkPoint() {
        return from.at(rows, digest);
    }

    /** Ends it while another thread reads. That read fails at once. */
    public void cancel() {
        connection.cancel();
    }

    /** Releases the connection. */
    @Override
    public void close() {
        data.close();
    }
}
