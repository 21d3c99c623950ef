package io.github.cameldatamaker.generate;

import java.io.CharConversionException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.dataformat.csv.CsvReadException;
import io.github.cameldatamaker.client.DataMakerException;
import io.github.cameldatamaker.client.DataMakerTruncatedException;
import io.github.cameldatamaker.generate.rows.DocumentReader;
import io.github.cameldatamaker.generate.rows.RowReader;
import io.github.cameldatamaker.generate.rows.RowShape;
import io.github.cameldatamaker.generate.rows.UncertainRowsException;
import io.github.cameldatamaker.json.JsonElements;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one response, one by one or in batches. It ends well only if the document was whole and had as many rows as were
 * asked for. Thread-safe, because a parallel splitter calls it from several threads.
 */
final class Rows implements Iterator<Object>, Closeable, DocumentReader, OpenReader {

    /** On average. Larger rows are not read ahead. */
    private static final long MOST_BYTES = 16 * 1024;

    /** These show that the service sent something wrong. It would send the same again. */
    private static final List<Class<? extends IOException>> MALFORMED = List.of(StreamReadException.class,
            StreamConstraintsException.class, CsvReadException.class, CharConversionException.class);

    /** Where the array or object began that is broken. */
    private static final Pattern POSITION = Pattern.compile(" \\((?:for \\w+ starting|start marker) at \\[Source: .*?\\]\\)");

    private final GeneratedDataOptions options;
    private final RowShape shape;
    private final long expected;
    private final GeneratedSource source;
    private final @Nullable ProgressMeter meter;
    private @Nullable ReadAheadTrial trial;

    private volatile @Nullable RowReader reader;
    private @Nullable Object next;
    private @Nullable RuntimeException failure;
    private boolean ended;
    private long count;
    private boolean lookedAhead;
    private long nextsWithoutLookAhead;

    /**
     * @param expected the number of rows that must come; negative if the reader counts them
     * @param source   claimed with the first row, and closed with the last one and on every failure
     */
    Rows(GeneratedDataOptions options, long expected, GeneratedSource source) {
        this.options = options;
        this.shape = options.shape();
        this.expected = expected;
        this.source = source;
        this.meter = options.meter().orElse(null);
        this.trial = options.readAhead().map(ReadAheadTrial::new).orElse(null);
    }

    /**
     * A failure counts as an element: a splitter looks ahead before it hands on its row, and that row must not be lost.
     */
    @Override
    public synchronized boolean hasNext() {
        // A splitter asks twice for each row: whether it was the last, and whether there is another.
        lookedAhead = next != null;
        return isThereAnother();
    }

    private boolean isThereAnother() {
        if (next != null || failure != null) {
            return true;
        }
        if (ended) {
            source.checkExchange();
            return false;
        }
        // Most generations of one row are small calls, whose end has come with the row.
        if (expected != 1 && isAbandoned()) {
            close();
            return false;
        }
        try {
            next = trial == null ? readNext() : tryReadingAhead(trial);
        } catch (RuntimeException e) {
            failure = e;
        }
        return next != null || failure != null;
    }

    private @Nullable Object tryReadingAhead(ReadAheadTrial running) {
        RowReader current = reader;
        if (running.beforeReading() && current != null && current.position() < count * MOST_BYTES) {
            reader = source.readAhead(current);
            trial = null;
            return readNext();
        }
        Object read = readNext();
        running.afterReading(read instanceof List<?> batch ? batch.size() : 1);
        return read;
    }

    private @Nullable Object readNext() {
        return shape.batchSize() > 1 ? readBatch() : readRow();
    }

    /** The next row. A splitter that continues after the end gets null instead of an exception, and skips it. */
    @Override
    public synchronized @Nullable Object next() {
        boolean wasEnded = ended;
        if (!isThereAnother()) {
            if (wasEnded) {
                return null;
            }
            throw new NoSuchElementException("The generated data has no more rows");
        }
        nextsWithoutLookAhead = lookedAhead ? 0 : nextsWithoutLookAhead + 1;
        lookedAhead = false;
        Object row = next;
        if (row == null) {
            RuntimeException raised = Objects.requireNonNull(failure);
            failure = null;
            throw raised;
        }
        next = null;
        return row;
    }

    /** The rows for a serializer, which would take a getter for the only property. */
    @JsonValue
    Iterator<?> elements() {
        return new JsonElements(this, options.textsAreJson());
    }

