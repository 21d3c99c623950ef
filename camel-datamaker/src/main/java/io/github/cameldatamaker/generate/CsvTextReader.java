package io.github.cameldatamaker.generate;

import java.io.IOException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV as their own text, without the header line. A row ends at a line break that is not inside quotes.
 */
final class CsvTextReader implements RowReader {

    private static final boolean[] QUOTE_OR_END = RowBytes.among("\"\n");

    private final RowBytes bytes;
    private boolean headerRead;
    private @Nullable String header;

    CsvTextReader(RowWindow window) {
        this.bytes = new RowBytes(window);
    }

    @Override
    public @Nullable Object read() throws IOException {
        if (!headerRead) {
            headerRead = true;
            header = record();
            if (header == null) {
                return null;
            }
        }
        return record();
    }

    @Override
    public Optional<String> header() {
        return Optional.ofNullable(header);
    }

    @Override
    public long position() {
        return bytes.taken();
    }

    // It has no end of its own.
    @Override
    public boolean isWhole() {
        return true;
    }

    @Override
    public boolean isCut() {
        return bytes.isEnded();
    }

    private @Nullable String record() throws IOException {
        bytes.startRow();
        if (bytes.next() < 0) {
            return null;
        }
        bytes.back();
        boolean quoted = false;
        int found = bytes.nextOf(QUOTE_OR_END);
        while (found == '"' || quoted && found == '\n') {
            quoted ^= found == '"';
            found = bytes.nextOf(QUOTE_OR_END);
        }
        String text = bytes.endRow(found == '\n' ? 1 : 0);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
