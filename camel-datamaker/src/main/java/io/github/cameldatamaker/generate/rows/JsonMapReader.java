package io.github.cameldatamaker.generate.rows;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a JSON array as Maps that make their values when they are asked for. Every row is checked when it is read. At
 * anything broken or rare it gives the rest of the document to {@link JsonRowReader}, so that values and errors are the same.
 */
final class JsonMapReader implements RowReader {

    /** So many rows may differ in their keys from the row before, and one in eight of the others. */
    private static final int MOST_FORMS = 16;
    private static final int ONE_IN = 8;
    /** An array with one row, which stands for the rows before. */
    private static final byte[] ONE_ROW = Utf8.bytes("[{}");

    private final RowWindow window;
    private final RowOptions options;
    private final RowBytes bytes;
    private final RowScanner scanner = new RowScanner();
    private @Nullable RowForm form;
    private @Nullable JsonRowReader parser;
    private boolean hasRows;
    private boolean isClosed;
    private int rows;
    private int forms;

    JsonMapReader(RowWindow window, RowOptions options) {
        this.window = window;
        this.options = options;
        this.bytes = new RowBytes(window);
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (parser != null) {
            return parser.read();
        }
        // The bytes before the row are kept too, because the parser may need them.
        bytes.startRow();
        int next = significant();
        if (!hasRows && next == '[') {
            next = significant();
        } else if (hasRows && next == ',') {
            next = significant();
            // No row ends with a comma.
            next = next == ']' ? ',' : next;
        } else if (!hasRows || next != ']') {
            return readByParser();
        }
        if (next == ']') {
            return end();
        }
        return next == '{' ? readRow() : readByParser();
    }

    private @Nullable Object end() throws IOException {
        isClosed = true;
        return significant() < 0 ? null : readByParser();
    }

    private int significant() throws IOException {
        int next = bytes.next();
        while (next == ' ' || next == '\n' || next == '\r' || next == '\t') {
            next = bytes.next();
        }
        return next;
    }

    private @Nullable Object readRow() throws IOException {
        bytes.back();
        int behind = bytes.scan(scanner, form);
        while (behind == RowScanner.PART && bytes.hasMore()) {
            behind = bytes.scan(scanner, form);
        }
        Object row = behind < 0 ? null : row();
        if (row == null) {
            return readByParser();
        }
        window.rowEnds();
        hasRows = true;
        return row;
    }

    private @Nullable Object row() {
        rows++;
        RowForm known = form;
        if (known != null && scanner.hasForm()) {
            RowKeys keys = known.keys();
            // A route that asks for all values has no use for the text.
            return keys.areAllAsked() ? new RowMap(keys, scanner.values(known)) : new RowMap(keys, scanner.text(known));
        }
        forms++;
        return forms > MOST_FORMS + rows / ONE_IN ? null : learn(scanner.bytes());
    }

    private @Nullable Object learn(byte[] json) {
        try (JsonParser once = JsonRowBinder.FACTORY.createParser(json)) {
            once.nextToken();
            Map<String, Object> row = new RowMaps(once).read();
            form = RowForm.of(row, form);
            return row;
        } catch (IOException e) {
            // Whoever reads the rest finds it too.
            return null;
        }
    }

    private @Nullable Object readByParser() throws IOException {
        bytes.putBack(hasRows ? ONE_ROW : new byte[0]);
        parser = new JsonRowReader(window, options, false);
        if (hasRows) {
            parser.read();
        }
        return parser.read();
    }

    @Override
    public long position() {
        return window.position();
    }

    @Override
    public boolean isWhole() {
        return parser == null ? isClosed : parser.isWhole();
    }

    @Override
    public boolean isCut() {
        return parser == null ? window.isEnded() && !isClosed : parser.isCut();
    }

    @Override
    public boolean showsItsEnd() {
        return parser == null || parser.showsItsEnd();
    }
}