    // A plain loop does not look ahead either, so the costly check runs only after 1, 2, 4, 8... such rows.
    private boolean isAbandoned() {
        return nextsWithoutLookAhead > 0 && Long.bitCount(nextsWithoutLookAhead) == 1 && AbandonedSplit.isCalling();
    }

    private @Nullable List<Object> readBatch() {
        List<Object> batch = options.list(Math.min(shape.batchSize(), 1000));
        try {
            Object row = readRow();
            while (row != null) {
                batch.add(row);
                row = batch.size() < shape.batchSize() ? readRow() : null;
            }
        } catch (RuntimeException e) {
            if (batch.isEmpty()) {
                throw e;
            }
            // The rows before the break are right. They are handed out first, as without batches.
            failure = e;
        }
        return batch.isEmpty() ? null : batch;
    }

    private @Nullable Object readRow() {
        if (ended) {
            return null;
        }
        try {
            if (reader == null) {
                reader = source.openRows(source.claim(this));
            }
            Object row = reader.read();
            if (row != null) {
                count++;
                if (meter != null) {
                    meter.row();
                }
            }
            if (expected >= 0 && (row == null ? count < expected : count > expected)) {
                throw new DataMakerTruncatedException(
                        row == null
                                ? "The response holds only " + count + " rows, but " + expected + " were asked for (option count)"
                                : "The response holds more than the " + expected + " rows that were asked for (option count)");
            }
            if (row == null) {
                if (meter != null) {
                    meter.done();
                }
                close();
            }
            return row;
        } catch (IOException | RuntimeException e) {
            close();
            throw failed(e);
        } catch (Error e) {
            close();
            // Camel's splitter expects only exceptions, and would lose the exchange.
            throw new DataMakerException(
                    "Row " + (count + 1) + " cannot be read as " + shape.type().getName() + " (option rowType): " + e, e);
        }
    }

    private RuntimeException failed(Exception e) {
        source.checkExchange();
        // Jackson wraps exceptions while it binds, and Camel would look at suppressed ones first.
        DataMakerException ours = e instanceof DataMakerException raised ? raised
                : ObjectHelper.getException(DataMakerException.class, e);
        if (ours != null) {
            return ours;
        }
        RowReader failed = reader;
        // Jackson quotes what it cannot read.
        String why = source.withoutKey(original(e));
        Throwable cause = source.withoutKey(e);
        if (e instanceof UncertainRowsException) {
            String what = "The response " + why;
            return expected > count
                    ? new DataMakerTruncatedException(what + ". " + expected + " were asked for (option count)", cause)
                    : new DataMakerException(what, cause);
        }
        if (failed != null && failed.isCut()) {
            return new DataMakerTruncatedException("The response broke off after row " + count + ": " + why, cause);
        }
        if (MALFORMED.stream().anyMatch(type -> ObjectHelper.getException(type, e) != null)) {
            String asText = shape.isText() ? "" : ". rowType=String gives the text of each row without reading its values";
            return new DataMakerException(
                    "After row " + count + " the response is not valid " + options.format() + ": " + why + asText, cause);
        }
        return new DataMakerException(
                "Row " + (count + 1) + " cannot be read as " + shape.type().getName() + " (option rowType): " + why, cause);
    }

    @Override
    public boolean isWhole() {
        RowReader current = reader;
        return current == null || current.isWhole();
    }

    /** The header line; empty if each row names its fields, and before the first row. */
    synchronized Optional<String> header() {
        return reader == null ? Optional.empty() : reader.header();
    }

    /** Whether the document has an end that cannot be cut off unnoticed; known after the first row. */
    synchronized boolean showsItsEnd() {
        return reader != null && reader.showsItsEnd();
    }

    /** The message without positions in Jackson's buffers and without its advice to programmers. */
    static String original(Exception e) {
        String original = String.valueOf(e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage());
        String message = POSITION.matcher(original).replaceAll("");
        int advice = message.indexOf(": enable `");
        return advice < 0 ? message : message.substring(0, advice);
    }

    @Override
    public OpenBody openBody() {
        return source;
    }

    /** Ends the iteration and releases the connection. */
    @Override
    public synchronized void close() {
        ended = true;
        source.closeBy(this);
    }

    /** Never reads. */
    @Override
    public String toString() {
        return "Rows of " + source;
    }
}
