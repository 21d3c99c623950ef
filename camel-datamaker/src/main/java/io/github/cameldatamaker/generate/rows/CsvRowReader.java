package io.github.cameldatamaker.generate.rows;

import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvReadException;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of csv after its header: as Maps of Strings, as their own text, or bound to a class. The same lines are rows in each
 * case. Each row must have as many values as the header has names. A comma at the end of a line is ignored.
 */
final class CsvRowReader implements RowReader {

    private final RowWindow window;
    private final CsvRecords records;
    private final RowShape shape;
    private final long expected;
    private @Nullable String header;
    private String[] names = {};
    private @Nullable RowKeys keys;
    private @Nullable CsvRowBinder binder;
    private long count;
    private boolean isCut;

    /**
     * @param window   of UTF-8
     * @param expected the number of rows; negative if unknown
     */
    CsvRowReader(RowWindow window, RowBytes bytes, RowShape shape, long expected) {
        this.window = window;
        this.records = new CsvRecords(bytes);
        this.shape = shape;
        this.expected = expected;
    }

    @Override
    public long position() {
        return window.position();
    }

    @Override
    public Optional<String> header() {
        return Optional.ofNullable(header);
    }

    // csv does not show its end.
    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public boolean isCut() {
        return isCut;
    }

    @Override
    public @Nullable Object read() throws IOException {
        try {
            if (header == null && !readHeader()) {
                return null;
            }
            return shape.isObject() ? bind() : nextRow() ? row() : null;
        } catch (CharConversionException | EOFException e) {
            isCut = window.isEnded();
            throw e;
        }
    }

    private boolean readHeader() throws IOException {
        do {
            if (!records.next()) {
                return false;
            }
        } while (records.isBlank());
        requireClosed();
        names = new String[records.endsWithComma() ? records.size() - 1 : records.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = records.value(i).trim();
        }
        if (!shape.isText()) {
            requireDistinctNames();
        }
        header = records.text();
        window.rowEnds();
        return true;
    }

    // Otherwise a Map or an object would lose a value.
    private void requireDistinctNames() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw malformed("the header names the column '" + name + "' twice");
            }
        }
        keys = new RowKeys(names);
    }

    private boolean nextRow() throws IOException {
        do {
            if (!(shape.isMap() ? records.next() : records.nextText())) {
                return false;
            }
            window.rowEnds();
        } while (records.isBlank() && !isRow());
        requireClosed();
        requireValues();
        count++;
        return true;
    }

    // In csv with one column an empty line is an empty value, but not after the last row.
    private boolean isRow() {
        return names.length == 1 && (expected < 0 || count < expected);
    }

    private void requireClosed() throws IOException {
        if (records.isOpen()) {
            isCut = true;
            throw malformed("a quote is not closed");
        }
    }

    private void requireValues() throws IOException {
        int size = records.size();
        if (size == names.length || size == names.length + 1 && records.endsWithComma()) {
            return;
        }
        isCut = size < names.length && window.isEnded();
        throw malformed("the row has " + size + (size == 1 ? " value" : " values") + ", and the header names " + names.length);
    }

    private static CsvReadException malformed(String what) {
        return CsvReadException.from((CsvParser) null, what, (CsvSchema) null);
    }

    private Object row() throws IOException {
        if (keys == null) {
            return records.text();
        }
        // A route that asks for all values has no use for the text.
        CsvRowText text = keys.areAllAsked() ? null : records.rowText(names.length);
        if (text != null) {
            return new RowMap(keys, text);
        }
        Object[] values = new Object[names.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = records.value(i);
        }
        return new RowMap(keys, values);
    }

    private @Nullable Object bind() throws IOException {
        if (binder == null) {
            binder = new CsvRowBinder(names, shape.type(), () -> nextRow() ? records.plainText() : null);
        }
        return binder.read();
    }
}
